"""Street addresses and postal codes.

what      HIPAA Safe Harbor class B: street, and the ZIP code, which alone names a few thousand people
format    number and street in English ("12 Elm Street, Apt 4", "PO Box 101"), street and number in Spanish
          ("Calle Mayor, 12"); ZIP behind a state or a label, United Kingdom, Canada, Spain
returns   hits; 0.85 a street, 0.8 a code of a distinctive form, 0.7 five digits that the words beside them name
source    45 CFR 164.514(b)(2)(i)(B); USPS Publication 28 for suffixes; Royal Mail and Canada Post for forms
errs      prefers a miss for suffixes that are words as well ("2 chest CT", "30 minutes drive")
measured  bench/guard/identifiers.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, just_before

_WORD = r"[A-Za-z][A-Za-z'.-]{0,24}"
_SURE = r"(?:street|avenue|ave|road|rd|lane|ln|boulevard|blvd|highway|hwy|parkway|pkwy|terrace|crescent|cul de sac)"
# also words or short forms of medicine: only behind words with capitals
_UNSURE = (
    r"(?:St|Dr|Ct|Pl|Way|Drive|Court|Place|Circle|Cir|Square|Sq|Close|Walk|Row|Trail|Trl|Loop|Park|Gardens|Grove"
    r"|Hill|Mews|Route|Plaza|Alley|Strasse|Straat)"
)
_UNIT = r"(?:\.?,?\s{0,2}(?i:apt|apartment|suite|ste|unit|flat|floor|room|#)\.?\s{0,2}#?[A-Za-z0-9-]{1,6}\b)?"
_STREET = re.compile(
    rf"(?<![\w.,/$-])\d{{1,6}}[A-Za-z]?,?\s{{1,2}}(?:(?:[NSEW]{{1,2}}|North|South|East|West)\.?\s)?"
    rf"(?:(?:(?!(?i:of|the|per|and|or|in|to|my|on|a|from|for|with|mg|ml|miles?|minutes?|min|hours?|days?|weeks?|wk"
    rf"|months?|years?|yrs?|km|times|blocks?|feet|ft|people)\b){_WORD}|\d{{1,3}}(?:st|nd|rd"
    rf"|th))\s){{1,4}}?(?i:{_SURE})\b{_UNIT}"
    rf"|(?<![\w.,/$-])\d{{1,6}}[A-Za-z]?,?\s{{1,2}}(?:[A-Z][A-Za-z'.-]{{0,24}}\s){{1,3}}?{_UNSURE}\b{_UNIT}"
)
_BOX = re.compile(r"\b(?:p\.?\s?o\.?\s?box|post office box|apartado(?: de correos)?)\s{0,2}#?\d{1,8}\b")
_CALLE = re.compile(
    r"(?:\b(?:calle|avenida|avda?|plaza|pza|paseo|carretera|ctra|camino|ronda|travesia|urb(?:anizacion)?|glorieta"
    r"|rambla|via|pasaje|cuesta|barrio|callejon|bulevar|carrer|rua|poligono)\b\.?|\bc/|\bp[oº]\.?(?=\s[a-z]))"
    r"\s{0,2}(?:[a-z][a-z.'-]{0,20},?\s{1,2}){0,5}?[a-z][a-z.'-]{0,20}"
    r"(?:,?\s{0,2}(?:n[oº]?\.?|num\.?|numero)?\s{0,2}\d{1,4}(?:\s?-\s?\d{1,4})?\b|,?\s{0,2}s/n\b)"
    r"(?:,?\s{0,2}(?:-\s)?(?:\d{1,2}\s?[oaº.]{1,3}\s?-?\s?)?(?:[a-z]|\d{1,3}[a-z]?|izq\w*|dcha?|bajo"
    r"|piso \d+)\b(?![\w-])){0,3}"
)
_STATES = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY]|PR|[A-Z][a-z]{3,13})"
)
_ZIP = re.compile(r"(?<![\w.,/$-])\d{5}(?:-\d{4})?(?![\w]|[.,-]\d|\s?%)")
_ZIP_STATE = re.compile(rf"(?:\b{_STATES}|\b(?i:{_STATES.replace('|[A-Z][a-z]{3,13}', '')}))[.,]?\s{{1,2}}$")
_ZIP_LABEL = re.compile(
    r"\b(?:zip(?: ?code)?|postal code|post ?code|codigo postal|c\.?\s?p\.?)\s{0,2}(?:is|was|es|:|#|of)?\s{0,2}$"
)
_OTHER_CODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}"
    r"|[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d)(?![\w-])"
)
_OTHER_LABEL = re.compile(r"\bpost(?:al)? ?code\b|\bliv\w+\b|\baddress\b|\bbased\b|\bnear\b")
_SPANISH_TOWN = re.compile(r"\s{1,2}(?:-\s|\()?[A-ZÁÉÍÓÚÑ][a-záéíóúñç]{2,}")


def find_addresses(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every street with its number, and every post box."""
    for match in _STREET.finditer(folded.text):
        yield Hit(*match.span(), 0.85)
    for match in _BOX.finditer(folded.low):
        yield Hit(*match.span(), 0.85)
    for match in _CALLE.finditer(folded.low):
        yield Hit(*match.span(), 0.85)


def find_postal_codes(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every postal code that a state, a label, a town or its own form gives away."""
    text = folded.text
    for match in _ZIP.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if _ZIP_LABEL.search(folded.low[max(0, match.start() - 24) : match.start()]):
            yield Hit(*match.span(), 0.8)
        elif (_ZIP_STATE.search(before) and _is_state(before)) or (
            context.language.startswith("es") and match.group()[:2] <= "52" and _SPANISH_TOWN.match(text, match.end())
        ):
            yield Hit(*match.span(), 0.7)
    for match in _OTHER_CODE.finditer(text):
        spaced = " " in match.group() or "-" in match.group()
        if spaced or just_before(folded, match.start(), _OTHER_LABEL):
            yield Hit(*match.span(), 0.8)


def _is_state(before: str) -> bool:
    word = re.split(r"[^A-Za-z]+", before.rstrip(" .,"))[-1]
    return len(word) == 2 or word.lower() in _STATE_NAMES


_STATE_NAMES = frozenset(
    {
        "alabama",
        "alaska",
        "arizona",
        "arkansas",
        "california",
        "carolina",
        "colorado",
        "columbia",
        "connecticut",
        "dakota",
        "delaware",
        "florida",
        "georgia",
        "hampshire",
        "hawaii",
        "idaho",
        "illinois",
        "indiana",
        "iowa",
        "island",
        "jersey",
        "kansas",
        "kentucky",
        "louisiana",
        "maine",
        "maryland",
        "massachusetts",
        "mexico",
        "michigan",
        "minnesota",
        "mississippi",
        "missouri",
        "montana",
        "nebraska",
        "nevada",
        "ohio",
        "oklahoma",
        "oregon",
        "pennsylvania",
        "tennessee",
        "texas",
        "utah",
        "vermont",
        "virginia",
        "washington",
        "wisconsin",
        "wyoming",
        "york",
    }
)
