"""What is known about single words: given name, surname, place, everyday word, and which words they resemble.

returns   Lexicon, read from data/names/words.gz when first needed (about a twentieth of a second)
source    data/SOURCES.toml, entries names/*
errs      a word that no list knows has flags "-": most misspelled words, and most names of the world
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "names"
_NOTHING = ("-", "-", "-")
# words in the name of a place
_LONGEST = 4


def _is_only_name(flags: str) -> bool:
    return any(flag in flags for flag in "FfSECc") and not any(flag in flags for flag in "123")


class Lexicon:
    """Words and what is known about them."""

    def __init__(
        self,
        entries: dict[str, tuple[str, str, str]],
        names: frozenset[str] = frozenset(),
        places: frozenset[str] = frozenset(),
    ) -> None:
        self._entries = entries
        self._places = places
        # words that are a name and nothing else; one of them makes the tagger look, whatever its capitals
        self.names = names
        self.openers = frozenset(place.split("_", 1)[0] for place in places)

    def about(self, low: str) -> tuple[str, str, str]:
        """Flags and two clusters of a word in lower case."""
        return self._entries.get(low, _NOTHING)

    def place_length(self, lows: Sequence[str]) -> int:
        """How many of these words, from the first on, are the name of one place; 0 for none, never 1."""
        for size in range(min(_LONGEST, len(lows)), 1, -1):
            if "_".join(lows[:size]) in self._places:
                return size
        return 0


def read(text: str) -> Lexicon:
    """Make a lexicon from lines of "flags broad narrow word word …", one for all words of which the same is known; a
    missing value is "-". In the line that begins with "_" stand places of several words, joined by "_".

    >>> read("F 12 301 ann anne\\n").about("ann")
    ('F', '12', '301')
    """
    entries: dict[str, tuple[str, str, str]] = {}
    names: set[str] = set()
    places: list[str] = []
    # all words of a line at once: one by one they take most of the engine's start
    for line in text.splitlines():
        flags, *rest = line.split(" ")
        if flags == "_":
            places += rest
            continue
        broad, narrow, *words = rest
        entries.update(dict.fromkeys(words, (flags, broad, narrow)))
        if _is_only_name(flags):
            names.update(word for word in words if len(word) > 2)
    return Lexicon(entries, frozenset(names), frozenset(places))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The one that ships."""
    return read(gzip.decompress((DATA / "words.gz").read_bytes()).decode("utf-8"))
