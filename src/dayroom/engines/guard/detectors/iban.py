"""International bank account numbers.

what      the number of a bank account in some eighty countries
format    ISO 13616: country, two check digits, up to 30 letters and digits; length by country; the
          whole, rearranged, is 1 modulo 97
returns   hits; 0.95 when length and check fit, 0.7 labelled when they do not
source    SWIFT IBAN Registry (lengths, read as facts); ISO 7064 MOD 97-10
errs      prefers a miss to calling words with digits an account: the check has one chance in 97
measured  recall 6/6 (phi_presidio_synth),
          no stray one in 666 texts without identifiers; development halves, 2026-11-21, bench/guard/identifiers.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, just_before

_START = re.compile(r"(?<![\w-])[A-Za-z]{2}\d{2}[ -]?[A-Za-z0-9]{2}")
_LABEL = re.compile(r"\biban\b\W{0,3}(?:is |: ?)?$")
_LENGTHS = dict(
    re.findall(
        r"([A-Z]{2})(\d{2})",
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18"
        "GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15"
        "PK24PL28PS29PT25QA29RO24RS22SA24SC31SD18SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20",
    )
)


def find_ibans(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every bank account number."""
    for match in _START.finditer(folded.text):
        end = _end_of(folded.text, match.start())
        if end is None:
            continue
        if is_iban(folded.text[match.start() : end]):
            yield Hit(match.start(), end, 0.95)
        elif just_before(folded, match.start(), _LABEL):
            yield Hit(match.start(), end, 0.7)


def _end_of(text: str, start: int) -> int | None:
    wanted = int(_LENGTHS.get(text[start : start + 2].upper(), 0))
    count, position = 0, start
    while position < len(text) and count < wanted:
        char = text[position]
        if char.isascii() and char.isalnum():
            count += 1
        elif char not in " -" or not text[position - 1].isalnum():
            return None
        position += 1
    is_whole = position == len(text) or not text[position].isalnum()
    return position if wanted and count == wanted and is_whole else None


def is_iban(text: str) -> bool:
    """Whether length and check fit.

    >>> is_iban("GB82 WEST 1234 5698 7654 32"), is_iban("GB82WEST12345698765431")
    (True, False)
    """
    plain = re.sub(r"[ -]", "", text).upper()
    if len(plain) != int(_LENGTHS.get(plain[:2], 0)) or not plain.isascii() or not plain.isalnum():
        return False
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1
