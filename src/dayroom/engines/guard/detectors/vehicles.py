"""Number plates, and numbers of fingerprints, voices and faces: whatever a label gives away.

what      HIPAA Safe Harbor classes L (plates) and P (biometric identifiers)
format    a label, then 4 to 9 letters and digits with both, or a long code; British plates by their own form
returns   hits; 0.85 behind a label, 0.6 the British form alone
source    45 CFR 164.514(b)(2)(i)(L), (P); DVLA leaflet INF104 for the British form
errs      prefers a miss: without a label a plate looks like a model or a ward
measured  the spec set in tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit

_PLATE = re.compile(
    r"\b(?:(?:licen[cs]e|number|car|vehicle|reg(?:istration)?) ?plates?|plate (?:number|no\b\.?|#)|(?:car"
    r"|vehicle) reg(?:istration)?"
    r"|registration (?:number|no\b\.?|mark)|matricula|placas?)(?: (?:number|no\b\.?|is|was|es|on|of|the|my|his"
    r"|her|car|de|del|coche|:)){0,4}"
    r"[\s:#]{0,3}((?=[a-z -]{0,4}\d|\d)[a-z0-9]{1,4}(?:[ -]?[a-z0-9]{2,5})(?: [a-z]{3})?)(?![\w-])"
)
_BRITISH = re.compile(r"(?<![\w-])[A-HJ-PR-Y]{2}\d{2} [A-HJ-PR-Z]{3}(?![\w-])")
_BIOMETRIC = re.compile(
    r"\b(?:finger ?prints?|voice ?prints?|retina(?:l)?(?: scan)?|iris(?: scan)?|face ?id"
    r"|facial(?: recognition)?|biometrics?"
    r"|dna (?:profile|sample)|huellas?(?: dactilar(?:es)?)?)(?: (?:record|template|scan|file|number|no\b\.?|id"
    r"|code|hash|is|was|es|#)){1,4}"
    r"[\s:#]{0,3}([a-z0-9][a-z0-9-]{3,40}[a-z0-9])(?![\w-])"
)


def find_plates(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every number plate."""
    for match in _PLATE.finditer(folded.low):
        if any(char.isdigit() for char in match.group(1)):
            yield Hit(*match.span(1), 0.86)
    for match in _BRITISH.finditer(folded.text):
        yield Hit(*match.span(), 0.6)


def find_biometrics(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every number of a biometric record."""
    for match in _BIOMETRIC.finditer(folded.low):
        if sum(char.isdigit() for char in match.group(1)) >= 3:
            yield Hit(*match.span(1), 0.85)
