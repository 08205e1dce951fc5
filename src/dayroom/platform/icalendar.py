"""Lines of an iCalendar file (RFC 5545): times in UTC, text with its signs escaped, no line over 75 bytes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

LINE_BYTES = 74  # RFC 5545 3.1 allows 75; the blank that begins the next line counts

CALENDAR_TYPE = "text/calendar; charset=utf-8"


def stamp(at: datetime) -> str:
    """
    >>> stamp(datetime(2026, 11, 30, 18, 0, tzinfo=UTC))
    '20261130T180000Z'
    """
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """
    >>> escaped("Town hall, room 2; second floor")
    'Town hall\\\\, room 2\\\\; second floor'
    """
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """Lines of at most 75 bytes, never cut inside a letter."""
    out, size = [], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LINE_BYTES:
            out.append("\r\n ")
            size = 1
        out.append(letter)
        size += width
    return "".join(out)


def calendar_file(events: Iterable[Iterable[str]]) -> str:
    """Each event as its lines, without BEGIN and END."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dayroom//EN"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    return "\r\n".join(folded(line) for line in [*lines, "END:VCALENDAR", ""])
