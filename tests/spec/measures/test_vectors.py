"""The published vectors of instruments, units and adherence."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from dayroom.engines import measures
from dayroom.engines.measures import Fill, Level, adherence, questionnaire, score
from dayroom.engines.measures.errors import ImpossibleValue, UnknownAnswer


def answers(name: str, value: int, **others: int) -> dict[str, int]:
    scored = {item.id: value for item in questionnaire(name).items if item.scored}
    return scored | {key.removeprefix("q"): number for key, number in others.items()}


def test_phq_9_with_every_answer_one_is_nine_and_mild_and_opens_the_crisis_flow() -> None:
    found = score(questionnaire("phq-9"), answers("phq-9", 1))
    assert (found.total, found.band and found.band.code, found.positive) == (9, "MILD", False)
    assert [flag.code for flag in found.raised] == ["CRISIS"]


@pytest.mark.parametrize(
    ("total", "band"),
    [(0, "MINIMAL"), (4, "MINIMAL"), (5, "MILD"), (9, "MILD"), (10, "MODERATE"), (14, "MODERATE"),
     (15, "MODERATELY_SEVERE"), (19, "MODERATELY_SEVERE"), (20, "SEVERE"), (27, "SEVERE")],
)
def test_bands_of_phq_9(total: int, band: str) -> None:
    given = {str(number): min(3, max(0, total - 3 * (number - 1))) for number in range(1, 10)}
    found = score(questionnaire("phq-9"), given)
    assert (found.total, found.band and found.band.code, found.positive) == (total, band, total >= 10)


def test_item_nine_alone_opens_the_crisis_flow_even_with_the_rest_left_open() -> None:
    found = score(questionnaire("phq-9"), {"9": 1})
    assert found.total is None
    assert found.raised
    assert not score(questionnaire("phq-9"), {"9": 0}).raised


@pytest.mark.parametrize("value", [4, -1, 1.5, "two", True])
def test_a_value_that_is_no_choice_is_refused(value: object) -> None:
    with pytest.raises(UnknownAnswer) as refusal:
        score(questionnaire("phq-9"), {"1": value})  # type: ignore[dict-item]
    assert refusal.value.status == 422


@pytest.mark.parametrize(
    ("name", "value", "total", "positive"),
    [("phq-9", 3, 27, True), ("phq-2", 3, 6, True), ("phq-2", 1, 2, False), ("gad-7", 3, 21, True),
     ("gad-2", 1, 2, False), ("gad-2", 3, 6, True), ("eheals", 1, 8, None), ("eheals", 5, 40, None), ("pain", 7, 7, None)],
)
def test_totals(name: str, value: int, total: int, positive: bool | None) -> None:
    found = score(questionnaire(name), answers(name, value))
    assert (found.total, found.positive) == (total, positive)


@pytest.mark.parametrize(("total", "band"), [(4, "MINIMAL"), (5, "MILD"), (10, "MODERATE"), (15, "SEVERE")])
def test_bands_of_gad_7(total: int, band: str) -> None:
    given = {str(number): min(3, max(0, total - 3 * (number - 1))) for number in range(1, 8)}
    found = score(questionnaire("gad-7"), given)
    assert found.band is not None
    assert found.band.code == band


def test_the_two_extra_questions_of_eheals_change_no_total() -> None:
    whole = answers("eheals", 4)
    assert score(questionnaire("eheals"), whole | {"a": 5, "b": 1}).total == score(questionnaire("eheals"), whole).total


def test_a_missing_answer_gives_no_total_and_research_may_make_up_for_two_of_nine() -> None:
    two_open = {str(number): 1 for number in range(1, 8)}
    assert score(questionnaire("phq-9"), two_open).total is None
    research = score(questionnaire("phq-9"), two_open, prorate=True)
    assert (research.total, research.prorated, research.missing) == (9, True, ("8", "9"))
    assert score(questionnaire("phq-9"), {"1": 1, "2": 1}, prorate=True).total is None


@pytest.mark.parametrize(
    ("fills", "first", "days", "pdc", "mpr"),
    [
        ([("2025-01-01", 30), ("2025-01-26", 30), ("2025-03-15", 30)], "2025-01-01", 100, 0.87, 0.90),
        ([("2025-01-01", 30), ("2025-01-05", 30), ("2025-01-09", 30), ("2025-01-13", 30)], "2025-01-01", 90, 1.00, 4 / 3),
    ],
)
def test_adherence(fills: list[tuple[str, int]], first: str, days: int, pdc: float, mpr: float) -> None:
    started = date.fromisoformat(first)
    found = adherence(
        [Fill(date.fromisoformat(on), lasts) for on, lasts in fills],
        started_on=started,
        ended_on=started + timedelta(days=days - 1),
    )
    assert found.period_days == days
    assert found.pdc == pytest.approx(pdc)
    assert found.mpr == pytest.approx(mpr)
    assert found.mpr_capped == min(1.0, found.mpr)


@pytest.mark.parametrize(
    ("key", "value", "given", "wanted", "expected"),
    [
        ("glucose", "18.016", "mg/dL", "mmol/L", "1"),
        ("glucose", "5.5", "mmol/L", "mg/dL", "99.088"),
        ("hba1c", "48", "mmol/mol", "%", "6.54304"),
        ("hba1c", "7", "%", "mmol/mol", "52.9951902055094"),
        ("temperature", "98.6", "[degF]", "Cel", "37"),
        ("weight", "150", "[lb_av]", "kg", "68.0388555"),
        ("height", "1.80", "m", "cm", "180"),
        ("bp_systolic", "16", "kPa", "mm[Hg]", "120.010200867074"),
        ("cholesterol", "5", "mmol/L", "mg/dL", "193.35"),
        ("creatinine", "1", "mg/dL", "umol/L", "88.4"),
        ("sleep", "450", "min", "h", "7.5"),
    ],
)
def test_units(key: str, value: str, given: str, wanted: str, expected: str) -> None:
    assert measures.convert_reading(key, value, given, wanted) == Decimal(expected)


@pytest.mark.parametrize(
    ("key", "value", "unit"),
    [("heart_rate", 19, "/min"), ("heart_rate", 251, "/min"), ("bp_systolic", 49, "mmHg"), ("bp_systolic", 301, "mmHg"),
     ("glucose", 9, "mg/dL"), ("glucose", 1001, "mg/dL"), ("temperature", 29.9, "°C"), ("temperature", 45.1, "°C"),
     ("pain", 11, "{score}")],
)
def test_what_cannot_be_is_refused(key: str, value: float, unit: str) -> None:
    with pytest.raises(ImpossibleValue) as refusal:
        measures.judge_reading(key, value, unit)
    assert refusal.value.status == 422


@pytest.mark.parametrize(
    ("key", "value", "unit", "age", "level"),
    [
        ("glucose", 53, "mg/dL", None, Level.NOW),
        ("glucose", 54, "mg/dL", None, None),
        ("glucose", 17, "mmol/L", None, Level.TODAY),
        ("glucose", 600, "mg/dL", 40, Level.NOW),
        ("oxygen_saturation", 92, "%", None, Level.NOW),
        ("oxygen_saturation", 0.94, "1", None, Level.TODAY),
        ("bp_systolic", 180, "mmHg", 50, Level.TODAY),
        ("bp_systolic", 180, "mmHg", 9, None),
        ("temperature", 38, "°C", 0.1, Level.NOW),
        ("temperature", 38, "°C", 30, None),
        ("temperature", 38, "°C", None, None),
        ("temperature", 104, "°F", 30, Level.TODAY),
    ],
)
def test_a_dangerous_reading_shows_whom_to_turn_to(
    key: str, value: float, unit: str, age: float | None, level: Level | None
) -> None:
    found = measures.judge_reading(key, value, unit, age_years=age)
    assert found.danger is level
    assert bool(found.notice) is (level is not None)
