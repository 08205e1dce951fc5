"""Rules of alarms: who moves what, what verdicts teach, which counts stand out. No database."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest
from bench import measured
from hypothesis import given
from hypothesis import strategies as st

from dayroom.apps.listening.rules import alarms as rules
from dayroom.apps.listening.rules.detecting import Series, judge, standing_out, volume_ratio, weekly_years, whole_weeks
from dayroom.apps.listening.vocabulary import AlarmState
from dayroom.apps.listening.vocabulary.alarms import Setting
from dayroom.apps.listening.vocabulary.measured import figures

DAYS = [date(2026, 1, 1) + timedelta(at) for at in range(40)]


def values(last: float, usual: float = 10.0) -> np.ndarray:
    return np.array([usual + (at * 7) % 5 for at in range(len(DAYS) - 1)] + [last])


def test_every_state_can_be_left_and_every_verdict_taken_back() -> None:
    assert set(rules.TRANSITIONS) == set(AlarmState)
    for before, after in rules.TRANSITIONS.items():
        assert after
        assert before not in after
    for state in rules.DECIDED:
        assert rules.TRANSITIONS[state] == {AlarmState.LOOKED}


@pytest.mark.parametrize(
    ("state", "drafted", "officers", "fault"),
    [
        ("LOOKED", "", 2, rules.NotConfirmed),
        ("CONFIRMED", "x", 2, rules.HandedOver),
        ("CONFIRMED", "", 0, rules.NobodyAtTheDesk),
    ],
)
def test_only_a_confirmed_alarm_goes_once_to_people_who_are_there(
    state: str, drafted: str, officers: int, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        rules.check_can_hand_over(state=state, drafted=drafted, officers=officers)


@given(st.lists(st.sampled_from([("CONFIRMED", ""), ("DISMISSED", ""), ("EXPLAINED", "NEWS"), ("EXPLAINED", "BREAK")])))
def test_what_verdicts_teach_stays_in_bounds_and_the_limit_above_what_is_usual(told: list[tuple[str, str]]) -> None:
    learned = rules.learned_from(told)
    assert rules.LEARNED_LEAST <= learned <= rules.LEARNED_MOST
    assert rules.limit_learned(10.0, 20.0, learned) > 10.0


def test_an_old_or_explained_or_thin_alarm_is_not_urgent() -> None:
    today = date(2026, 11, 21)
    far = {"observed": 90, "limit": 30.0, "authors": 60, "suspects": (), "day": today, "today": today}
    assert rules.is_urgent(**far)
    for less in ({"observed": 50}, {"authors": 29}, {"suspects": ("news",)}, {"day": today - timedelta(15)}):
        assert not rules.is_urgent(**{**far, **less})


def test_of_many_ordinary_series_none_stands_out_by_chance_alone() -> None:
    luck = np.random.default_rng(3)
    made = [Series(at, luck.poisson(30, len(DAYS)).astype(float)) for at in range(400)]
    seen = judge(made, DAYS, first=len(DAYS) - 1)
    planted = Series(400, values(90.0, 30.0))
    assert len(standing_out(judge([*made, planted], DAYS, first=len(DAYS) - 1))) <= seen.above.sum() + 1
    assert (0, 400) in standing_out(judge([*made, planted], DAYS, first=len(DAYS) - 1))


def test_few_mentions_gaps_and_a_short_past_raise_nothing() -> None:
    assert standing_out(judge([Series(1, values(9.0, 0.0))], DAYS, first=39)) == []
    gap = values(60.0)
    gap[-10:-1] = np.nan
    assert standing_out(judge([Series(1, gap)], DAYS, first=39)) == []
    assert standing_out(judge([Series(1, values(60.0)[-5:])], DAYS[-5:], first=4)) == []
    assert standing_out(judge([Series(1, values(60.0))], DAYS, first=39)) == [(0, 0)]


def test_a_limit_moved_by_verdicts_decides() -> None:
    one = Series(1, values(20.0))
    limit = judge([one], DAYS, first=39).limit[0, 0]
    assert 16 < limit < 20
    moved = Series(1, one.values, setting=Setting(learned=1.0))
    assert standing_out(judge([one], DAYS, first=39))
    assert not standing_out(judge([moved], DAYS, first=39))


def test_weeks_are_whole_and_a_week_with_holes_is_not_known() -> None:
    days = {date(2026, 3, 2) + timedelta(at): 2.0 for at in range(21)}
    for at in (7, 8):
        del days[date(2026, 3, 2) + timedelta(at)]
    mondays, counts = whole_weeks(days, date(2026, 3, 1), date(2026, 3, 23))
    assert [one.isoformat() for one in mondays] == ["2026-03-02", "2026-03-09", "2026-03-16"]
    assert np.isnan(counts).tolist() == [False, True, False]
    assert weekly_years(158) == 0
    assert volume_ratio([float(random.Random(1).randint(5, 9))] * 3) is None


def test_what_the_page_says_of_errors_is_what_was_measured() -> None:
    assert measured.PACKED.read_text(encoding="utf-8") == measured.packed()
    assert any(one.part == "daily" for one in figures())
