"""Dates of birth, and ages over 89.

what      HIPAA Safe Harbor class C: with a ZIP code and a sex a birth date names most people
format    a day, month and year in any usual order, near a word for being born; an age of 90 or more
returns   hits; 0.95 full date right behind a label, 0.85 near one; 0.8 ages
source    45 CFR 164.514(b)(2)(i)(C)
errs      prefers a false alarm near a birth word; other dates are in dates.py
measured  not yet: no set at hand holds one; the published values are tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, just_before, near
from .dates import FULL_DATE

_BORN = re.compile(
    r"\bd\.?o\.?b\b|\bborn\b|\bbirth ?date|\bbirthday\b|\bdate of birth\b|\bnaci\w*\b|\bnacimiento\b|\bcumpleanos\b"
)
_LABEL = re.compile(
    r"(?:\bd\.?o\.?b\.?|\bborn(?: on)?(?: the)?|birth ?date|birthday|date of birth|nacimiento)\W{0,3}(?:is "
    r"|was |es )?$"
)
_AGE = re.compile(
    r"\b(?:(9\d|1[01]\d)[ -]?(?:years?|yrs?|y)[ /.-]?(?:old|o)\b|(9\d|1[01]\d) ?(?:yo|y/o)\b|(?:aged?|is|am"
    r"|turn(?:ed|ing|s)|was) (9\d|1[01]\d)(?=\s(?:years|now|today|and|this|in)|[.,!?]|\Z)"
    r"|(ninet(?:y|ies)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)(?=[ -]years?[ -]old|[ -]year[ -])"
    r"|(?:aged?|is|am|turn(?:ed|ing|s)|was) (ninety(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:a |one )hundred)(?=\s(?:years|now|today|and|this)|[.,!?]|\Z)"
    r"|((?:9\d|1[01]\d|noventa(?: y (?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?|cien)) anos\b"
    r"|\bborn (?:in|circa|around|on [a-z0-9 ,]{1,20}) (1[89]\d\d)\b|\bnaci\w* en (1[89]\d\d)\b)"
)
_MAY_BE_NINETY = re.compile(r"9\d|1[01]\d|ninet|noventa|cien|hundred|1[89]")
# the last year of birth of somebody who may be ninety on the day this was written, 2026-11-21; in later years
# later years reveal it too, see safe_harbor.py
_LAST_BIRTH_YEAR = 1936
# groups of _AGE: an age that only words about people make one; a year of birth
_BARE, _YEARS = {3, 5}, {7, 8}
_OF_PEOPLE = re.compile(
    r"\b(?:mother|father|mum|mom|dad|gran\w*|nan|nana|aunt|uncle|he|she|i|who|patient|woman|man|lady"
    r"|gentleman|husband|wife|aged?|turn\w*)\b"
)


def find_birth_dates(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every date of birth."""
    low = folded.low
    if not _BORN.search(low):
        return
    for match in FULL_DATE.finditer(low):
        if just_before(folded, match.start(), _LABEL):
            yield Hit(*match.span(), 0.95)
        elif near(folded, *match.span(), _BORN):
            yield Hit(*match.span(), 0.85)


def find_great_ages(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every age of 90 or more."""
    if not _MAY_BE_NINETY.search(folded.low):
        return
    for match in _AGE.finditer(folded.low):
        group = next(number for number in range(1, 9) if match.group(number))
        if group in _YEARS and int(match.group(group)) > _LAST_BIRTH_YEAR:
            continue
        if group not in _BARE or near(folded, match.start(group), match.end(group), _OF_PEOPLE, after=0):
            yield Hit(*match.span(group), 0.8)
