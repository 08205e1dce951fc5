"""What the desk says of a topic, which places it shows, and when two series move together."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

import pytest

from dayroom.apps.listening.presenters.comparing import in_periods
from dayroom.apps.listening.rules import official, places
from dayroom.apps.listening.rules.comparing import moves_together
from dayroom.apps.listening.rules.growth import by_year
from dayroom.apps.listening.rules.places import Cell
from dayroom.apps.listening.rules.series import judged, told, wilson
from dayroom.apps.listening.rules.topics import WORDS_EACH_SIDE, fragment
from dayroom.apps.listening.vocabulary import LEAST_AUTHORS
from dayroom.apps.listening.vocabulary.desk import Columns, DayCount, PlaceFacts, Standing

MONDAY = date(2026, 3, 2)
TODAY = MONDAY + timedelta(21)
STEADY = [10, 14, 9, 6, 13, 11, 15] * 6


def standing(values: list[int | None], *, open_day: int | None = None) -> Standing:
    since = MONDAY
    last = since + timedelta(len(values) - 1)
    today = last if open_day is not None else last + timedelta(1)
    return told(judged(values, since, today=today)).standing


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([*STEADY], Standing.USUAL),
        ([*STEADY, 60], Standing.UNUSUAL),
        ([*STEADY, 16, 15, 14, 17, 15, 16, 16], Standing.RISING),
        ([*STEADY, 4, 5, 3, 4, 5, 4, 3], Standing.FALLING),
        ([*STEADY, None, None], Standing.SILENT),
        ([5, 6, 40], Standing.SHORT),
        ([], Standing.WAITING),
    ],
)
def test_a_topic_stands_as_its_days_say(values: list[int | None], expected: Standing) -> None:
    assert standing(values) == expected


def test_a_day_that_still_runs_is_never_unusual() -> None:
    assert standing([*STEADY, 60], open_day=1) == Standing.USUAL


def facts(code: str) -> PlaceFacts:
    known = {"US": ("", 300_000_000), "US-CA": ("US", 39_000_000), "US-TX": ("US", 29_000_000),
             "US-NY": ("US", 19_000_000), "US-CA.small": ("US-CA", 900), "150": ("", 700_000_000)}
    parent, people = known.get(code, ("", 0))
    return PlaceFacts(code, code, "AREA" if code == "150" else "", parent, people)


def shown(**cells: tuple[int, int]) -> set[str]:
    made = {name.replace("_", "-"): Cell(name.replace("_", "-"), *told) for name, told in cells.items()}
    return set(places.shown_in_week(made, facts))


def test_a_place_needs_people_and_writers() -> None:
    made = {"US": Cell("US", 90, 60), "US-CA": Cell("US-CA", 40, 10), "US-CA.small": Cell("US-CA.small", 40, 40)}
    assert set(places.shown_in_week(made, facts)) == {"US"}


def test_one_hidden_part_is_not_left_over_when_the_others_are_subtracted() -> None:
    assert shown(US=(100, 70), US_CA=(60, 40), US_TX=(35, 30), US_NY=(5, 4)) == {"US", "US-CA"}


def test_a_rest_of_many_with_more_than_one_part_may_stay() -> None:
    assert shown(US=(160, 90), US_CA=(60, 40), US_TX=(35, 30)) == {"US", "US-CA", "US-TX"}


def test_no_small_number_can_be_worked_out_from_what_is_shown() -> None:
    """Any parts of any sizes: what is left over by subtraction is nothing, or eleven and more."""
    random.seed(4)
    for _ in range(400):
        parts = {code: random.choice([0, 2, 7, 12, 30]) for code in ("US-CA", "US-TX", "US-NY")}
        whole = sum(parts.values()) + random.choice([0, 1, 9, 40])
        cells = {code: Cell(code, n, n) for code, n in {**parts, "US": whole}.items() if n}
        seen = places.shown_in_week(cells, facts)
        if "US" in seen:
            rest = whole - sum(cell.mentions for code, cell in seen.items() if code != "US")
            assert rest == 0 or rest >= LEAST_AUTHORS or len(seen) == 1


def test_only_whole_weeks_that_are_over_are_shown_and_no_part_of_the_world() -> None:
    rows = [DayCount(MONDAY + timedelta(at), 20, authors=18, authors_window=60, key=key)
            for at in range(24) for key in ("US", "150")]
    weeks = places.weeks_shown(rows, facts, today=TODAY + timedelta(2))
    assert [first for first, cells in weeks.items() if cells] == [MONDAY, MONDAY + timedelta(7), MONDAY + timedelta(14)]
    assert {code for cells in weeks.values() for code in cells} == {"US"}
    added = places.added_up(weeks, facts, last=1, today=TODAY + timedelta(2))
    assert [(one.mentions, one.before, one.writers) for one in added] == [(140, 140, 60)]


def test_days_of_one_loud_writer_do_not_make_a_place() -> None:
    rows = [DayCount(MONDAY + timedelta(at), 50, authors=1, authors_window=1, key="US") for at in range(7)]
    assert places.weeks_shown(rows, facts, today=TODAY) == {MONDAY: {}}


def weekly(values: list[float]) -> dict[date, float]:
    return {MONDAY + timedelta(7 * at): value for at, value in enumerate(values)}


def test_talk_that_comes_two_weeks_before_the_counts_is_found() -> None:
    random.seed(2)
    wave = [10 + 8 * math.sin(at / 3) + random.random() * 12 for at in range(90)]
    counts = [5.0, 5.0, *(value + random.random() * 6 for value in wave[:-2])]
    found = moves_together(weekly(wave), weekly(counts), step_days=7)
    assert found is not None
    assert (found.best.lag, found.is_sure) == (2, True)
    assert found.low < found.best.r < found.high


def test_two_series_of_chance_are_not_called_related() -> None:
    random.seed(8)
    sure = 0
    for _ in range(60):
        one, two = ([random.gauss(20, 4) for _ in range(60)] for _ in range(2))
        found = moves_together(weekly(one), weekly(two), step_days=7)
        sure += bool(found and found.is_sure)
    assert sure <= 6  # 5 in 100 are allowed to be


def test_too_few_periods_say_nothing() -> None:
    assert moves_together(weekly([1.0, 2.0, 3.0]), weekly([1.0, 2.0, 3.0]), step_days=7) is None


def test_a_week_that_was_not_read_is_left_out_and_not_counted_low() -> None:
    days = {MONDAY + timedelta(at): 2.0 for at in range(14)}
    read = frozenset(on for on in days if on != MONDAY + timedelta(8) and on != MONDAY + timedelta(9))
    assert in_periods(days, "week", read=read) == {MONDAY: 14.0}


def test_growth_is_told_only_of_whole_years() -> None:
    days = {date(2024, 1, 1) + timedelta(at): 1.0 for at in range(366 + 365 + 40)}
    found = by_year(days)
    assert [(one.year, one.percent, one.is_whole) for one in found] == [
        (2024, None, True), (2025, "−0", True), (2026, None, False)]
    numbers = {date(year, 1, 1): float(count) for year, count in
               ((2016, 25), (2017, 42), (2018, 28), (2019, 185), (2020, 264))}
    assert [one.percent for one in by_year(numbers, step_days=365)] == [None, "+68", "−33", "+561", "+43"]


def test_an_interval_of_a_share_lies_between_none_and_all() -> None:
    for hits in range(21):
        low, high = wilson(hits, 20)
        assert 0 <= low <= hits / 20 <= high <= 1


def test_a_fragment_holds_few_words_and_none_where_nothing_is_found() -> None:
    text = " ".join(f"w{at}" for at in range(200)) + " flu " + " ".join(f"v{at}" for at in range(200))
    made = fragment(text, "(^|[^a-z0-9])(?:flu)($|[^a-z0-9])", post_key=7, on=MONDAY)
    assert made is not None
    assert (len(made.before.split()), made.found, len(made.after.split())) == (WORDS_EACH_SIDE, "flu", WORDS_EACH_SIDE)
    assert fragment("nothing here", "(flu)", post_key=7, on=MONDAY) is None


CSV = b"A title of the file\nweek_start;cases;place\n2026-01-05;1,204;A\n2026-01-12;=1+1;A\n2026-01-12;7;B\nsoon;3;A\n2031-01-01;3;A\n"


def test_each_line_of_an_official_file_is_read_on_its_own() -> None:
    found = official.read_official(CSV, Columns("week_start", "cases"), period="week", today=TODAY)
    assert dict(found.days) == {date(2026, 1, 5): 1204.0, date(2026, 1, 12): 7.0}
    assert [bad.number for bad in found.bad] == [4, 6, 7]
    only = official.read_official(CSV, Columns("week_start", "cases", where="place", is_value="B"),
                                  period="week", today=TODAY)
    assert dict(only.days) == {date(2026, 1, 12): 7.0}


def test_a_column_that_was_neither_named_nor_found_is_asked_for() -> None:
    with pytest.raises(official.NoSuchColumn):
        official.read_official(b"week_start,FL_cases,TX_cases\n2026-01-05,1,2\n", Columns("week_start", ""),
                               period="week", today=TODAY)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", official.NotATable), (b"just words\nand more\n", official.NotATable),
        (b"a,b\n1,2\n", official.NoSuchColumn), (b"date,value\nsoon,many\n", official.NothingInIt),
        (b"\xff\xfe\x00d", official.NotATable), (b"date,value\n" + b"x" * official.FILE_MOST, official.FileTooLarge),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        official.read_official(content, Columns("date", "value"), period="day", today=TODAY)


def test_the_week_that_runs_names_places_and_gives_no_number() -> None:
    """Whoever wrote in the week before is taken off, so that there were at least so many."""
    before = [DayCount(MONDAY + timedelta(at), 3, authors=3, authors_window=9, key="US-TX") for at in range(4, 7)]
    now = [DayCount(MONDAY + timedelta(at), 9, authors=7, authors_window=20, key="US-TX") for at in range(7, 9)]
    few = [DayCount(MONDAY + timedelta(8), 9, authors=6, authors_window=16, key="US-CA"),
           DayCount(MONDAY + timedelta(5), 9, authors=6, authors_window=9, key="US-CA")]
    found = places.this_week([*before, *now, *few], facts, today=MONDAY + timedelta(9))
    assert [place.code for place in found] == ["US-TX"]  # 20 less nine of the week before; 16 less six is ten
    assert places.this_week(now, facts, today=MONDAY + timedelta(9)) == []  # what was before is not known
