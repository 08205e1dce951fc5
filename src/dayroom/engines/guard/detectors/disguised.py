"""Numbers written so that a program passes over them and a person does not.

what      telephone, social security, NHS, card and record numbers (Safe Harbor D, G, H, J) with odd signs between their
          digits ("202/555/0189", "123 - 45 - 6789"), one digit to a line, O for 0 and l for 1, or words among them
format    a run of digits, lone look-alike letters and number words, with up to five signs between two of them
returns   hits; 0.7-0.9 behind a label, 0.6-0.8 where the shape alone says it: the groups of the number with the same
          sign twice between them, or look-alike letters in them
source    45 CFR 164.514(b)(2)(i)(D), (G), (H), (J); North American Numbering Plan for the shape without a label
errs      prefers a miss: scores, readings and tables of numbers are written this way too, and stay
measured  no stray one in 67,000 texts (development halves of all sets in English, and phi_meddocan_es), 2026-11-21;
          the spec set in tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..folding import BARRIER, Folded
from ..vocabulary import Context
from .base import Hit
from .card import is_card
from .labelled import RECORD_LABEL
from .nhs_number import is_nhs_number
from .phone import PHONE_WORD, is_public, is_valid_phone
from .ssn import is_ssn

_VALUES = {
    **dict.fromkeys(["zero", "oh", "nought", "cero", "o"], "0"), **dict.fromkeys(["one", "uno", "l", "i"], "1"),
    **dict.fromkeys(["two", "dos"], "2"), **dict.fromkeys(["three", "tres"], "3"),
    **dict.fromkeys(["four", "cuatro"], "4"), **dict.fromkeys(["five", "cinco"], "5"),
    **dict.fromkeys(["six", "seis"], "6"), **dict.fromkeys(["seven", "siete"], "7"),
    **dict.fromkeys(["eight", "ocho"], "8"), **dict.fromkeys(["nine", "nueve"], "9"),
}  # fmt: skip
_WORDS = "|".join(word for word in _VALUES if len(word) > 1)
_UNIT = rf"(?:[oil]{{0,3}}\d[\doil]{{0,15}}|[oil]|{_WORDS})"
_SIGN = r"[\W_]"
_GAP = rf"{_SIGN}{{1,5}}(?:(?:dot|dash|hyphen|slash|punto|guion|barra){_SIGN}{{1,3}})?"
# an underscore is a sign here, no letter
_ALNUM = r"[^\W_]"
_RUN = re.compile(
    rf"(?<!{_ALNUM})(?<![%$=.])(?<!{_ALNUM}[-:+']){_UNIT}(?:{_GAP}{_UNIT}(?!{_ALNUM})){{0,24}}(?!{_ALNUM})"
)
# what opens the gate of these detectors: three units, two long ones, or a long one with letters in it
GATE = rf"{_UNIT}{_GAP}{_UNIT}{_GAP}{_UNIT}|\d{{4,6}}{_GAP}\d{{3,6}}|\d[\doil]{{5,}}"
_PIECE = re.compile(rf"(?<!{_ALNUM}){_UNIT}(?!{_ALNUM})")
# a date, a time or a year in it: a table of visits and readings
_CALENDAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d(?!\d)|(?:19|20)\d\d-\d\d-\d\d")
_TIME = re.compile(r"(?<!\d)(?:1?\d|2[0-3]):[0-5]\d(?!\d)")
_AMERICAN = re.compile(r"1?[2-9]\d\d[2-9]\d{6}")
_SSN_WORD = re.compile(r"\bs\.?s\.?n\b|\bsocial(?: security)?(?: number| no| #)?\b|\bseguro social\b")
_NHS_WORD = re.compile(r"\bn\.?h\.?s\.?\b|\bhealth service number\b")
_CARD_WORD = re.compile(r"\b(?:card|visa|mastercard|amex|tarjeta)\b")
_ANY_LABEL = re.compile(f"{PHONE_WORD.pattern}|{_SSN_WORD.pattern}|{_NHS_WORD.pattern}|{_CARD_WORD.pattern}")
# code points between a label and the number
_WINDOW = 40
_IS_MINE = re.compile(r"\W{0,3}(?:is|was|es|era) (my|her|his|their|our|mi|su|nuestr[oa]) ")
_STOP = re.compile(rf"{BARRIER}|\n\s*\n|[.!?]\s(?!\d)")
# digits; a longer run is several numbers, or a card
_ONE_NUMBER = 11
_PARTING = re.compile(r"[,;\n]")
_PLAIN_GAP = re.compile(r"[ .]|-|\) ?| ?\(")
# what may stand between groups and still be one number; plain spaces, commas and lines part the numbers of a table
_TELLING_GAP = re.compile(r"[./_*~|\\:^`-]{1,3}| [./_*~|\\-]{1,2} |-{2,3}")


class Run(NamedTuple):
    """One run: where, its units, and the gaps between them."""

    start: int
    end: int
    units: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def digits(self) -> str:
        """The digits that a person reads."""
        return "".join(map(_digits, self.units))

    @property
    def groups(self) -> tuple[int, ...]:
        """How many digits stand in each unit."""
        return tuple(len(_digits(unit)) for unit in self.units)

    @property
    def lettered(self) -> bool:
        """Whether letters or words stand for digits."""
        return not all(unit.isdigit() for unit in self.units)

    @property
    def odd(self) -> bool:
        """Whether it is written as no number is: letters, words, odd signs, or digit by digit."""
        by_digit = len(self.units) > 6 and set(self.groups) == {1}
        return self.lettered or by_digit or not all(map(_PLAIN_GAP.fullmatch, self.gaps))

    @property
    def tied(self) -> bool:
        """Whether its signs say that it is one number, without any word beside it."""
        if self.lettered:
            return all(_TELLING_GAP.fullmatch(gap) or gap == " " for gap in self.gaps)
        return len(set(self.gaps)) == 1 and _TELLING_GAP.fullmatch(self.gaps[0]) is not None


def find_disguised_phones(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every telephone number in disguise."""
    for run in _runs(folded):
        digits = run.digits
        if not run.odd or is_public(digits):
            continue
        american = _AMERICAN.fullmatch(digits) is not None
        if _labelled(folded, run, PHONE_WORD):
            if american or (7 < len(digits) <= 15 and is_valid_phone(digits, _country(context))):
                # less than the detectors that know its very form
                yield Hit(run.start, run.end, 0.75)
        elif american and run.tied and (run.groups[-3:] == (3, 3, 4) or set(run.groups) == {1}):
            yield Hit(run.start, run.end, 0.6)
        elif american and len(run.units) > 5 and _is_mixed(run):
            yield Hit(run.start, run.end, 0.7)


def _country(context: Context) -> str:
    country = context.country.strip().upper()
    return "GB" if country == "UK" else country


def _is_mixed(run: Run) -> bool:
    """Whether number words and digits stand side by side."""
    return any(len(unit) > 1 and unit in _VALUES for unit in run.units) and any(map(str.isdigit, run.units))


def find_disguised_ssns(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every social security number in disguise."""
    for run in _runs(folded):
        if len(run.digits) != 9:
            continue
        if _labelled(folded, run, _SSN_WORD):
            yield Hit(run.start, run.end, 0.85 if is_ssn(run.digits) else 0.7)
        elif run.groups == (3, 2, 4) and is_ssn(run.digits) and set(run.gaps) <= {" - ", "- ", " -", "-", "--"}:
            yield Hit(run.start, run.end, 0.8)


def find_disguised_cards(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every payment card number in disguise."""
    for run in _runs(folded):
        known = len(run.digits) > 12 and is_card(run.digits)
        if known and (_labelled(folded, run, _CARD_WORD) or (set(run.groups) == {4} and run.tied)):
            yield Hit(run.start, run.end, 0.9)


def find_disguised_nhs_numbers(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every NHS number in disguise that a word names."""
    for run in _runs(folded):
        if len(run.digits) == 10 and _labelled(folded, run, _NHS_WORD):
            yield Hit(run.start, run.end, 0.9 if is_nhs_number(run.digits) else 0.7)


def find_disguised_records(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every number of a medical record in disguise right behind its label."""
    for run in _runs(folded):
        if run.odd and len(run.digits) <= 15 and _labelled(folded, run, RECORD_LABEL, window=24):
            yield Hit(run.start, run.end, 0.7)


def _runs(folded: Folded) -> list[Run]:
    """All runs that a person could read as one number; looked for once in each text."""
    if "runs" not in folded.memo:
        parts = (part for match in _RUN.finditer(folded.low) for part in _parts(_run(match)))
        folded.memo["runs"] = [run for run in map(_trimmed, parts) if _is_number(run, folded)]
    return folded.memo["runs"]  # type: ignore[return-value]  # only ever set in the line above


def _run(match: re.Match[str]) -> Run:
    text = match.group()
    pieces = list(_PIECE.finditer(text))
    gaps = tuple(text[one.end() : two.start()] for one, two in pairwise(pieces))
    return Run(match.start(), match.end(), tuple(piece.group() for piece in pieces), gaps)


def _parts(run: Run) -> Iterator[Run]:
    """The run, or what stands between its commas, lines and semicolons where it is too long for one number."""
    if len(run.digits) <= _ONE_NUMBER:
        yield run
        return
    first, start, place = 0, run.start, run.start
    for number, unit in enumerate(run.units):
        place += len(unit)
        gap = run.gaps[number] if number < len(run.gaps) else ","
        if _PARTING.search(gap):
            yield Run(start, place, run.units[first : number + 1], run.gaps[first:number])
            first, start = number + 1, place + len(gap)
        place += len(gap)


def _trimmed(run: Run) -> Run:
    """Without the words that only happen to stand beside a number: "is 202*555*0189 I think"."""
    start, end, units, gaps = run
    while len(units) > 1 and units[-1] in _VALUES and not _has_its_length(units):
        end -= len(units[-1]) + len(gaps[-1])
        units, gaps = units[:-1], gaps[:-1]
    while len(units) > 1 and units[0] in _VALUES and not _has_its_length(units):
        start += len(units[0]) + len(gaps[0])
        units, gaps = units[1:], gaps[1:]
    return Run(start, end, units, gaps)


def _has_its_length(units: Sequence[str]) -> bool:
    digits = "".join(map(_digits, units))
    return len(digits) in {9, 10} or (len(digits) == 11 and digits[0] == "1")


def _digits(unit: str) -> str:
    """The digits of a unit.

    >>> _digits("five"), _digits("0l89")
    ('5', '0189')
    """
    return _VALUES.get(unit) or unit.replace("o", "0").replace("l", "1").replace("i", "1")


def _is_number(run: Run, folded: Folded) -> bool:
    """Whether it has the length of a number, more than one unit or letters in it, and is no date."""
    enough = len(run.units) > 1 or (run.lettered and len(run.digits) > 8)
    if not enough or not 5 <= len(run.digits) <= 19 or _CALENDAR.search(folded.low, run.start, run.end):
        return False
    # "2:30, 3:45" are times; one sign all through is a number
    return len(set(run.gaps)) < 2 or not _TIME.search(folded.low, run.start, run.end)


def _labelled(folded: Folded, run: Run, label: re.Pattern[str], *, window: int = _WINDOW) -> bool:
    """Whether the label names this very number: in front of it, with no other label and no other number between them,
    or behind it, as in "… is my number"."""
    if _is_called(folded.low, run.end, label):
        return True
    before = _STOP.split(folded.low[max(0, run.start - window) : run.start])[-1]
    last = None
    for match in label.finditer(before):
        last = match
    if last is None:
        return False
    between = before[last.end() :]
    other = None if label in {PHONE_WORD, RECORD_LABEL} else _ANY_LABEL.search(between)
    return other is None and not re.search(r"\d\d", between)


def _is_called(low: str, end: int, label: re.Pattern[str]) -> bool:
    """Whether the words behind a number say what it is: "… is my number", "… was her old phone"."""
    owned = _IS_MINE.match(low, end, end + _WINDOW)
    named = label.search(low, owned.start(1), owned.end() + _WINDOW // 2) if owned else None
    if owned is None or named is None:
        return False
    return re.fullmatch(r"(?:\w+ )?", low[owned.end() : named.start()]) is not None
