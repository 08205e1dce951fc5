"""Medicare beneficiary identifiers.

what      the number on a Medicare card; issued by the Centers for Medicare & Medicaid Services
format    11 characters C A AN N A AN N A A N N; letters without S L O I B Z; no check digit;
          often written with dashes 4-3-4, also in lower case
returns   hits; 0.95 with dashes or a label, 0.85 bare, 0.7 labelled and malformed
source    CMS, "Understanding the Medicare Beneficiary Identifier (MBI) format"
errs      prefers a false alarm: the shape is rare by chance
measured  not yet: no set at hand holds one; the published values are tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, just_before, named

_LETTER = "[AC-HJKMNP-RT-Y]"
_EITHER = "[0-9AC-HJKMNP-RT-Y]"
_SHAPE = re.compile(
    rf"(?<![\w-])[1-9]{_LETTER}{_EITHER}\d([ -]?){_LETTER}{_EITHER}\d\1{_LETTER}{{2}}\d\d(?![\w]|-\w)", re.IGNORECASE
)
_LOOSE = re.compile(
    r"(?<![\w-])(?=[\w-]{0,6}\d)(?=[\w-]{0,8}[a-z])[\da-z]{4}-?[\da-z]{3}-?[\da-z]{4}(?![\w-])", re.IGNORECASE
)
_WORD = re.compile(r"\bmedicare\b|\bmbi\b")
_LABEL = re.compile(r"\b(?:medicare|mbi)(?: (?:id|number|no|card|beneficiary|identifier))*\W{0,3}(?:is )?$")


def find_mbis(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every Medicare number."""
    for match in _SHAPE.finditer(folded.text):
        sure = match.group(1) == "-" or named(folded, *match.span(), _WORD)
        if sure or match.group(1) == "":
            yield Hit(*match.span(), 0.95 if sure else 0.85)
    if "medicare" in folded.low or "mbi" in folded.low:
        for match in _LOOSE.finditer(folded.text):
            if just_before(folded, match.start(), _LABEL):
                yield Hit(*match.span(), 0.7)


def is_mbi(text: str) -> bool:
    """Whether a text has the form of a Medicare number.

    >>> is_mbi("1EG4-TE5-MK73"), is_mbi("1SG4TE5MK73"), is_mbi("0EG4TE5MK73")
    (True, False, False)
    """
    return _SHAPE.fullmatch(text) is not None
