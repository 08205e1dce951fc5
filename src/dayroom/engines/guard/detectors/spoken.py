"""Telephone numbers in words, to get past a filter: "five five five, two zero one …".

what      HIPAA Safe Harbor class D, in disguise
format    seven to fifteen digits in a row, as English or Spanish words, digits between them allowed; "oh" is zero,
          "double" counts twice
returns   hits over the words; 0.8 seven digits or more with a word for calling near, 0.7 ten or more without
source    45 CFR 164.514(b)(2)(i)(D)
errs      prefers a miss: counting ("one two three") is left alone below ten digits
measured  the spec set in tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, near
from .phone import PHONE_WORD

_WORD = (
    r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|cero|uno|dos|tres|cuatro"
    r"|cinco|seis"
    r"|siete|ocho|nueve)"
)
_RUN = re.compile(rf"(?<![\w-]){_WORD}(?:[ ,.-]{{1,3}}(?:{_WORD}|\d{{1,4}})(?![\w])){{5,24}}")
_COUNTED = re.compile(rf"{_WORD}|\d")
_COUNTING = re.compile(r"one[ ,.-]+two[ ,.-]+three[ ,.-]+four|uno[ ,.-]+dos[ ,.-]+tres[ ,.-]+cuatro")


def find_spoken_numbers(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every telephone number in words."""
    for match in _RUN.finditer(folded.low):
        words = _COUNTED.findall(match.group())
        digits = len(words) + sum({"triple": 1}.get(word, 0) for word in words)
        called = near(folded, *match.span(), PHONE_WORD)
        if 7 <= digits <= 16 and (called or (digits >= 10 and not _COUNTING.match(match.group()))):
            yield Hit(*match.span(), 0.8 if called else 0.7)
