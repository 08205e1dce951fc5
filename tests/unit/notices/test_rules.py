from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from dayroom.apps.notices import rules
from dayroom.apps.notices.vocabulary import Mode, NoticeKind


@pytest.mark.parametrize(
    ("chosen", "agreed", "mode"),
    [({}, True, Mode.DIGEST), ({}, False, Mode.SITE), ({None: "NONE"}, True, Mode.NONE),
     ({None: "SITE", 7: "INSTANT"}, True, Mode.INSTANT), ({8: "INSTANT"}, False, Mode.SITE),
     ({None: "INSTANT", 7: "SITE"}, True, Mode.SITE)],
)
def test_the_choice_for_the_place_wins_over_the_choice_for_everything(
    chosen: dict[int | None, str], agreed: bool, mode: Mode
) -> None:
    assert rules.mode_for(chosen, 7, agreed_to_mail=agreed) == mode


def test_nobody_misses_what_was_decided_about_them() -> None:
    assert rules.is_told(NoticeKind.CASE_DECIDED, Mode.NONE)
    assert not rules.is_told(NoticeKind.REPLY, Mode.NONE)
    assert rules.is_told(NoticeKind.REPLY, Mode.SITE)


def test_decisions_and_urgent_cases_are_mailed_at_once_whatever_was_chosen() -> None:
    assert rules.is_mailed_at_once(NoticeKind.CASE_URGENT, Mode.NONE)
    assert rules.is_mailed_at_once(NoticeKind.REPLY, Mode.INSTANT)
    assert not rules.is_mailed_at_once(NoticeKind.REPLY, Mode.DIGEST)


@pytest.mark.parametrize(
    ("at", "start", "end", "quiet"),
    [(time(23), time(22), time(7), True), (time(6, 59), time(22), time(7), True), (time(7), time(22), time(7), False),
     (time(12), time(22), time(7), False), (time(13), time(12), time(14), True), (time(14), time(12), time(14), False),
     (time(3), None, time(7), False), (time(3), time(5), time(5), False)],
)
def test_quiet_hours_may_run_over_midnight(at: time, start: time | None, end: time | None, quiet: bool) -> None:
    assert rules.is_quiet(at, start, end) is quiet


def test_only_fear_for_a_life_breaks_quiet_hours() -> None:
    night = (time(23), time(22), time(7))
    assert not rules.may_mail_now({NoticeKind.CASE_DECIDED}, *night)
    assert rules.may_mail_now({NoticeKind.CASE_DECIDED, NoticeKind.CASE_URGENT}, *night)


def test_a_summary_comes_by_day_where_the_reader_lives() -> None:
    at = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    assert not rules.is_digest_hour(rules.local_time(at, "UTC"), None, None)
    assert rules.is_digest_hour(rules.local_time(at, "Pacific/Auckland"), None, None)
    assert not rules.is_digest_hour(rules.local_time(at, "Pacific/Auckland"), time(9), time(18))
