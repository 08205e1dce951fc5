"""Personal numbers of European countries that carry a check of their own.

what      HIPAA Safe Harbor class R (and I for health insurance): one number, one person
format    France NIR 13 digits and 97 minus the rest modulo 97 · Italy codice fiscale 16 characters with a check letter,
          Germany health insurance a letter and nine digits · Netherlands BSN nine digits, weights 9 to 2
          and -1, modulo 11 · Poland PESEL eleven digits, weights 1 3 7 9
returns   hits; 0.9 where the form is distinctive and the check fits, 0.85 with a label for bare digits
source    INSEE (NIR); Decreto 23/12/1976 (codice fiscale); § 290 SGB V, GKV (KVNR); Logisch ontwerp BSN; PESEL Act
errs      prefers a miss: bare digits need a label and a check
measured  the published forms stand in tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, named, only_digits

_NIR = re.compile(r"(?<![\w-])[12] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d\d|2[ab]) ?\d{3} ?\d{3} ?\d\d(?![\w-])")
_FISCALE = re.compile(r"(?<![\w-])[a-z]{6}\d\d[a-ehlmprst]\d\d[a-z]\d{3}[a-z](?![\w-])")
_KVNR = re.compile(r"(?<![\w-])[A-Z]\d{9}(?![\w-])")
_KVNR_WORD = re.compile(r"\bkvnr\b|\bkrankenversich\w*|\bversicherten\w*|\bkrankenkasse\b|\bhealth insurance\b")
_NINE = re.compile(r"(?<![\w.-])\d{9}(?![\w-]|\.\d)")
_BSN_WORD = re.compile(r"\bbsn\b|\bburgerservice\w*|\bsofi\b")
_ELEVEN = re.compile(r"(?<![\w.-])\d{11}(?![\w-]|\.\d)")
_PESEL_WORD = re.compile(r"\bpesel\b")
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [
            1,
            0,
            5,
            7,
            9,
            13,
            15,
            17,
            19,
            21,
            1,
            0,
            5,
            7,
            9,
            13,
            15,
            17,
            19,
            21,
            2,
            4,
            18,
            20,
            11,
            3,
            6,
            8,
            12,
            14,
            16,
            10,
            22,
            25,
            24,
            23,
        ],
        strict=True,
    )
)


def find_european_ids(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every personal number of France, Italy, the Netherlands and Poland."""
    for match in _NIR.finditer(folded.low):
        if is_nir(match.group()):
            yield Hit(*match.span(), 0.9)
    for match in _FISCALE.finditer(folded.low):
        if is_codice_fiscale(match.group()):
            yield Hit(*match.span(), 0.9)
    for shape, word, check in ((_NINE, _BSN_WORD, is_bsn), (_ELEVEN, _PESEL_WORD, is_pesel)):
        for match in shape.finditer(folded.low):
            if named(folded, *match.span(), word):
                yield Hit(*match.span(), 0.9 if check(match.group()) else 0.7)


def find_kvnrs(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every German health insurance number that a label names."""
    for match in _KVNR.finditer(folded.text):
        if named(folded, *match.span(), _KVNR_WORD):
            yield Hit(*match.span(), 0.95 if is_kvnr(match.group()) else 0.7)


def is_nir(text: str) -> bool:
    """Whether the French key fits.

    >>> is_nir("1 84 12 76 451 089 46"), is_nir("1 84 12 76 451 089 47")
    (True, False)
    """
    plain = text.replace(" ", "").upper()
    number = plain[:13].replace("2A", "19").replace("2B", "18")
    return len(plain) == 15 and number.isdigit() and 97 - int(number) % 97 == int(plain[13:])


def is_codice_fiscale(text: str) -> bool:
    """Whether the Italian check letter fits.

    >>> is_codice_fiscale("RSSMRA85T10A562S"), is_codice_fiscale("RSSMRA85T10A562T")
    (True, False)
    """
    plain = text.upper()
    if len(plain) != 16 or not plain.isalnum() or not plain.isascii():
        return False
    total = sum(
        _ODD[char] if index % 2 == 0 else int(char) if char.isdigit() else ord(char) - 65
        for index, char in enumerate(plain[:15])
    )
    return chr(65 + total % 26) == plain[15]


def is_kvnr(text: str) -> bool:
    """Whether the German check digit fits: the letter counts as two digits, weights 1 and 2, digit sums.

    >>> is_kvnr("A123456780"), is_kvnr("A123456781")
    (True, False)
    """
    digits = f"{ord(text[0]) - 64:02d}{text[1:]}"
    total = sum(sum(map(int, str(int(digit) * (1 + index % 2)))) for index, digit in enumerate(digits[:10]))
    return len(digits) == 11 and total % 10 == int(digits[10])


def is_bsn(text: str) -> bool:
    """Whether nine digits pass the Dutch check.

    >>> is_bsn("111222333"), is_bsn("111222334")
    (True, False)
    """
    digits = only_digits(text)
    return (
        len(digits) == 9
        and sum(int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0
    )


def is_pesel(text: str) -> bool:
    """Whether eleven digits pass the Polish check.

    >>> is_pesel("44051401359"), is_pesel("44051401358")
    (True, False)
    """
    digits = only_digits(text)
    if len(digits) != 11:
        return False
    total = sum(int(d) * w for d, w in zip(digits, (1, 3, 7, 9) * 2 + (1, 3), strict=False))
    return (10 - total % 10) % 10 == int(digits[10])
