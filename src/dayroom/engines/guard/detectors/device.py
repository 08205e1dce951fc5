"""Numbers of things one person owns: telephones (IMEI), cars (VIN), implants (UDI).

what      HIPAA Safe Harbor classes L and M
format    IMEI 15 digits, Luhn · VIN 17 letters and digits without I O Q, weighted check modulo 11
          (North America) · UDI device identifier is a GTIN-14, weights 3 and 1, check modulo 10
returns   hits; IMEI and UDI need a context word; a labelled value is taken even when the check fails
source    3GPP TS 23.003; 49 CFR 565; 21 CFR 830, GS1 General Specifications
errs      prefers a false alarm where a label stands in front, a miss where none does
measured  not yet: no set at hand holds one; the published values are tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, just_before, luhn, named, only_digits

_IMEI = re.compile(r"(?<![\w.-])\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d{1,2}(?![\w]|-\d)")
_IMEI_WORD = re.compile(r"\bimei(?:sv)?\b")
_VIN = re.compile(r"(?<![\w-])[A-HJ-NPR-Z0-9]{17}(?![\w-])", re.IGNORECASE)
_VIN_WORD = re.compile(r"\bvin\b|\bvehicle (?:id\w*|number|serial)\b|\bchassis\b")
_UDI = re.compile(r"(?<![\w.-])(?:\(01\)\s?)?\d{14}(?![\w]|-\d)")
_UDI_WORD = re.compile(r"\budi(?:-di)?\b|\bgtin\b|\bdevice identifier\b|\bimplant (?:card|number|id)\b")
_SERIAL = re.compile(r"(?<![\w-])(?=[A-Z0-9-]{0,17}\d{3})[A-Z0-9][A-Z0-9-]{4,18}[A-Z0-9](?![\w-])", re.IGNORECASE)
_SERIAL_LABEL = re.compile(
    r"\b(?:device|pump|pacemaker|icd|cgm|meter|implant|machine|cpap|stimulator|monitor)?\s?"
    r"(?:serial|s/n|device id)(?: (?:number|no|nr|num|#))*\W{0,3}(?:is |was )?$"
)
_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", [*range(1, 9), 1, 2, 3, 4, 5, 7, 9, *range(2, 10)], strict=True))
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def find_imeis(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every telephone's own number that a label names."""
    if "imei" in folded.low:
        for match in _IMEI.finditer(folded.text):
            if named(folded, *match.span(), _IMEI_WORD):
                yield Hit(*match.span(), 0.95 if is_imei(match.group()) else 0.7)


def find_vins(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every vehicle number."""
    for match in _VIN.finditer(folded.text):
        text = match.group()
        mixed = not text.isdigit() and not text.isalpha()
        if named(folded, *match.span(), _VIN_WORD):
            yield Hit(*match.span(), 0.95 if is_vin(text) else 0.7)
        elif mixed and text.isupper() and is_vin(text):
            yield Hit(*match.span(), 0.8)


def find_device_numbers(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every implant or device number that a label names."""
    for match in _UDI.finditer(folded.text):
        if named(folded, *match.span(), _UDI_WORD) or match.group().startswith("(01)"):
            yield Hit(*match.span(), 0.9 if is_gtin14(match.group()) else 0.6)
    if "serial" in folded.low or "s/n" in folded.low or "device id" in folded.low:
        for match in _SERIAL.finditer(folded.text):
            if just_before(folded, match.start(), _SERIAL_LABEL):
                yield Hit(*match.span(), 0.8)


def is_imei(text: str) -> bool:
    """Whether fifteen digits pass Luhn; sixteen (IMEISV) carry no check.

    >>> is_imei("490154203237518"), is_imei("490154203237517")
    (True, False)
    """
    digits = only_digits(text)
    return len(digits) == 16 or (len(digits) == 15 and luhn(digits))


def is_vin(text: str) -> bool:
    """Whether the North American check fits.

    >>> is_vin("1M8GDM9AXKP042788"), is_vin("11111111111111111"), is_vin("1M8GDM9A0KP042788")
    (True, True, False)
    """
    text = text.upper()
    if not _VIN.fullmatch(text):
        return False
    total = sum(
        weight * (int(char) if char.isdigit() else _VALUES[char]) for char, weight in zip(text, _WEIGHTS, strict=True)
    )
    return "0123456789X"[total % 11] == text[8]


def is_gtin14(text: str) -> bool:
    """Whether the last of fourteen digits fits.

    >>> is_gtin14("51022222233336"), is_gtin14("51022222233337")
    (True, False)
    """
    digits = only_digits(text)[-14:]
    total = sum(int(digit) * (3 if index % 2 == 0 else 1) for index, digit in enumerate(digits[:13]))
    return len(digits) == 14 and (10 - total % 10) % 10 == int(digits[13])
