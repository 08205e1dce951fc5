"""What may be entered, and when it is asked once more."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

from dayroom.apps.tracking.vocabulary.trackers import NAME_MOST, NOTE_MOST, SCALE, TRACKERS_MOST
from dayroom.engines.measures import Level, Verdict, check_times
from dayroom.engines.measures.errors import NotANumber
from dayroom.kernel.errors import Conflict, Invalid, TooLarge

# nobody alive remembers readings from before this
OLDEST_YEAR = 1900
NUMBER_MOST = 20


class LookAgain(Invalid):
    """This number is unusual. Please look at it and at the unit again. If it is right, save it once more."""

    danger: Level | None = None  # what it would mean if it is right; said at once, not after a second tap


class FarFromLast(LookAgain):
    """This is far from the last number. Please look at it and at the unit again. If it is right, save it once more."""


class NothingEntered(Invalid):
    """There is nothing to save yet. Please enter a number or a note."""


class OneNumberMissing(Invalid):
    """Blood pressure has two numbers. Please enter the upper and the lower one."""


class UpperBelowLower(Invalid):
    """The upper number of blood pressure is the larger one. Please look at both again."""


class NotOnScale(Invalid):
    """Please choose a whole number from 0 to 10."""


class NoteTooLong(TooLarge):
    """This note is too long. Please keep it to a page or so."""


class TooLongAgo(Invalid):
    """This date is too long ago. Please look at the year again."""


class NoName(Invalid):
    """Please give it a name of up to 80 letters."""


class TooManyTrackers(Conflict):
    """You follow very many things already. Please put one of them away first."""


class GoneAlready(Conflict):
    """This cannot be brought back any more."""


def check_name(name: str) -> str:
    """Raises NoName."""
    if not name or len(name) > NAME_MOST:
        raise NoName()
    return name


def check_room(count: int) -> None:
    """Raises TooManyTrackers."""
    if count >= TRACKERS_MOST:
        raise TooManyTrackers()


def check_note(note: str) -> None:
    """Raises NoteTooLong."""
    if len(note) > NOTE_MOST:
        raise NoteTooLong()


def check_moment(taken_at: datetime, *, now: datetime) -> None:
    """Raises FutureDate, TooLongAgo."""
    check_times(taken_at, None, now=now)
    if taken_at.year < OLDEST_YEAR:
        raise TooLongAgo()


def number_typed(typed: str) -> Decimal:
    """A number as people type it, with a comma or a point; raises NotANumber.

    >>> number_typed(" 5,6 "), number_typed("120")
    (Decimal('5.6'), Decimal('120'))
    """
    plain = typed.strip().replace("\N{NO-BREAK SPACE}", "").replace("\N{MINUS SIGN}", "-")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    if not plain or len(plain) > NUMBER_MOST or any(letter.isspace() or letter == "_" for letter in plain):
        raise NotANumber
    try:
        read = Decimal(plain)
    except InvalidOperation:
        raise NotANumber from None
    if not read.is_finite():
        raise NotANumber
    return read


def check_scale(value: Decimal) -> Decimal:
    """How bad a symptom is; raises NotOnScale."""
    if value not in SCALE:
        raise NotOnScale()
    return value


def check_pair(upper: Decimal, lower: Decimal) -> None:
    """Raises UpperBelowLower; the same number twice cannot be either."""
    if upper <= lower:
        raise UpperBelowLower()


def check_sure(verdicts: list[Verdict], *, sure: bool, danger: Level | None = None, jumps: bool = False) -> None:
    """An unusual number is asked about once, and one far from the last one. Raises LookAgain, which knows the
    danger."""
    unusual = Verdict.UNUSUAL in verdicts
    if (unusual or jumps) and not sure:
        fault = LookAgain() if unusual else FarFromLast()
        fault.danger = danger
        raise fault
