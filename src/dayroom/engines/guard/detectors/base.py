"""What every detector is given and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..folding import BARRIER, Folded
from ..vocabulary import Context

# standards: an ambiguous run of digits needs a context word within 40 characters
WINDOW = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in the folded text."""

    start: int
    end: int
    confidence: float


Detector = Callable[[Folded, Context], Iterable[Hit]]


def near(folded: Folded, start: int, end: int, words: re.Pattern[str], *, after: int = WINDOW) -> bool:
    """Whether one of the words stands close to a span, in the same line and not past a masked value."""
    low = folded.low
    before = _last_piece(low[max(0, start - WINDOW) : start])
    return bool(words.search(before) or words.search(_first_piece(low[end : end + after])))


def just_before(folded: Folded, start: int, words: re.Pattern[str], *, window: int = WINDOW) -> bool:
    """Whether one of the words stands before a span, in the same line and not past a masked value."""
    return bool(words.search(_last_piece(folded.low[max(0, start - window) : start])))


def _last_piece(text: str) -> str:
    return text[max(text.rfind("\n"), text.rfind(BARRIER)) + 1 :]


def _first_piece(text: str) -> str:
    return text.split("\n", 1)[0].split(BARRIER, 1)[0]


def luhn(digits: str) -> bool:
    """The Luhn check (ISO/IEC 7812-1, annex B).

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    total = 0
    for index, char in enumerate(reversed(digits)):
        value = int(char) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def only_digits(text: str) -> str:
    """The ASCII digits of a text, in order."""
    return "".join(char for char in text if "0" <= char <= "9")
