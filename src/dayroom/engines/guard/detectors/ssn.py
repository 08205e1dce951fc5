"""United States social security numbers, and ITINs, which look the same.

what      the number of a person with the Social Security Administration; class G of Safe Harbor.
          ITIN (area 9xx, Internal Revenue Service) is class R
format    AAA-GG-SSSS; area not 000, 666 or 900-999, group not 00, serial not 0000; no check digit
returns   hits; 0.9 with separators, 0.85 bare with a context word, 0.7 labelled but never issued
source    SSA, "Social Security Number Randomization" (2011-06-25); IRS Publication 1915 for ITIN groups
errs      prefers a false alarm: whoever gets this number can be somebody else
measured  recall 60/60 (phi_presidio_synth), 16/16 (phi_asq),
          no stray one in 666 texts without identifiers; development halves, 2026-11-21, bench/guard/identifiers.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, named

_SHAPE = re.compile(r"(?<![\w-])(\d{3})([- .]?)(\d{2})\2(\d{4})(?![\w]|-\d|\.\d)")
_WORD = re.compile(r"\bs\.?s\.?n\b|\bsocial(?: security)?(?: number| no| #)?\b|\bseguro social\b")
_ITIN_WORD = re.compile(r"\bitin\b|\btaxpayer\b|\btax id\b")
# printed on wallet inserts and in advertisements, never a person's
_SAMPLES = frozenset({"078051120", "219099999"})


def find_ssns(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every social security number."""
    for match in _SHAPE.finditer(folded.text):
        area, separator, group, serial = match.groups()
        labelled = named(folded, *match.span(), _WORD)
        if is_ssn(area + group + serial):
            if separator == "-" or (separator and labelled):
                yield Hit(*match.span(), 0.95 if labelled else 0.9)
            elif labelled:
                yield Hit(*match.span(), 0.85)
        elif labelled and not _is_itin(area, group):
            yield Hit(*match.span(), 0.7)


def find_itins(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every individual taxpayer number."""
    for match in _SHAPE.finditer(folded.text):
        area, separator, group, _ = match.groups()
        if _is_itin(area, group) and (separator == "-" or named(folded, *match.span(), _ITIN_WORD)):
            yield Hit(*match.span(), 0.85)


def is_ssn(digits: str) -> bool:
    """Whether nine digits may have been issued.

    >>> is_ssn("536904399"), is_ssn("666123456"), is_ssn("078051120")
    (True, False, False)
    """
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    if area in {"000", "666"} or area[0] == "9" or group == "00" or serial == "0000":
        return False
    return digits not in _SAMPLES


def _is_itin(area: str, group: str) -> bool:
    return area[0] == "9" and (50 <= int(group) <= 65 or 70 <= int(group) <= 88 or 90 <= int(group) <= 99)
