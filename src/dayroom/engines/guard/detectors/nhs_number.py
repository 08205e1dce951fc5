"""NHS numbers of England, Wales and the Isle of Man.

what      the number that opens a person's health record in England; issued by NHS England
format    ten digits, often written 3-3-4; weights 10 to 2, eleven minus the sum modulo eleven is the
          last digit (eleven counts as 0, ten is never issued)
returns   hits; needs a context word within 40 characters, because `202-555-0189` (a telephone
          number) passes the check; 0.95 when the check passes, 0.7 when a labelled value fails it
source    NHS Data Dictionary, NHS NUMBER
errs      prefers a false alarm: a labelled number is masked even when the check digit is wrong
measured  not yet: no set at hand holds one; the published values are tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, named, only_digits

_SHAPE = re.compile(r"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w]|-\d)")
_WORD = re.compile(r"\bn\.?h\.?s\.?\b|\bhealth service number\b")


def find_nhs_numbers(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every NHS number that a context word names."""
    for match in _SHAPE.finditer(folded.text):
        if named(folded, *match.span(), _WORD):
            yield Hit(*match.span(), 0.95 if is_nhs_number(match.group()) else 0.7)


def is_nhs_number(text: str) -> bool:
    """Whether ten digits pass the check.

    >>> is_nhs_number("943 476 5919"), is_nhs_number("943 476 5910"), is_nhs_number("0000000000")
    (True, False, False)
    """
    digits = only_digits(text)
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    check = 11 - total % 11
    return check != 10 and check % 11 == int(digits[9])
