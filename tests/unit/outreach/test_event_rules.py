"""What an event needs before it is announced, and how it reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dayroom.apps.outreach.rules.events import EventInvalid, check_event, event_lines
from dayroom.apps.outreach.vocabulary.events import EventTold
from dayroom.platform.icalendar import calendar_file, escaped

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TOLD = EventTold(NOW + timedelta(days=9), NOW + timedelta(days=9, hours=2), "Town hall", "https://meet.example/a")


@pytest.mark.parametrize(("changed", "field"), [
    ({"starts_at": NOW}, "starts_at"),
    ({"ends_at": TOLD.starts_at}, "ends_at"),
    ({"ends_at": TOLD.starts_at + timedelta(days=40)}, "ends_at"),
    ({"place": " ", "url": ""}, "place"),
    ({"url": "http://meet.example/a"}, "url"),
])
def test_what_is_missing_is_said_beside_its_field(changed: dict[str, object], field: str) -> None:
    check_event(TOLD, now=NOW)
    with pytest.raises(EventInvalid) as fault:
        check_event(replace(TOLD, **changed), now=NOW)  # type: ignore[arg-type]  # a few fields by name
    assert fault.value.field == field


def test_day_and_clock_are_said_in_the_language_of_the_text() -> None:
    zone = ZoneInfo("America/New_York")
    english, place, link = event_lines(TOLD, zone=zone, language="en")
    assert english == "When: Monday, 30 Nov 2026, 07:00 – 09:00 (EST)"
    assert (place, link) == ("Where: Town hall", "From home: https://meet.example/a")
    assert "lunes" in event_lines(replace(TOLD, place="", url=""), zone=zone, language="es")[0]


def test_a_calendar_file_holds_no_line_of_ours_but_its_own() -> None:
    text = calendar_file([[f"SUMMARY:{escaped('Flu; shots, and' + chr(10) + 'END:VEVENT ' + 'é' * 80)}"]])
    lines = text.split("\r\n")
    assert lines.count("END:VEVENT") == 1
    assert all(len(line.encode()) <= 75 for line in lines)
