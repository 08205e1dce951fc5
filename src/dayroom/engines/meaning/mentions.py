"""Whether a post that names an illness says that somebody has it, speaks about it, or uses it as a figure of speech.

    health_mention(folded("day three of this fever, i feel awful")).kind is Kind.PERSONAL
    health_mention(folded("that exam gave me a heart attack")).kind is Kind.FIGURATIVE

folded    a text as `words.folded` gives it, English or Spanish
returns   Mention: the kind, the illness word and where it stands, the cue that told most, and all points
units     points: each cue of data/mentions.toml adds or takes a few; PERSONAL from PERSONAL_FROM on
raises    nothing
source    cues and points written by us; the task as in Naseem and others 2022, doi:10.1145/3485447.3512129
errs      takes a joke about somebody's illness for the illness, and a short "my allergies" with little else for talk;
          right for counting many posts, not for judging one

Measured by `python -m bench.meaning mentions`: about 6 of 10 posts that are called personal are, and about 8 of 10 are
found. Counts of personal mentions are shown as an estimate, never as cases.

>>> seen = health_mention("study links city noise to depression")
>>> seen.kind.name, seen.word, seen.reason
('NONPERSONAL', 'depression', 'study')
"""

from __future__ import annotations

import enum
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from .concepts import concepts
from .words import DATA, token_spans, tokens
from .words import folded as fold

PERSONAL_FROM = 3
# a cue stands so many signs before or after the illness word at most
NEAR_BEFORE, NEAR_AFTER = 14, 4
# a cue of this kind counts so often at most; others once
MOST = {"care": 3, "feel": 3, "when": 2, "kin": 2, "ask": 2, "study": 2, "game": 2}
# what tells of a figure of speech, where nobody's illness is told
FIGURES = frozenset({"gave", "turned", "game", "figure", "you"})
ABOUT = frozenset({"about", "people", "topic", "study", "denied"})
# no more of a long post is read
_READ = 2_500


class Kind(enum.StrEnum):
    """What a post does with the name of an illness."""

    PERSONAL = "PERSONAL"
    NONPERSONAL = "NONPERSONAL"
    FIGURATIVE = "FIGURATIVE"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Mention:
    """What was found; `word` is empty and `span` (0, 0) where no illness is named."""

    kind: Kind
    word: str = ""
    span: tuple[int, int] = (0, 0)
    reason: str = ""
    points: int = 0


NOTHING = Mention(Kind.NONE)
# where a thing begins and ends in the joined words, and the cue
_Hit = tuple[int, int]
_Cue = tuple[int, int, str, str]


def health_mention(folded: str) -> Mention:
    """What a folded text does with the name of an illness; see the module."""
    words = tokens(folded[:_READ])
    text = f" {' '.join(words)} "
    hits, cues = _read(text)
    if not hits:
        return NOTHING
    counted = _counted(hits, cues)
    points = {name: _points()[name] * min(count, MOST.get(name, 1)) for name, (count, _) in counted.items()}
    points |= _who(words) | _length(words, hits)
    total = sum(points.values())
    kind = _kind(total, points)
    reason = _reason(kind, points)
    start, end = counted[reason][1] if reason in counted else hits[0]
    span = _span(folded, text, start, end)
    return Mention(kind, folded[span[0] : span[1]], span, reason, total)


def health_mention_many(folded: Iterable[str]) -> list[Mention]:
    """The same of many texts."""
    return [health_mention(text) for text in folded]


def _read(text: str) -> tuple[list[_Hit], list[_Cue]]:
    hits: list[_Hit] = []
    cues: list[_Cue] = []
    for last, (length, meanings) in _automaton().iter(text):
        start, end = last + 1 - length, last + (text[last] != " ")
        for place, name in meanings:
            if place == "ill":
                hits.append((start, end))
            else:
                cues.append((start, end, place, name))
    return hits, cues


def _counted(hits: Sequence[_Hit], cues: Sequence[_Cue]) -> dict[str, tuple[int, _Hit]]:
    """How often each kind of cue stands where it counts, and by which illness word."""
    counted: dict[str, tuple[int, _Hit]] = {}
    for start, end, place, name in cues:
        hit = _hit_of(hits, start, end, place)
        if hit:
            count, first = counted.get(name, (0, hit))
            counted[name] = (count + 1, first)
    return counted


def _hit_of(hits: Sequence[_Hit], start: int, end: int, place: str) -> _Hit | None:
    # a post with very many illness words is a list; the first ones tell as much
    near = hits[:20]
    if place == "before":
        return next((hit for hit in near if 0 <= hit[0] - end <= NEAR_BEFORE), None)
    if place == "after":
        return next((hit for hit in near if 0 <= start - hit[1] <= NEAR_AFTER), None)
    return hits[0]


def _who(words: Sequence[str]) -> dict[str, int]:
    """Points for how much the writer speaks of themselves."""
    me, you = _pronouns()
    mine = sum(word in me for word in words)
    if not mine:
        yours = any(word in you for word in words)
        return {"nobody": -2, "you": -1} if yours else {"nobody": -2}
    part = mine / len(words)
    return {"self": 2 if part >= 0.07 else 1 if part >= 0.03 else 0}


def _length(words: Sequence[str], hits: Sequence[_Hit]) -> dict[str, int]:
    """A long story is more often one's own than a line."""
    points = -1 if len(words) < 8 else 2 if len(words) > 60 else 1 if len(words) > 25 else 0
    return {"length": points, "several": int(len(set(hits)) >= 2)}


def _kind(total: int, points: dict[str, int]) -> Kind:
    if total >= PERSONAL_FROM:
        return Kind.PERSONAL
    figures = sum(points.get(name, 0) for name in FIGURES)
    about = sum(points.get(name, 0) for name in ABOUT)
    return Kind.FIGURATIVE if figures < about else Kind.NONPERSONAL


def _reason(kind: Kind, points: dict[str, int]) -> str:
    """The name of the cue that told most for what was found."""
    sign = 1 if kind is Kind.PERSONAL else -1
    wanted = {Kind.FIGURATIVE: FIGURES, Kind.NONPERSONAL: ABOUT | {"nobody"}}.get(kind)
    told = {name: sign * value for name, value in points.items() if wanted is None or name in wanted}
    best = max(told, key=lambda name: told[name], default="")
    return best if best and told[best] > 0 else "topic"


def _span(folded: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Where in the folded text the words between two places of the joined words stand."""
    spans = token_spans(folded[:_READ])
    first = text.count(" ", 0, start + 1) - 1
    last = first + text[start:end].strip().count(" ")
    return spans[first][0], spans[last][1]


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((DATA / "mentions.toml").read_text("utf-8"))


@cache
def _pronouns() -> tuple[frozenset[str], frozenset[str]]:
    who = _told()["who"]
    return frozenset(who["me"]), frozenset(who["you"])


@cache
def _points() -> dict[str, int]:
    told = _told()
    return {one["name"]: one["points"] for place in ("before", "after", "anywhere", "word") for one in told[place]}


@cache
def _automaton() -> Any:
    meanings: dict[str, dict[tuple[str, str], None]] = {}

    def put(words: Iterable[str], place: str, name: str) -> None:
        for word in words:
            key = " " + " ".join(tokens(fold(word))) + ("" if word.endswith("*") else " ")
            meanings.setdefault(key, {})[place, name] = None

    told = _told()
    for one in concepts():
        if one.kind != "drug":
            put(one.words, "ill", "")
    put(told["ill"]["words"], "ill", "")
    for place in ("before", "after", "anywhere", "word"):
        for one in told[place]:
            put(one["words"], place, one["name"])
    made = ahocorasick.Automaton()
    for key, found in meanings.items():
        made.add_word(key, (len(key), tuple(found)))
    made.make_automaton()
    return made
