from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Giveaway:
    """A place in somebody's own words that tells strangers who they are."""

    start: int
    end: int
    klass: str
    sentence: str


@dataclass(frozen=True, slots=True)
class WordsSeen:
    """One field of a profile with what was found in it; the text is in NFC, offsets are code points of it."""

    field: str
    text: str
    giveaways: tuple[Giveaway, ...]
    may_override: bool
    masked: str
