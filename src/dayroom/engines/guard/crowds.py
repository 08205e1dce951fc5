"""Take identifiers out of many short public posts, fast; for counting them, not for answering one.

text      any text up to MAX_LENGTH
returns   the text without links, handles and identifiers: "…" stands where one stood
raises    TextTooLong, NotText for lone surrogates
source    the detectors of this engine and standards 1.2; which of them are asked stands below
errs      prefers a miss where a place is only seen by the tagger: posts are about places, and where a writer is stands
          elsewhere as a code. Names behind a cue are found in every text; the tagger is asked where a word that lists
          know as a name and nothing else carries a capital, or where two capitals meet and one may be a name:
          it is thereby shown nine in ten of the full names that it sees (4,000 posts each of two sets, 2026-11-21)

The whole screen of a member's post takes ten times as long: it also reads claims, advice, promotion and crisis.

>>> without_identifiers("Ask Dr. Jane Smithson on 202-555-0143 https://example.org @ann")
'Ask Dr. … on …'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .detectors import DETECTORS
from .errors import TextTooLong
from .folding import Folded, fold
from .names.lexicon import lexicon
from .packs import Rule
from .plan import plan_for
from .screening import DEFAULT_PACKS, MAX_LENGTH
from .vocabulary import Context

GONE = "…"
# as engines.meaning reads them: neither a link nor a handle is wanted in a text that is only counted
_LINKS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.])@\w+(?:[.@-]\w+)*")
_CAPITAL = re.compile(r"(?<![@#\w])[A-Z][a-z]{2,}")
_TWO = re.compile(r"(?<![@#\w])([A-Z][a-z]{2,}) ([A-Z][a-z]{2,})\b")
# confidence of what is only mentioned, as in redacting
_MENTION = 0.3
_ROUNDS = 4
_CONTEXT = Context()
# of a given name, a surname
_NAMES = frozenset("FfSE")
# of an everyday word, a country
_COMMON = frozenset("123N")
_SPACES = re.compile(r" {2,}")


def without_identifiers(text: str) -> str:
    """See the module."""
    if len(text) > MAX_LENGTH:
        raise TextTooLong
    bare = text
    if "@" in text or "://" in text or "www." in text:
        bare = _LINKS.sub(" ", text)
    folded = fold(bare)
    spans: list[tuple[int, int]] = []
    for _ in range(_ROUNDS):
        new = [folded.span(start, end) for start, end in _found(folded)]
        if not new:
            break
        spans += new
        folded = folded.masked(new)
    left = _without(folded.original, spans) if spans else folded.original
    return left if bare is text and not spans else _SPACES.sub(" ", left).strip()


def _found(folded: Folded) -> Iterator[tuple[int, int]]:
    """What the detectors behind open gates see."""
    calm = replace(folded, memo={"tagged": []})
    if not may_name(folded):
        # names behind a cue are found without the tagger
        folded = calm
    for rule in plan_for(DEFAULT_PACKS).detectors(folded, _CONTEXT):
        reader = rule.detector or ""
        if reader == "place":
            # without what the tagger takes for a place
            yield from _hits(rule, calm)
            continue
        yield from _hits(rule, folded)


def _hits(rule: Rule, folded: Folded) -> Iterator[tuple[int, int]]:
    for hit in DETECTORS[rule.detector or ""](folded, _CONTEXT):
        if hit.confidence > _MENTION:
            yield hit.start, hit.end


def may_name(folded: Folded) -> bool:
    """Whether it is worth asking the tagger for names."""
    known = lexicon()
    if not known.names.isdisjoint(map(str.lower, _CAPITAL.findall(folded.text))):
        return True
    return any(
        (_is_name(one) or _is_name(two)) and not (_is_common(one) or _is_common(two))
        for one, two in _TWO.findall(folded.text)
    )


def _is_common(word: str) -> bool:
    return not _COMMON.isdisjoint(lexicon().about(word.lower())[0])


def _is_name(word: str) -> bool:
    """A word that a list of names knows, whatever else it means."""
    return not _NAMES.isdisjoint(lexicon().about(word.lower())[0])


def _without(original: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if end <= position:
            continue
        if start >= position:
            pieces += [original[position:start], GONE]
        position = end
    return "".join([*pieces, original[position:]])
