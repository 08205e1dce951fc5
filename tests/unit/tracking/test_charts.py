"""Charts: what is drawn, what is said for who does not see it, and the same as a table."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from dayroom.apps.tracking.presenters.charts import Bar, Mark, Wanted, chart, standalone
from dayroom.apps.tracking.vocabulary.records import DayShown
from dayroom.platform.axes import date_ticks, ticks

FIRST = date(2026, 1, 1)


def parsed(picture: str) -> ET.Element:
    """Raises where it is no whole picture."""
    return ET.fromstring(picture)  # noqa: S314  # drawn by us


def days(values: list[float], apart: int = 1) -> list[DayShown]:
    return [DayShown(FIRST + timedelta(days=at * apart), 1, v - 1, v, v + 1, v) for at, v in enumerate(values)]


def wanted(values: list[float], **more: object) -> Wanted:
    shown = days(values)
    until = shown[-1].on if shown else FIRST
    facts: dict[str, object] = {"name": "Sugar", "unit": "mmol/L", "since": FIRST, "until": until, "days": shown}
    return Wanted(**(facts | more))  # type: ignore[arg-type]  # fields by name


def test_the_picture_has_a_line_a_band_words_and_a_table_that_says_the_same() -> None:
    made = chart(wanted([5.0, 6.0, 7.0]), key="c")
    root = parsed(made.wide)
    assert root.get("role") == "img"
    assert made.wide.count("<polyline") == 1
    assert made.wide.count("<polygon") == 1
    assert "Lowest 4, highest 8, in the middle 6 mmol/L." in made.words
    assert [(row.value, row.low, row.high) for row in made.rows] == [("7", "6", "8"), ("6", "5", "7"), ("5", "4", "6")]
    ids = re.findall(r' id="([^"]+)"', made.narrow + made.wide)
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize("values", [[], [5.0], [5.0, 5.0], [0.0, 0.0, 0.0], [-5.0, 1e9], [0.001, 0.002]])
def test_every_picture_is_whole_and_inside_its_frame(values: list[float]) -> None:
    for frame, width in (("narrow", 360), ("wide", 740)):
        root = parsed(getattr(chart(wanted(values), key="c"), frame))
        places = [float(one.get("cx", "0")) for one in root.iter("circle")]
        assert all(0 <= place <= width for place in places)
    parsed(standalone(wanted(values)))


def test_names_are_escaped_and_treatments_outside_the_time_are_left_out() -> None:
    bars = [Bar("<b>Old</b>", FIRST - timedelta(days=9), FIRST - timedelta(days=2)), Bar("A & B", FIRST)]
    made = chart(wanted([1.0, 2.0], bars=bars, marks=[Mark("</svg><script>", FIRST)]), key="c")
    parsed(made.wide)
    assert "Old" not in made.wide
    assert "A &amp; B" in made.wide
    assert "<script" not in made.wide
    assert (len(made.bars), len(made.marks)) == (1, 1)


def test_a_long_gap_ends_the_line() -> None:
    held = [*days([1.0, 2.0]), DayShown(FIRST + timedelta(days=60), 1, 3, 3, 3, 3)]
    made = chart(wanted([1.0], days=held, until=held[-1].on), key="c")
    assert made.wide.count("<polyline") == 1
    assert made.wide.count("<circle") == 3


def test_what_adds_up_begins_at_nothing_and_has_no_band() -> None:
    made = chart(wanted([5000.0, 6000.0], adds_up=True, places=0), key="c")
    assert "<polygon" not in made.wide
    assert ">0</text>" in made.wide


@pytest.mark.parametrize(("low", "high"), [(0, 1), (4.1, 9.3), (-3, 250), (99.99, 100), (0.0001, 0.0002), (0, 200_000)])
def test_the_axis_spans_the_values_with_round_numbers(low: float, high: float) -> None:
    marks = ticks(low, high)
    assert marks[0] <= low + 1e-9
    assert marks[-1] >= high - 1e-9
    assert 2 <= len(marks) <= 7


@pytest.mark.parametrize("span", [1, 6, 30, 90, 365, 1500, 9000])
def test_days_below_the_axis_are_few_and_inside(span: int) -> None:
    until = FIRST + timedelta(days=span)
    marks = date_ticks(FIRST, until, 7)
    assert 1 <= len(marks) <= 8
    assert all(FIRST <= one <= until for one in marks)


def test_in_another_language_the_words_follow() -> None:
    with translation.override("es"):
        assert chart(wanted([]), key="c").words
