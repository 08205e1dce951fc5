"""Units, days and numbers as they are typed: pure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from dayroom.apps.tracking.rules.days import day_line, days_of_lines, grouped, replaced, turned
from dayroom.apps.tracking.rules.profiles import NoBirthYear, age_of, check_birth_year
from dayroom.apps.tracking.rules.readings import UpperBelowLower, check_pair, number_typed
from dayroom.apps.tracking.rules.units import in_unit, line, unit_for, usual_unit, written
from dayroom.apps.tracking.vocabulary.records import DayShown
from dayroom.apps.tracking.vocabulary.trackers import CHECK_IN, GROUPS, NAMES, PAIRS
from dayroom.engines.measures import measures
from dayroom.engines.measures.errors import NotANumber

FIRST = date(2026, 1, 1)


def test_every_measure_has_a_name_to_translate_and_stands_in_a_group_or_beside_one() -> None:
    assert set(NAMES) == set(measures())
    grouped_keys = [key for _name, keys in GROUPS for key in keys]
    assert set(measures()) - set(grouped_keys) == set(PAIRS.values())
    assert len(grouped_keys) == len(set(grouped_keys))
    assert set(CHECK_IN) <= set(grouped_keys)


@pytest.mark.parametrize("key", sorted(measures()))
@pytest.mark.parametrize("country", ["US", "GB", "DE", "ES", "", "ZZ"])
def test_the_unit_of_a_country_is_one_in_which_the_measure_can_be_entered(key: str, country: str) -> None:
    assert usual_unit(key, country) in {unit.code for unit in measures()[key].units}


def test_an_own_choice_wins_where_it_fits() -> None:
    assert unit_for("glucose", {"glucose": "mg/dL"}, "GB") == "mg/dL"
    assert unit_for("glucose", {"glucose": "kg"}, "GB") == "mmol/L"


@pytest.mark.parametrize(("key", "given", "wanted", "value"), [
    ("glucose", "mmol/L", "mg/dL", "5.6"), ("temperature", "[degF]", "Cel", "100.4"), ("hba1c", "%", "mmol/mol", "6.5"),
    ("weight", "[lb_av]", "kg", "150"),
])
def test_the_straight_line_is_the_same_as_the_exact_conversion(key: str, given: str, wanted: str, value: str) -> None:
    times, plus = line(key, given, wanted)
    assert float(value) * times + plus == pytest.approx(float(in_unit(key, Decimal(value), given, wanted)), rel=1e-9)


@pytest.mark.parametrize("typed", ["", " ", "five", "1e", "1_0", "1 0", "nan", "inf", "--1", "1" * 30, "1,2,3"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NotANumber):
        number_typed(typed)


def test_a_comma_is_a_point_and_a_pair_has_its_larger_number_above() -> None:
    assert number_typed("5,6") == Decimal("5.6")
    check_pair(Decimal(120), Decimal(80))
    with pytest.raises(UpperBelowLower):
        check_pair(Decimal(80), Decimal(120))


def test_a_day_goes_into_its_year_and_comes_back() -> None:
    lines = [day_line(FIRST, [5.0, 7.0, 6.0]), day_line(FIRST + timedelta(days=40), [4.0])]
    days = days_of_lines(2026, lines)
    assert days[0] == DayShown(FIRST, 3, 5.0, 6.0, 7.0, 18.0)
    assert days[1].on == date(2026, 2, 10)
    assert replaced({"d": lines}, "d", FIRST, []) == lines[1:]
    assert [one[1] for one in replaced({"d": lines}, "d", FIRST, [1.0, 2.0])] == [2, 1]


def test_many_days_become_weeks_and_then_months_that_keep_the_ends() -> None:
    days = [DayShown(FIRST + timedelta(days=n), 1, n, n, n, n) for n in range(400)]
    weeks, width = grouped(days)
    assert (width, weeks[0].on.weekday(), sum(one.count for one in weeks)) == ("week", 0, 400)
    assert (weeks[0].low, weeks[-1].high) == (0, 399)
    long = [DayShown(FIRST + timedelta(days=n), 1, 1, 1, 1, 1) for n in range(0, 3000, 5)]
    assert grouped(long)[1] == "month"
    assert grouped(days[:60]) == (days[:60], "day")
    assert grouped([]) == ([], "day")
    assert turned(days[1:2], 2, 1) == [DayShown(FIRST + timedelta(days=1), 1, 3, 3, 3, 2)]


def test_an_age_guesses_to_the_safe_side() -> None:
    today = date(2026, 11, 21)
    assert age_of(2008, today) == 18
    assert age_of(2026, today) == 0.0
    assert age_of(2025, today) == pytest.approx(0.89)
    check_birth_year(1950, today)
    for year in (1800, 2027):
        with pytest.raises(NoBirthYear):
            check_birth_year(year, today)


def test_numbers_are_written_as_people_write_them() -> None:
    assert written("glucose", Decimal("5.55"), "mmol/L") == "5.6"
    assert written("", Decimal("10"), "{score}") == "10"
