from __future__ import annotations

import zlib
from dataclasses import dataclass

HUES = 8  # .hue-0 … .hue-7 in the style sheet


def hue_of(handle: str) -> int:
    """The colour of somebody's letter tile: always the same for a handle, and nothing else can be learned from it."""
    return zlib.crc32(handle.lower().encode()) % HUES


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
