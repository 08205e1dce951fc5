"""Dates of birth, and ages over 89.

what      HIPAA Safe Harbor class C: with a ZIP code and a sex a birth date names most people
format    a day, month and year in any usual order, near a word for being born; an age of 90 or more
returns   hits; 0.95 full date right behind a label, 0.85 near one; 0.8 ages
source    45 CFR 164.514(b)(2)(i)(C)
errs      prefers a false alarm near a birth word; other dates are left alone (they stand in every story)
measured  not yet: no set at hand holds one; the published values are tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit, just_before, near

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    r"|noviembre|diciembre)"
)
_DATE = re.compile(
    r"(?<![\w/.-])(?:(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/. ](?:0?[1-9]|[12]\d|3[01])[-/. ](?:(?:19|20)\d\d|\d\d)"
    rf"|(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[ -](?:of |de )?{_MONTH}\.?,?[ -](?:de |del )?(?:19|20)?\d\d"
    rf"|{_MONTH}\.? (?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,? (?:19|20)\d\d)(?![\w/]|[.-]\d)"
)
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
    r"|(ninet(?:y|ies)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)[ -]years?[ -]old)"
)
_MAY_BE_NINETY = re.compile(r"9\d|1[01]\d|ninet")
_OF_PEOPLE = re.compile(
    r"\b(?:mother|father|mum|mom|dad|gran\w*|nan|nana|aunt|uncle|he|she|i|who|patient|woman|man|lady"
    r"|gentleman|husband|wife|aged?|turn\w*)\b"
)


def find_birth_dates(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every date of birth."""
    low = folded.low
    if not _BORN.search(low):
        return
    for match in _DATE.finditer(low):
        if just_before(folded, match.start(), _LABEL):
            yield Hit(*match.span(), 0.95)
        elif near(folded, *match.span(), _BORN):
            yield Hit(*match.span(), 0.85)


def find_great_ages(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every age of 90 or more."""
    if not _MAY_BE_NINETY.search(folded.low):
        return
    for match in _AGE.finditer(folded.low):
        group = next(number for number in (1, 2, 3, 4) if match.group(number))
        if group != 3 or near(folded, match.start(group), match.end(group), _OF_PEOPLE, after=0):
            yield Hit(*match.span(group), 0.8)
