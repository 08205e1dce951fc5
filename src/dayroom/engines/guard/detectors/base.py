"""What every detector is given and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..folding import BARRIER, Folded
from ..vocabulary import Context, Subject

# standards: an ambiguous run of digits needs a context word within 40 characters
WINDOW = 40
_ANOTHER = re.compile(
    r"\d{3}|\b(?:phone|tel|telephone|mobile|cell|fax|call|text|txt|sms|ring|whatsapp|telefono|movil|llam[ae]\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in the folded text."""

    start: int
    end: int
    confidence: float
    # whose it is, where the detector knows; else the words beside it are asked
    about: Subject | None = None


Detector = Callable[[Folded, Context], Iterable[Hit]]


def near(folded: Folded, start: int, end: int, words: re.Pattern[str], *, after: int = WINDOW) -> bool:
    """Whether one of the words stands close to a span, in the same line and not past a masked value."""
    low = folded.low
    before = _last_piece(low[max(0, start - WINDOW) : start])
    return bool(words.search(before) or words.search(_first_piece(low[end : end + after])))


def named(folded: Folded, start: int, end: int, words: re.Pattern[str]) -> bool:
    """Whether one of the words names this very number: no other number and no telephone stands between them.

    >>> from ..folding import fold
    >>> folded = fold("NHS no 943 476 5919, call 555-201-4433")
    >>> [named(folded, *span, re.compile("nhs")) for span in ((7, 19), (26, 38))]
    [True, False]
    """
    low = folded.low
    before = _last_piece(low[max(0, start - WINDOW) : start])
    last = None
    for match in words.finditer(before):
        last = match
    if last is not None and not _ANOTHER.search(before, last.end()):
        return True
    after = _first_piece(low[end : end + WINDOW])
    first = words.search(after)
    return first is not None and not _ANOTHER.search(after, 0, first.start())


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
