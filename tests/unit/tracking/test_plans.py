"""Reminders keep their local time, programmes read easily, goals move freely."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from dayroom.apps.tracking.rules.audiences import ChildIsPrivate
from dayroom.apps.tracking.rules.cards import NotForAllYet, check_young
from dayroom.apps.tracking.rules.goals import MOVES, NotFromHere, check_move
from dayroom.apps.tracking.rules.reminders import (
    NoTime,
    OverAlready,
    check_plan,
    kept_of,
    moments_between,
    moments_of,
    next_moment,
)
from dayroom.apps.tracking.vocabulary.goals import GoalState
from dayroom.apps.tracking.vocabulary.programmes import programmes
from dayroom.apps.tracking.vocabulary.reminders import Dose, Plan
from dayroom.engines.guard.readability import readability

BERLIN = ZoneInfo("Europe/Berlin")


def test_nine_in_the_morning_stays_nine_when_the_clocks_change() -> None:
    plan = Plan((time(9),))
    before, after = moments_of(plan, date(2026, 3, 28), BERLIN), moments_of(plan, date(2026, 3, 29), BERLIN)
    assert (before[0].hour, after[0].hour) == (8, 7)


def test_a_time_the_clocks_leave_out_comes_after_the_gap_and_one_they_repeat_comes_once() -> None:
    plan = Plan((time(2, 30),))
    gap = moments_of(plan, date(2026, 3, 29), BERLIN)
    assert [at.astimezone(BERLIN).hour for at in gap] == [3]
    day = (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), datetime(2026, 10, 25, 22, 0, tzinfo=UTC))
    assert len(list(moments_between(plan, BERLIN, *day))) == 1


def test_days_of_the_week_and_the_last_day_are_kept_to() -> None:
    plan = Plan((time(8), time(20)), frozenset({0}), None, date(2026, 11, 23))
    saturday = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    first = next_moment(plan, UTC, saturday)
    assert first == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert next_moment(plan, UTC, datetime(2026, 11, 23, 20, 0, tzinfo=UTC)) is None
    assert next_moment(Plan((time(8),), starts_on=date(2027, 1, 1)), UTC, saturday).date() == date(2027, 1, 1)
    with pytest.raises(NoTime):
        check_plan(Plan(()), date(2026, 11, 21), "")
    with pytest.raises(OverAlready):
        check_plan(Plan((time(8),), until_on=date(2026, 11, 20)), date(2026, 11, 21), "")


def test_how_it_went_counts_days_with_every_dose_and_supplies_by_the_vectors() -> None:
    plan = Plan((time(8), time(20)))
    said = dict.fromkeys(moments_of(plan, date(2026, 1, 1), UTC), Dose.TAKEN)
    said[moments_of(plan, date(2026, 1, 2), UTC)[0]] = Dose.TAKEN
    found = kept_of(plan, UTC, said, since=date(2026, 1, 1), until=date(2026, 1, 3))
    assert (found.days_with_all, found.days, found.answered, found.pdc) == (1, 3, 2, None)
    supplies = [(date(2025, 1, 1), 30), (date(2025, 1, 26), 30), (date(2025, 3, 15), 30)]
    vector = kept_of(plan, UTC, {}, since=date(2025, 4, 1), until=date(2025, 4, 10), supplies=supplies)
    assert (vector.pdc, vector.mpr) == (0.87, 0.9)


@pytest.mark.parametrize("key", ["pacing", "quit-smoking"])
def test_programmes_say_the_same_in_both_languages_read_easily_and_name_what_is_not_checked(key: str) -> None:
    english, spanish = programmes("en")[key], programmes("es-MX")[key]
    assert [step.key for step in english.steps] == [step.key for step in spanish.steps]
    assert 8 <= len(english.steps) <= 12
    assert english.safety
    assert english.sources
    words = " ".join([english.about, english.pause, *english.safety, *(step.text for step in english.steps)])
    grade = readability(words, language="en").grade
    assert grade is not None
    assert grade <= 8


def test_a_child_shows_no_card_and_a_teen_none_to_everyone() -> None:
    check_young("ALL", child=False, teen=False)
    check_young("PLACE", child=False, teen=True)
    with pytest.raises(NotForAllYet):
        check_young("ALL", child=False, teen=True)
    with pytest.raises(ChildIsPrivate):
        check_young("PLACE", child=True, teen=False)


def test_every_state_of_a_goal_leads_back_to_going_on() -> None:
    for state in GoalState:
        check_move(GoalState.OPEN if state == GoalState.OPEN else state,
                   GoalState.PAUSED if state == GoalState.OPEN else GoalState.OPEN)
    assert all(GoalState.OPEN in to for state, to in MOVES.items() if state != GoalState.OPEN)
    with pytest.raises(NotFromHere):
        check_move(GoalState.DONE, GoalState.PAUSED)
