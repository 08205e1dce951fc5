"""Words of treatment reports and names of medicines; our own lists, in data/reports."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..units import DATA
from .sentences import Token

FOLDER = DATA / "reports"


class Found(NamedTuple):
    """A listed word or phrase: its kind, and the first and the last of its tokens (exclusive)."""

    kind: str
    first: int
    last: int


@cache
def _lists() -> tuple[dict[str, frozenset[str]], int]:
    table = tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))
    kinds: dict[str, set[str]] = {}
    for kind, words in table.items():
        for word in words:
            kinds.setdefault(word, set()).add(kind)
    longest = max(word.count("_") + 1 for word in kinds)
    return {word: frozenset(kinds[word]) for word in kinds}, longest


@cache
def drugs() -> dict[str, str]:
    """Names of medicines, in lower case → the name of their substance."""
    table = tomllib.loads((FOLDER / "drugs.toml").read_text("utf-8"))
    return {name: substance for substance, brands in table.items() for name in [substance, *brands]}


def look_up(words: Sequence[Token]) -> list[Found]:
    """Every listed word and phrase among these tokens."""
    lists, longest = _lists()
    found = []
    for first in range(len(words)):
        phrase = ""
        for last in range(first, min(len(words), first + longest)):
            phrase = f"{phrase}_{words[last].word}" if phrase else words[last].word
            found += [Found(kind, first, last + 1) for kind in sorted(lists.get(phrase, ()))]
    return found
