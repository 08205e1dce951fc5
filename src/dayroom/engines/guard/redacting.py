"""Take what was found out of a text.

text      the text the report was made from
report    what `screen` said about it
style     "mask" leaves words for people, "label" leaves class names for machines, "surrogate" leaves invented values
          that hang together: the same for the same value, see surrogates.py
only      families or findings to take out; by default identifiers and named methods, but not countries and states
returns   the NFC text with one fixed wording per class, whatever the length of the value; taking out twice is taking
          out once, in every style: what is left is read again, as the report says it was read, until nothing is found
          (named findings are taken out as they are, and nothing else); advice to one person goes with its whole
          sentence and leaves no mask, for half of it would say something else
raises    ValueError when the report was made from another text
errs      masks the whole of two findings that touch the same letters; a text in which something new comes to light
          again and again is taken out whole

>>> from .screening import MAX_LENGTH, screen
>>> from .vocabulary import Context
>>> text = "call 202-555-0189 today"
>>> redact(text, screen(text, context=Context()))
'call [phone number removed] today'
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Literal

from .screening import MAX_LENGTH, screen
from .surrogates import Book, surrogate_for
from .vocabulary import Family, Finding, Report
from .wording import label_for, mask_for

# classes of words rather than of values
_WORDS = frozenset({"METHOD", "CARE_CONFIRMATION", "ED_NUMBER"})
# those of them that are taken out unasked
_MASKED_WORDS = frozenset({"METHOD", "ED_NUMBER"})
# advice to one person: what is left of such a sentence is nonsense, or worse advice
_SENTENCES = frozenset({"DIAGNOSIS", "DOSE", "STOP_TREATMENT", "START_TREATMENT"})
# a sentence ends where its sign is followed by room: "2.5 mg" is inside one
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?]+(?=\s|\Z)|(?=\n)|\Z)[ \t]*")
_MANY_BREAKS = re.compile(r"\n{3,}")
# confidence of what is only mentioned: a country, a state
_MENTION = 0.3
# readings; dated 2026-11-21, our own choice: 4,850 texts made by chance needed up to three, the last finding nothing
_READINGS = 5


def redact(
    text: str,
    report: Report,
    *,
    style: Literal["mask", "label", "surrogate"] = "mask",
    only: Collection[Family | Finding] | None = None,
) -> str:
    """Take findings out of a text; see the module."""
    stand_in = _stand_ins(style)
    left = _without(unicodedata.normalize("NFC", text), _chosen(report, only), stand_in)
    kinds = None if only is None else [kind for kind in only if isinstance(kind, Family)]
    if report.read_with is None or left == text or kinds == []:
        return left
    for _ in range(_READINGS):
        if len(left) > MAX_LENGTH:
            # masks are longer than what they stand for; nobody can have this read any more, nor taken out again
            return left
        # a mask can make the word beside it a name: only what is read again and found empty is clean
        found = _chosen(screen(left, context=report.read_with[0], packs=report.read_with[1]), kinds)
        if not found:
            return left
        left = _without(left, found, stand_in)
    return mask_for("")


def _without(original: str, findings: Iterable[Finding], stand_in: Callable[[str, str], str]) -> str:
    """The text with stand-ins in place of findings."""
    chosen = list(findings)
    if any(finding.end > len(original) for finding in chosen):
        raise ValueError("the report belongs to another text")
    whole = _with_sentences(original, chosen) if any(map(_is_advice, chosen)) else chosen
    pieces: list[str] = []
    position = 0
    for finding in sorted(whole, key=lambda f: (f.start, -f.end)):
        if finding.end <= position:
            continue
        if finding.start >= position:
            value = original[finding.start : finding.end]
            pieces.append(original[position : finding.start])
            pieces.append("" if _is_advice(finding) else stand_in(finding.klass, value))
        position = finding.end
    text = "".join([*pieces, original[position:]])
    return text if whole is chosen else _MANY_BREAKS.sub("\n\n", text).strip()


def _is_advice(finding: Finding) -> bool:
    return finding.family is Family.ADVICE and finding.klass in _SENTENCES


def _with_sentences(original: str, findings: Iterable[Finding]) -> list[Finding]:
    """The findings; advice is as long as the sentences it stands in, with the room behind them."""
    spans = [match.span() for match in _SENTENCE.finditer(original)]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    whole = []
    for finding in findings:
        if _is_advice(finding):
            first, last = bisect_right(starts, finding.start) - 1, bisect_left(ends, finding.end)
            finding = replace(finding, start=starts[first], end=ends[last])  # noqa: PLW2901 - the longer one
        whole.append(finding)
    return whole


def removable(findings: Iterable[Finding]) -> list[Finding]:
    """Those that can be taken out and leave a text: values, methods, numbers, whole sentences of advice. Words that
    could be put another way, or that a person should think about, are the writer's to change."""
    return [
        found for found in findings if found.family is Family.IDENTIFIER or found.klass in _WORDS or _is_advice(found)
    ]


def _stand_ins(style: str) -> Callable[[str, str], str]:
    """What stands in for a value of a class, for one text."""
    if style == "surrogate":
        book = Book()
        # what is no identifier has no invented twin
        return lambda klass, value: mask_for(klass) if klass in _WORDS else surrogate_for(klass, value, book)
    return lambda klass, value: mask_for(klass) if style == "mask" else label_for(klass)


def _chosen(report: Report, only: Collection[Family | Finding] | None) -> list[Finding]:
    if only is None:
        return [f for f in report.findings if _is_identifier(f) or f.klass in _MASKED_WORDS]
    wanted = frozenset(only)
    return [f for f in report.findings if f.family in wanted or f in wanted]


def _is_identifier(finding: Finding) -> bool:
    return finding.family is Family.IDENTIFIER and finding.confidence > _MENTION
