"""How well a treatment worked and how heavy its side effects were, from the words of a report.

Both go from 0 to 4. They are a first guess that the person sees and changes; one grade beside is as near as words come.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from .lexicon import FOLDER, look_up
from .sentences import Token, tokens

EFFECTIVENESS = ("INEFFECTIVE", "MARGINAL", "MODERATE", "CONSIDERABLE", "HIGH")
SIDE_EFFECTS = ("NONE", "MILD", "MODERATE", "SEVERE", "EXTREME")


@cache
def _rules() -> tuple[dict[str, Any], int]:
    table = tomllib.loads((FOLDER / "grades.toml").read_text("utf-8"))
    words = [word for rules in table.values() for row in rules.get("list", ()) for word in row["words"]]
    return table, max(word.count("_") + 1 for word in words)


def effectiveness(text: str) -> int:
    """0 it did nothing, to 4 it did very much; place in EFFECTIVENESS.

    >>> effectiveness("It did nothing for my headaches, a waste of money.")
    0
    """
    return _grade(_base("effectiveness") + _points("effectiveness", text))


def effectiveness_in(told: str, *, helped: int, failed: int) -> int:
    """The same for a text about everything; `told` are its sentences of effect: so many say it helped, or failed."""
    whole = _rules()[0]["whole"]
    points = _points("effectiveness", told)
    weight = whole["against"] if points < 0 and helped > 1 else whole["weight"]
    return _grade(_base("effectiveness") + weight * points + (whole["only_against"] if failed and not helped else 0.0))


def side_effects(text: str) -> int:
    """0 there were none, to 4 they were extreme; place in SIDE_EFFECTS.

    >>> side_effects("No side effects at all.")
    0
    """
    return _grade(_base("side_effects") + _points("side_effects", text))


def side_effects_in(text: str) -> int:
    """The same for a text about everything."""
    return _grade(_base("side_effects") + _rules()[0]["whole"]["weight"] * _points("side_effects", text))


def _grade(points: float) -> int:
    return max(0, min(4, round(points)))


def _base(kind: str) -> float:
    return float(_rules()[0][kind]["base"])


def _points(kind: str, text: str) -> float:
    rules, longest = _rules()
    words = tokens(text)
    phrases = _phrases(words, longest)
    kinds = [found.kind for found in look_up(words)] if any("kind" in row for row in rules[kind]["list"]) else []
    total = 0.0
    for row in rules[kind]["list"]:
        times = sum(phrases.get(word, 0) for word in row["words"]) + kinds.count(row.get("kind", ""))
        total += row["points"] * min(times, row["most"])
    return total


def _phrases(words: list[Token], longest: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for first in range(len(words)):
        for last in range(first + 1, min(len(words), first + longest) + 1):
            phrase = "_".join(token.word for token in words[first:last])
            counts[phrase] = counts.get(phrase, 0) + 1
    return counts
