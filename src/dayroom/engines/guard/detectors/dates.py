"""Dates about a person: admissions, diagnoses, visits, deaths; holidays and "last Tuesday" are date elements too.

what      HIPAA Safe Harbor class C: all elements of a date but the year; a bare year is none
format    day, month and year in any usual order and in words, month with year or day, ordinal days, weekdays and
          holidays that are tied to an event
returns   hits; 0.7 a full date, 0.6 day and month, 0.55 month and year, 0.5 a holiday, a weekday or "the 4th"
source    45 CFR 164.514(b)(2)(i)(C)
errs      prefers a miss where no person and no event stands in the same sentence: reports, laws and leaflets have
          dates as well
measured  bench/guard/identifiers.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import BARRIER, Folded
from ..vocabulary import Context
from .base import Hit

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre"
    r"|noviembre|diciembre)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
FULL_DATE = re.compile(
    rf"(?<![\w/.-])(?:{_YEAR}[-/.](?:0?[1-9]|1[0-2])[-/.]{_DAY}(?:t\d{{1,2}}[:\d.z+-]{{0,20}})?"
    rf"|{_DAY}[-/.]{_DAY}[-/.](?:{_YEAR}|\d\d)"
    rf"|{_DAY}(?:st|nd|rd|th)?[ -](?:of |de )?{MONTH}\.?,?[ -](?:of |de |del )?(?:{_YEAR}|'?\d\d)"
    rf"|{MONTH}\.?[ -]{_DAY}(?:st|nd|rd|th)?,? ?[ -](?:{_YEAR}|'\d\d))(?![\w/]|[.-]\d)"
)
_DAY_MONTH = re.compile(
    rf"(?<![\w/.-])(?:(?:the )?{_DAY}(?:st|nd|rd|th)?(?: of| de)? {MONTH}\b|{MONTH}\.? (?:the )?{_DAY}(?:st|nd"
    rf"|rd|th)?"
    r"(?![\w/%]|[.-]\d| (?:mg|ml|mcg|years|percent|people)))"
)
_MONTH_YEAR = re.compile(rf"\b{MONTH}\.?,?(?: of| de)?[ /-](?:{_YEAR}|'\d\d)\b")
_HOLIDAY = re.compile(
    r"\b(?:christmas(?: eve| day)?|thanksgiving|easter(?: sunday| monday)?|hanukkah|ramadan|diwali|halloween"
    r"|new year'?s?(?: eve| day)?|valentine'?s day|(?:mother|father)'?s day|boxing day|labor day|memorial day"
    r"|(?:the )?(?:fourth|4th) of july|nochebuena|navidad|nochevieja|semana santa|dia de reyes)\b"
)
_WEEKDAY = re.compile(
    r"\b(?:(?:last|this past|the past) (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo) pasado)\b"
)
_LAST_MONTH = re.compile(
    r"\blast (?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_ORDINAL = re.compile(
    r"\b(?:on|since|until|by|el) (?:the |dia )?((?:[12]?1st|2?2nd|2?3rd|(?:[12]?\d|30)th|31st)|(?<=dia )\d{1,2})\b"
    r"(?! (?:day|time|week|month|year|try|visit|dose|round|attempt|grade|floor|child|baby|trimester|cycle|night"
    r"|one|opinion))"
)
_NUMERIC_SHORT = re.compile(
    rf"(?:\b(?:on|since|by|until|from|dated|of|the)|[(:])\s?((?:0?[1-9]|1[0-2])/{_DAY})(?![\w/%]|[.-]\d| (?:of"
    rf"|inch|cup|tsp|tablet|long|th))"
)
# what makes a date one about a person: somebody, and what happens to people
_EVENT = re.compile(
    r"\b(?:admi(?:tted|ssion)|discharg\w*|diagnos\w*|dx'?d?|surger\w+|operat\w+|procedure|born|birth\w*|die[ds]|died"
    r"|passed away|death|deceased|seen|visit\w*|appointment|appt|consult\w*|treat(?:ed|ment)|present(?:ed|ing)"
    r"|hospital\w*|clinic|fell|accident|stroke|seizure|scan\w*|biopsy|transplant\w*|transfus\w*|infus\w*|chemo\w*"
    r"|started|stopped|onset|delivered|due date|wedding|married|follow[- ]?up|event|episode|attack|test(?:ed|s)?"
    r"|ingres\w+|alta|nac\w+|operad\w+|cirugia|diagnostic\w+|fallec\w+|murio|consulta|cita|fecha|intervenid\w+"
    r"|evaluat\w+|record(?:ed)?|complain\w+|report(?:ed|s)?|imaging|mri|ct|labs?|vaccin\w+|dose|injur\w+)\b"
)
_PERSON = re.compile(
    r"\b(?:i|i'm|i've|my|me|we|our|he|him|his|she|her|they|their|patient\w*|pt|client|woman|man|male|female|boy|girl"
    r"|son|daughter|child|baby|mother|father|mom|mum|dad|wife|husband|brother|sister|paciente|mujer|varon|hombre"
    r"|mi|su|yo|\d{1,3}[ -]?(?:yo|y/o|f|m|year))\b"
)
_SENTENCE = re.compile(rf"[!?\n{BARRIER}]|\.(?=\s+[a-z]{{3}})")
_AROUND = 90
# found in this order; a full date is never cut into its parts
_KINDS = (
    (FULL_DATE, 0.7, False),
    (_DAY_MONTH, 0.6, False),
    (_MONTH_YEAR, 0.55, True),
    (_HOLIDAY, 0.5, True),
    (_WEEKDAY, 0.5, True),
    (_LAST_MONTH, 0.45, True),
    (_NUMERIC_SHORT, 0.5, True),
    (_ORDINAL, 0.5, True),
)


def find_dates(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every date that is about a person."""
    low = folded.low
    last: list[tuple[int, int]] = []
    for pattern, confidence, needs_event in _KINDS:
        for match in pattern.finditer(low):
            start, end = match.span(1) if match.re.groups and match.group(1) else match.span()
            if any(start < right and left < end for left, right in last[-_LATEST:]):
                continue
            about = _around(low, start, end)
            if _EVENT.search(about) or (not needs_event and _PERSON.search(about)):
                last.append((start, end))
                yield Hit(start, end, confidence)


# hits; a text with more dates than this is a table, and its dates are each found once or twice
_LATEST = 200


def _around(low: str, start: int, end: int) -> str:
    before = _SENTENCE.split(low[max(0, start - _AROUND) : start])[-1]
    after = _SENTENCE.split(low[end : end + _AROUND // 2])[0]
    return f"{before} | {after}"
