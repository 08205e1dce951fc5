"""A coffee named after Sunday is on a Sunday."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dayroom.demo.story import meeting

TODAY = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


def test_a_meeting_named_after_a_weekday_is_on_that_day_whenever_the_demo_is_made() -> None:
    topic = {"meets_in_days": 2, "meets_on_weekday": 7, "meets_at_hour": 16}
    for days in range(7):
        now = TODAY + timedelta(days=days)
        meets = meeting(topic, now)
        assert meets.isoweekday() == 7
        assert timedelta(days=2) <= meets.date() - now.date() <= timedelta(days=8)
        assert (meets.hour, meets.minute) == (16, 0)


def test_other_meetings_are_so_many_days_away() -> None:
    assert meeting({"meets_in_days": 5}, TODAY).date() == (TODAY + timedelta(days=5)).date()
