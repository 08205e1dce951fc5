"""From the words of a treatment report to suggestions: what it speaks of, which medicine, which effects, why it ended.

Suggestions are offsets and classes. A person sees each of them beside their own words and confirms it, or nothing is
kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..errors import TooLong
from .classes import classes
from .features import features
from .grades import EFFECTIVENESS, SIDE_EFFECTS, effectiveness, effectiveness_in, side_effects, side_effects_in
from .lexicon import Found, drugs, look_up
from .sentences import Sentence, Token, sentences, tokens

# code points; a longer text is given in parts
MAX_LENGTH = 100_000
# tokens between "not" and what it denies
_DENIES = 4
# why a treatment ended, as the treatment report has it: reason → words that tell it
_REASONS = {
    "SIDE_EFFECTS": ("ADR",),
    "DID_NOT_WORK": ("INF",),
    "COST": ("expensive", "cost", "costs", "afford", "price", "pricey", "money"),
    "INSURER": ("insurance", "insurer", "coverage", "copay"),
    "DOCTOR": ("doctor", "doc", "psychiatrist", "physician", "gp", "specialist"),
    "REMISSION": ("better", "cured", "recovered", "no_longer_need", "fine"),
    "OTHER": ("pregnant", "pregnancy", "surgery", "moved"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing a report seems to say: its kind, its place in the text (code points), and its value where there is one.

    kind    DRUG (value: the substance), ADVERSE_EFFECT, WITHDRAWAL_EFFECT, CONDITION, STOPPED (value: the reason)
    """

    kind: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence: its place, and what it speaks of with how much chance."""

    start: int
    end: int
    classes: dict[str, float]


@dataclass(frozen=True, slots=True)
class Extracted:
    """All that was found in one report; grades are None where the text is empty."""

    sentences: tuple[Spoken, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    effectiveness: int | None = None
    side_effects: int | None = None
    classes: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "classes": list(self.classes),
            "sentences": [{"start": s.start, "end": s.end, "classes": s.classes} for s in self.sentences],
            "suggestions": [
                {"kind": s.kind, "start": s.start, "end": s.end, **({"value": s.value} if s.value else {})}
                for s in self.suggestions
            ],
            "effectiveness": None if self.effectiveness is None else EFFECTIVENESS[self.effectiveness],
            "side_effects": None if self.side_effects is None else SIDE_EFFECTS[self.side_effects],
        }


def extract(text: str, *, benefits: str = "", harms: str = "") -> Extracted:
    """Read one treatment report.

    text       as written; English
    benefits   where the report has a part of its own for what helped: the grade of effect is read there
    harms      the same for side effects
    returns    Extracted
    units      offsets in code points of `text`; grades 0-4
    raises     TooLong
    source     weights and lists in data/reports; figures in docs/reference/health-quality.md
    errs       suggests a little too much: a person takes away what is wrong

    >>> found = extract("Zoloft helped my anxiety a lot. I had bad nausea and quit because of it.")
    >>> [(one.kind, one.value) for one in found.suggestions if one.kind == "DRUG"]
    [('DRUG', 'sertraline')]
    """
    if max(len(text), len(benefits), len(harms)) > MAX_LENGTH:
        raise TooLong
    pieces = sentences(text)
    spoken = [Spoken(piece.start, piece.end, classes(features(piece.text))) for piece in pieces]
    suggestions = [one for piece, said in zip(pieces, spoken, strict=True) for one in _suggestions(piece, said.classes)]
    said = {name for one in spoken for name in one.classes}
    return Extracted(
        sentences=tuple(spoken),
        suggestions=tuple(dict.fromkeys(suggestions)),
        effectiveness=_effect(pieces, spoken, benefits),
        side_effects=side_effects(harms) if harms.strip() else side_effects_in(text) if pieces else None,
        classes=tuple(name for name in ("ADR", "WD", "EF", "INF", "SSI", "DI") if name in said),
    )


def _effect(pieces: list[Sentence], spoken: list[Spoken], benefits: str) -> int | None:
    if benefits.strip():
        return effectiveness(benefits)
    if not pieces:
        return None
    # what is said of side effects says nothing about how well it worked
    told = [piece.text for piece, said in zip(pieces, spoken, strict=True) if {"EF", "INF"} & said.classes.keys()]
    helped, failed = (sum(name in said.classes for said in spoken) for name in ("EF", "INF"))
    return effectiveness_in(" . ".join(told), helped=helped, failed=failed)


def _suggestions(piece: Sentence, said: dict[str, float]) -> list[Suggestion]:
    words = tokens(piece.text)
    found = look_up(words)
    made = [_at(piece, words, (i, i + 1), "DRUG", drugs()[t.word]) for i, t in enumerate(words) if t.word in drugs()]
    denied = [one.first for one in found if one.kind == "not"]
    for one in _longest(found, "effect") if {"ADR", "WD"} & said.keys() else ():
        if not any(0 < one.first - place <= _DENIES for place in denied):
            kind = "WITHDRAWAL_EFFECT" if said.get("WD", 0) > said.get("ADR", 0) else "ADVERSE_EFFECT"
            made.append(_at(piece, words, (one.first, one.last), kind))
    if {"DI", "SSI"} & said.keys():
        made += [_at(piece, words, (one.first, one.last), "CONDITION") for one in _longest(found, "disorder")]
    for one in _longest(found, "stopped")[:1]:
        made.append(_at(piece, words, (one.first, one.last), "STOPPED", _reason(words, said)))
    return sorted(made, key=lambda one: (one.start, one.end, one.kind))


def _reason(words: list[Token], said: dict[str, float]) -> str:
    spoken = {token.word for token in words}
    for reason in ("COST", "INSURER"):
        if spoken & set(_REASONS[reason]):
            return reason
    for reason in ("SIDE_EFFECTS", "DID_NOT_WORK"):
        if said.keys() & set(_REASONS[reason]):
            return reason
    return next((reason for reason in ("DOCTOR", "REMISSION", "OTHER") if spoken & set(_REASONS[reason])), "")


def _longest(found: list[Found], kind: str) -> list[Found]:
    """Listed phrases of one kind, without those that stand inside a longer one."""
    own = sorted((one for one in found if one.kind == kind), key=lambda one: (one.first, -one.last))
    kept: list[Found] = []
    for one in own:
        if not kept or one.first >= kept[-1].last:
            kept.append(one)
    return kept


def _at(piece: Sentence, words: list[Token], place: tuple[int, int], kind: str, value: str = "") -> Suggestion:
    first, last = place
    return Suggestion(kind, piece.start + words[first].start, piece.start + words[last - 1].end, value)
