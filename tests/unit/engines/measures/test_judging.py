"""A slip is asked about, a danger is shown, and no notice gives advice on treatment."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from dayroom.engines.measures import Verdict, check_times, is_jump, judge_reading
from dayroom.engines.measures.errors import EndBeforeStart, FutureDate, UnknownMeasure, WrongUnit
from dayroom.engines.measures.judging import NOTICES

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "value", "unit", "age", "verdict"),
    [
        ("weight", 70, "kg", 40, Verdict.FITS),
        ("weight", 9, "kg", 40, Verdict.UNUSUAL),
        ("weight", 9, "kg", 0.5, Verdict.FITS),
        ("heart_rate", 190, "bpm", 0.3, Verdict.FITS),
        ("heart_rate", 210, "bpm", 40, Verdict.UNUSUAL),
        ("glucose", 5.5, "mmol/L", None, Verdict.FITS),
        ("height", 100, "cm", None, Verdict.UNUSUAL),
    ],
)
def test_what_is_unusual_hangs_on_age(key: str, value: float, unit: str, age: float | None, verdict: Verdict) -> None:
    assert judge_reading(key, value, unit, age_years=age).verdict is verdict


def test_a_glucose_in_the_wrong_unit_is_refused_or_asked_about() -> None:
    assert judge_reading("glucose", 30, "mg/dL").verdict is Verdict.UNUSUAL
    with pytest.raises(WrongUnit):
        judge_reading("glucose", 5, "kg")


def test_peak_flow_is_held_against_ones_own_best() -> None:
    assert judge_reading("peak_flow", 200, "L/min", best=450).danger
    assert judge_reading("peak_flow", 200, "L/min").danger is None


def test_an_unknown_measure_is_not_found() -> None:
    with pytest.raises(UnknownMeasure):
        judge_reading("luck", 1, "{score}")


def test_the_notice_names_nobody_and_gives_no_treatment() -> None:
    for sentence in NOTICES.values():
        assert not re.search(r"\b(take|dose|tablet|insulin|inhaler|medicine|stop taking)\b", sentence, re.IGNORECASE)


def test_a_reading_lies_in_the_past_and_ends_after_it_began() -> None:
    check_times(NOW, None, now=NOW)
    check_times(NOW + timedelta(minutes=10), None, now=NOW)
    with pytest.raises(FutureDate):
        check_times(NOW + timedelta(hours=1), None, now=NOW)
    with pytest.raises(FutureDate):
        check_times(NOW, NOW + timedelta(days=1), now=NOW)
    with pytest.raises(EndBeforeStart):
        check_times(NOW, NOW - timedelta(seconds=1), now=NOW)


@pytest.mark.parametrize(
    ("value", "days", "age", "jump"),
    [("74", 6, None, False), ("76", 6, None, True), ("64", 6, 40, True), ("76", 8, 40, False), ("76", 6, 1, False)],
)
def test_a_weight_far_from_the_last_one_is_asked_about(value: str, days: float, age: float | None, jump: bool) -> None:
    assert is_jump("weight", value, "kg", last="70", last_unit="kg", days=days, age_years=age) is jump
    assert not is_jump("heart_rate", value, "/min", last="700", last_unit="/min", days=days, age_years=age)
