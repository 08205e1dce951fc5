"""Whether a number of a file can be a reading; made fast for millions of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from dayroom.kernel.errors import DayroomError

from ..catalog import cross, measure
from ..judging import CLOCK_SLACK
from ..units import unit
from .vocabulary import Fault

# before it nobody measured what these files hold; a date of 0001 is a default, not a day
EARLIEST_YEAR = 1900
_LONGEST = 40


# spellings of units are words of a file: only so many are remembered
@lru_cache(maxsize=1024)
def limits_in(key: str, written: str) -> tuple[str, Decimal, Decimal] | None:
    """(code of the unit, least, most) that a measure can be in this unit; None where it cannot be in it."""
    one = measure(key)
    try:
        given = unit(written)
        ends = [float(cross(one, end, one.unit, given)) for end in one.hard]
    except DayroomError:
        return None
    # 50 of 50 must not fail by the last digit of a conversion
    least, most = min(ends), max(ends)
    return given.code, Decimal(least - 1e-9 * abs(least)), Decimal(most + 1e-9 * abs(most))


def number_in(text: str, key: str, written: str) -> tuple[Decimal, str] | Fault:
    """The number and its unit's code, or why it is none."""
    known = limits_in(key, written)
    if known is None:
        return Fault.UNKNOWN_UNIT
    if len(text) > _LONGEST:
        return Fault.NO_NUMBER
    try:
        # Decimal against Decimal is fast; against a float it is ten times as slow
        number = Decimal(text)
        if known[1] <= number <= known[2]:
            return number, known[0]
    except InvalidOperation:
        return Fault.NO_NUMBER
    return Fault.IMPOSSIBLE if number.is_finite() else Fault.NO_NUMBER


def times_fault(started_at: datetime, ended_at: datetime | None, now: datetime) -> Fault | None:
    """Why these times cannot be; None where they can."""
    if ended_at is not None and ended_at is not started_at and ended_at < started_at:
        return Fault.FUTURE if started_at > now + CLOCK_SLACK else Fault.END_BEFORE_START
    if (ended_at or started_at) > now + CLOCK_SLACK:
        return Fault.FUTURE
    return Fault.NO_DATE if started_at.year < EARLIEST_YEAR else None


def moment(text: str, *, default: datetime) -> datetime | None:
    """A moment as ISO 8601 writes it; without a zone it is in that of `default`; None where it is none."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if read.tzinfo is None:
        read = read.replace(tzinfo=default.tzinfo)
    try:
        # a zone may push the first and the last day of the calendar out of it
        read - timedelta(days=2), read + timedelta(days=2)
    except OverflowError:
        return None
    return read
