"""Numbers of Spain: identity cards, social security, health cards, records and medical licences.

what      HIPAA Safe Harbor classes G to K as they look in Spain
format    DNI eight digits and a letter, NIE X, Y or Z, seven digits and a letter (number modulo 23 picks the letter);
          NASS 2+8+2 digits, the last two are the rest modulo 97; NHC, episode, SIP, CIP and college numbers by label
returns   hits; 0.95 check and label or punctuation, 0.85 check alone, 0.75 a label alone
source    Real Decreto 1553/2005 (DNI); Orden INT/2058/2008 (NIE); Real Decreto 84/1996 (social security numbers)
errs      prefers a false alarm once a label stands there; never takes eight digits without letter or label
measured  bench/guard/identifiers.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, just_before, only_digits

_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_DNI = re.compile(r"(?<![\w.-])(?:\d{2}\.?\d{3}\.?\d{3}|[xyz][ -]?\d{7})[ -]?[a-z](?![\w-])")
_DNI_LABEL = re.compile(r"\b(?:d\.?n\.?i|n\.?i\.?[ef]|pasaporte|documento)\b[\s\w.:]{0,14}$")
_NASS = re.compile(r"(?<![\w-])\d{2}[ /-]?\d{7,8}[ /-]?\d{1,2}(?![\w-]|[.,]\d)")
_NASS_LABEL = re.compile(
    r"\b(?:n\.?\s?a\.?\s?s\.?\s?s|n\.?u\.?s\.?s|seguridad social|afiliacion|numero de afiliado"
    r"|s\.\s?s)\b[\s\w.:-]{0,14}$"
)
_NUMBER = r"(?:\s?(?:n[o.º]{0,2}|num(?:ero)?|id))?[\s.:#º-]{0,4}"
_YEAR = re.compile(r"(?:19|20)\d\d")
_RECORD = re.compile(
    rf"\b(?:n\.?h\.?c\.?|historia(?: clinica)?|episodio|expediente|n[o.º]{{0,2}} ?de historia"
    rf"|num(?:ero)?\.? de (?:historia|paciente"
    rf"|episodio)){_NUMBER}((?:nhc ?-? ?)?[a-z]{{0,4}}-?\d(?:[ /-]?\d){{3,12}})(?![\w%]|[.,]\d)"
)
_CARD = re.compile(
    rf"\b(?:s\.?i\.?p|c\.?i\.?p\.?a?|t\.?s\.?i|tarjeta sanitaria|numero sanitario|nass|nuss"
    rf"|num(?:ero)?\.? de (?:afiliad[oa]"
    rf"|asegurad[oa]|poliza|tarjeta)|poliza){_NUMBER}([a-z]{{0,4}}[- ]?\d(?:[ /-]?\d){{4,15}})(?![\w%]|[.,]\d)"
)
_COLLEGE = re.compile(
    r"\b(?:n\s?[o.ºº]{0,3}\s?(?:de )?col(?:egiad[oa])?|num(?:ero)?\.? (?:de )?col(?:egiad[oa])?"
    r"|colegiad[oa])\.?(?: n[o.º]{0,2})?"
    r"[\s.:#-]{0,4}(\d{2}[ /-]?\d{2}[ /-]?\d{3,6}|\d{4,9}|\d{2} \d{2,7})(?![\w%]|[.,]\d)"
)


def find_dnis(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every identity number of a Spaniard or a foreigner in Spain."""
    for match in _DNI.finditer(folded.low):
        labelled = just_before(folded, match.start(), _DNI_LABEL)
        if is_dni(match.group()):
            yield Hit(*match.span(), 0.95 if labelled else 0.85)
        elif labelled:
            yield Hit(*match.span(), 0.75)


def find_nass(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every Spanish social security number that a label names."""
    for match in _NASS.finditer(folded.low):
        if just_before(folded, match.start(), _NASS_LABEL):
            yield Hit(*match.span(), 0.97 if is_nass(match.group()) else 0.86)
    for match in _CARD.finditer(folded.low):
        yield Hit(*match.span(1), 0.85)


def find_spanish_records(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every number of a Spanish medical record or episode."""
    for match in _RECORD.finditer(folded.low):
        if not _YEAR.fullmatch(match.group(1)):
            yield Hit(*match.span(1), 0.87)


def find_college_numbers(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every number under which a Spanish college registers a professional."""
    for match in _COLLEGE.finditer(folded.low):
        yield Hit(*match.span(1), 0.96)


def is_dni(text: str) -> bool:
    """Whether the letter fits the number.

    >>> is_dni("12345678Z"), is_dni("12.345.678-z"), is_dni("X1234567L"), is_dni("12345678A")
    (True, True, True, False)
    """
    plain = re.sub(r"[ .-]", "", text).upper()
    number = plain[:-1].translate(str.maketrans("XYZ", "012"))
    return number.isdigit() and len(plain) == 9 and _LETTERS[int(number) % 23] == plain[-1]


def is_nass(text: str) -> bool:
    """Whether the last two of twelve digits are the rest of the others modulo 97.

    >>> is_nass("28 12345678 40"), is_nass("28 12345678 41")
    (True, False)
    """
    digits = only_digits(text)
    if len(digits) != 12:
        return False
    return int(digits[:10]) % 97 == int(digits[10:])
