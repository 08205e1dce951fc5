"""American bank routing numbers and Canadian social insurance numbers: nine digits with a check.

what      ABA names a bank and comes with an account; SIN names a person, like a social security number
format    ABA nine digits, weights 3 7 1, sum divisible by 10 · SIN nine digits, Luhn
returns   hits; both need a context word; 0.95 when the check passes, 0.7 labelled when it fails
source    American Bankers Association routing number policy; Employment and Social Development Canada
errs      prefers a miss without context: one run of nine digits in ten passes either check
measured  not yet: no set at hand holds one; the published values are tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, luhn, named, only_digits

_ABA = re.compile(r"(?<![\w.-])\d{9}(?![\w]|[.-]\d)")
_ABA_WORD = re.compile(r"\brouting\b|\baba\b|\brtn\b")
_SIN = re.compile(r"(?<![\w.-])\d{3}[ -]?\d{3}[ -]?\d{3}(?![\w]|[.-]\d)")
_SIN_WORD = re.compile(r"\bsin\b(?! of\b)|\bsocial insurance\b|\bs\.i\.n\b")


def find_abas(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every bank routing number that a context word names."""
    for match in _ABA.finditer(folded.text):
        if named(folded, *match.span(), _ABA_WORD):
            yield Hit(*match.span(), 0.95 if is_aba(match.group()) else 0.7)


def find_sins(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every Canadian social insurance number that a context word names."""
    for match in _SIN.finditer(folded.text):
        if named(folded, *match.span(), _SIN_WORD):
            yield Hit(*match.span(), 0.95 if is_sin(match.group()) else 0.7)


def is_aba(digits: str) -> bool:
    """Whether nine digits pass the check.

    >>> is_aba("021000021"), is_aba("123456789")
    (True, False)
    """
    weights = (3, 7, 1) * 3
    return len(digits) == 9 and sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 10 == 0


def is_sin(text: str) -> bool:
    """Whether nine digits pass Luhn.

    >>> is_sin("046 454 286")
    True
    """
    digits = only_digits(text)
    return len(digits) == 9 and luhn(digits) and len(set(digits)) > 1
