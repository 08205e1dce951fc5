"""Find the places a text speaks of, where its writer says to be, and what a profile says.

text      any str
returns   Found: a code, what it rests on, its span and how sure it is
units     code points; confidence 0-1
raises    nothing
source    names: the gazetteer; context: weighing.py; phrases of self-report: our own reading, English and Spanish
errs      leaves a doubtful name out. A mention says what a text speaks of, never where its writer is

>>> [(one.code, one.start) for one in find_places("Measles in Lubbock, Texas and in Bogotá")]
[('US-TX.lubbock', 11), ('US-TX', 20), ('CO-DC.bogota', 33)]
>>> find_places("Nice reading, of many")
[]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .gazetteer import DEMONYM, Kind
from .reading import Hit, hits, marked, may_name
from .weighing import Case, Choice, choose
from .wording import Word, without_links, words

# code points read at once; what is longer is no short post
PIECE = 100_000


class Basis(StrEnum):
    """What says where: the text speaks of it, the profile names it, the writer says to be there."""

    MENTION = "MENTION"
    PROFILE = "PROFILE"
    SELF = "SELF"


@dataclass(frozen=True, slots=True)
class Found:
    """One place found. For a town too small to be named, `code` is its region."""

    code: str
    kind: Kind
    basis: Basis
    start: int
    end: int
    confidence: float


def find_places(text: str, *, demonyms: bool = False) -> list[Found]:
    """The places a text speaks of, left to right; peoples ("Kenyan") only when asked for."""
    if len(text) > PIECE:
        text = text[:PIECE]
    plain = without_links(text)
    if not may_name(plain):
        return []
    read = words(plain)
    found = hits(text, read)
    if not found:
        return []
    return [
        shown(text, read, hit, choice, Basis.MENTION)
        for hit, choice in zip(found, choose(text, read, found), strict=True)
        if choice is not None and (demonyms or not hit.flags & DEMONYM)
    ]


def shown(text: str, read: Sequence[Word], hit: Hit, choice: Choice, basis: Basis) -> Found:
    """What a hit means, with its span; the last point of "U.S." belongs to it."""
    last = read[hit.last - 1]
    end = last.end + (hit.last - hit.first > 1 and last.end - last.start == 1 and text[last.end : last.end + 1] == ".")
    return Found(choice.place.code, choice.place.kind, basis, read[hit.first].start, end, choice.confidence)


def resolve(text: str, spans: Sequence[tuple[int, int]]) -> list[Found | None]:
    """The places meant by names that somebody marked; None where no place that we know bears the name."""
    read = words(text)
    named = marked(text, read, spans)
    found = sorted((hit for hit in named if hit is not None), key=lambda hit: hit.first)
    chosen = {id(hit): choice for hit, choice in zip(found, choose(text, read, found, _always), strict=True)}
    resolved: list[Found | None] = []
    for hit in named:
        choice = None if hit is None else chosen[id(hit)]
        resolved.append(None if hit is None or choice is None else shown(text, read, hit, choice, Basis.MENTION))
    return resolved


def _always(_: Case) -> bool:
    return True


def find_many(texts: Iterable[str]) -> list[list[Found]]:
    """`find_places` of each text."""
    return [find_places(text) for text in texts]
