"""National provider identifiers.

what      the public number of a clinician or a clinic in the United States; issued by CMS
format    ten digits, the first 1 or 2; Luhn over 80840 and the number
returns   hits; needs a context word within 40 characters; 0.95 when the check passes, 0.6 when not
source    45 CFR 162.406; CMS, "Requirements for NPI check digit"
errs      prefers a miss without context: one telephone number in ten passes the check
measured  not yet: no set at hand holds one; the published values are tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, luhn, named

_SHAPE = re.compile(r"(?<![\w.-])\d{10}(?![\w]|[.-]\d)")
_WORD = re.compile(r"\bnpi\b|\bprovider (?:id|number|identifier|no)\b")


def find_npis(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every provider number that a context word names."""
    for match in _SHAPE.finditer(folded.text):
        if named(folded, *match.span(), _WORD):
            yield Hit(*match.span(), 0.95 if is_npi(match.group()) else 0.6)


def is_npi(digits: str) -> bool:
    """Whether ten digits pass the check.

    >>> is_npi("1234567893"), is_npi("1234567890"), is_npi("0123456789")
    (True, False, False)
    """
    return len(digits) == 10 and digits.isdigit() and digits[0] in "12" and luhn("80840" + digits)
