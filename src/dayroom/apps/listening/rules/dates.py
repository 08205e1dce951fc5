"""Dates as files write them. A day without a time is noon in UTC: so it stays the same day in every zone that people
live in, and nothing is guessed about the hour."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from dayroom.apps.listening.vocabulary.sources import DateForm

Reader = Callable[[object], datetime | None]
NOON = time(12, tzinfo=UTC)
MONTHS = {name: number for number, name in enumerate(
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1)}
# names of zones in old exports (RFC 5322 §4.3); any other name is not guessed
ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
         "PDT": -7}
DAY_ONLY = re.compile(r"\d{4}-\d\d-\d\d|\d{8}|\d{4}-W\d\d(?:-\d)?|\d{4}-\d\d|\d{4}W\d\d\d?", re.ASCII)
THREE = re.compile(
    r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T,]{1,2}(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d{1,9})? ?([AaPp][Mm])?)?",
    re.ASCII)
SECONDS_MOST = 1e11  # more than that are milliseconds: the year 5138


def reader_of(form: str, zone: str) -> Reader:
    """A function from a cell to a moment, None where it is none. Clocks without a zone are of ``zone``."""
    here = ZoneInfo(zone)
    readers: dict[str, Reader] = {
        DateForm.ISO: lambda value: _iso(value, here),
        DateForm.DMY: lambda value: _three(value, here, day_first=True),
        DateForm.MDY: lambda value: _three(value, here, day_first=False),
        DateForm.STAMP: lambda value: _stamp(value, here),
        DateForm.MAIL: lambda value: _mail(value, here),
        DateForm.SECONDS: _seconds,
    }
    return readers[form]


def likeliest_form(cells: Iterable[object], zone: str = "UTC") -> str:
    """The form under which most of these can be read; between two, the earlier of the list.

    >>> likeliest_form(["31/05/2026", "01/02/2026"]), likeliest_form(["2026-05-31"]), likeliest_form(["x"])
    ('DMY', 'ISO', '')
    """
    seen = [cell for cell in cells if cell not in (None, "")][:200]
    best, most = "", 0
    for form in DateForm.values:
        read = reader_of(form, zone)
        found = sum(read(cell) is not None for cell in seen)
        if found > most:
            best, most = form, found
    return best


def _iso(value: object, zone: tzinfo) -> datetime | None:
    """
    >>> _iso("2026-05-31", UTC).isoformat(), _iso("2026-05-31 08:00", UTC).isoformat(), _iso("2026-05", UTC).day
    ('2026-05-31T12:00:00+00:00', '2026-05-31T08:00:00+00:00', 1)
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else _placed(value, zone)
    if isinstance(value, date):
        return datetime.combine(value, NOON)
    text = str(value or "").strip()
    if len(text) > 40 or (text.isdigit() and len(text) != 8):
        return None
    try:
        if DAY_ONLY.fullmatch(text):
            return datetime.combine(date.fromisoformat(text + "-01" if len(text) == 7 and text[5] != "W" else text),
                                    NOON)
        return _placed(datetime.fromisoformat(text.removesuffix(" UTC")), zone)
    except (ValueError, OverflowError):
        return None


def _three(value: object, zone: tzinfo, *, day_first: bool) -> datetime | None:
    """
    >>> _three("31.05.2026 8:05 pm", UTC, day_first=True).isoformat()
    '2026-05-31T20:05:00+00:00'
    """
    found = THREE.fullmatch(str(value or "").strip()[:40])
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    day, month = (first, second) if day_first else (second, first)
    try:
        if found[4] is None:
            return datetime.combine(date(year, month, day), NOON)
        hour = int(found[4])
        if found[7]:
            hour = hour % 12 + (12 if found[7].lower() == "pm" else 0)
        return _placed(datetime(year, month, day, hour, int(found[5]), int(found[6] or 0)), zone)
    except ValueError:
        return None


def _stamp(value: object, zone: tzinfo) -> datetime | None:
    """
    >>> _stamp("Thu Apr 09 20:37:18 +0000 2015", UTC).isoformat()
    '2015-04-09T20:37:18+00:00'
    """
    parts = str(value or "")[:60].split()
    if len(parts) not in (5, 6) or parts[1] not in MONTHS:
        return None
    try:
        hour, minute, second = (int(one) for one in parts[3].split(":"))
        at = datetime(int(parts[-1]), MONTHS[parts[1]], int(parts[2]), hour, minute, second)
        return at.replace(tzinfo=_offset(parts[4])) if len(parts) == 6 else _placed(at, zone)
    except (ValueError, OverflowError):
        return None


def _offset(name: str) -> tzinfo:
    if name in ZONES:
        return timezone(timedelta(hours=ZONES[name]))
    at = datetime.strptime(name, "%z").tzinfo
    if at is None:
        raise ValueError("no zone")
    return at


def _mail(value: object, zone: tzinfo) -> datetime | None:
    try:
        return _placed(parsedate_to_datetime(str(value or "")[:60]), zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _seconds(value: object) -> datetime | None:
    """
    >>> _seconds("1780214400").isoformat(), _seconds(1780214400000) == _seconds("1780214400")
    ('2026-05-31T08:00:00+00:00', True)
    """
    try:
        moment = float(str(value).strip()[:20])
        if not 1e8 < abs(moment) < 1e14:  # a small number is a count or a year, not a moment
            return None
        return datetime.fromtimestamp(moment / 1000 if moment > SECONDS_MOST else moment, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _placed(at: datetime, zone: tzinfo) -> datetime:
    """With a zone, and far enough from the ends of the calendar that it can be told in every other."""
    if not 1900 < at.year < 9000:
        raise ValueError("not a year of ours")
    return at if at.tzinfo else at.replace(tzinfo=zone)
