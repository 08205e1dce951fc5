"""Forms that real input has: weeks as in the United States, headlines that name a country anywhere, counts without posts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dayroom.apps.listening.actions.sources import place_code
from dayroom.apps.listening.queries.judging import Cell, Counted
from dayroom.apps.listening.rules.official import read_official
from dayroom.apps.listening.vocabulary.desk import Columns

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(("title", "code"), [
    ("Cholera – Haiti", "HT"), ("2003 - Cholera in Mozambique", "MZ"), ("Avian flu in Indonesia - update 12", "ID"),
    ("Ebola in Guinea and Liberia", ""), ("Cholera in West Africa", ""), ("Yellow fever", ""),
])  # fmt: skip
def test_a_notice_is_placed_by_the_one_country_of_its_headline(title: str, code: str) -> None:
    assert place_code("", title) == code


def test_weeks_of_a_file_with_a_week_53_that_only_the_united_states_have_are_theirs() -> None:
    lines = b"YEAR,WEEK,ILITOTAL\n2014,52,1\n2014,53,2\n2015,1,3\n"
    read = read_official(lines, Columns("YEAR", "ILITOTAL", "WEEK"), period="week", today=TODAY)
    first = date(2014, 12, 22)
    assert dict(read.days) == {first + timedelta(7 * at): at + 1.0 for at in range(3)}
    assert not read.bad
    # nothing says so: as elsewhere in the world
    plain = read_official(b"YEAR,WEEK,N\n2015,1,3\n", Columns("YEAR", "N", "WEEK"), period="week", today=TODAY)
    assert list(plain.days) == [date(2014, 12, 29)]


def test_a_week_that_begins_on_a_sunday_is_that_of_its_monday() -> None:
    lines = b"week_start,week_end,cases\n2025-01-19,2025-01-25,11\n"
    for column in ("week_start", "week_end"):
        read = read_official(lines, Columns(column, "cases"), period="week", today=TODAY)
        assert dict(read.days) == {date(2025, 1, 20): 11.0}


def test_counts_that_come_ready_are_known_on_their_own_days() -> None:
    days = [date(2025, 1, 1) + timedelta(at) for at in range(3)]
    made = Counted(days, {days[2]}, {7: days[2]}, {(7, "", ""): {days[0]: Cell(4, 0, 0)}})
    known = made.values((7, "", ""))
    assert known[0] == 4
    assert known[1] != known[1], "neither read nor counted: not known"
    assert known[2] == 0
