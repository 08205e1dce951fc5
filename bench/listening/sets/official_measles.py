"""Measles in the United States 2025-26 as official counts: when each detector first alarms, against the known start."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date, timedelta

from bench.guard.rows import Measured
from bench.listening.sets.counting import STEPS, Verdicts, official, verdicts
from bench.listening.sets.reading import set_file
from dayroom.apps.listening.rules.official import Reading
from dayroom.apps.listening.vocabulary.desk import Columns

SET = "measles_us_2025_jhu"
FIRST_OF_SET = date(2025, 1, 16)  # the first day of the county file
STARTED = date(2025, 1, 20)  # Monday of the first week with cases, late January 2025
LARGEST = 5
_NOTE = ("The known start is late January 2025 (public reports as the set tells them), here the week of Monday, 20 "
         "January. The weekly file begins two weeks before it: a detector that needs seven weeks of past says so "
         "until the end of February, when the outbreak is its past already; one that needs years never speaks. Over a "
         "past of nothing but zeros Farrington Flexible finds no fit, and the one of R's surveillance gives no limit "
         "there either: of an illness that was not there before, the others tell first.")  # fmt: skip


def measure() -> list[Measured]:
    texas, reading = official("Texas", set_file(SET, "Top_states_time_series.csv"), Columns("week_end", "TX_cases"),
                              period="week")  # fmt: skip
    counties = _counties()
    # a county has lines only for days with news: before and between them nothing was added
    gaines, _told = official("Gaines", _daily(counties["Gaines, Texas"]), Columns("date", "value"), period="day")
    weekly, _told = official("Gaines by week", _daily(counties["Gaines, Texas"]), Columns("date", "value"),
                             period="week")  # fmt: skip
    return [
        *_brought("Texas by week", texas, reading),
        *_told_by("Texas by week", texas, "week"),
        *_told_by("Texas by week, with six empty years before (assumed)", _after_nothing(texas), "week"),
        *_told_by("Gaines County by week of report", weekly, "week"),
        *_told_by("Gaines County by day of report", gaines, "day"),
        *_largest(counties),
    ]


def _after_nothing(days: dict[date, float]) -> dict[date, float]:
    """What the detectors would have had with a past: nearly no measles there, here none. Assumed, not of the set."""
    first = min(days)
    return {first - timedelta(7 * at): 0.0 for at in range(1, 6 * 52)} | days


def _counties() -> dict[str, dict[date, float]]:
    made: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for row in csv.DictReader(io.StringIO(set_file(SET, "measles_county_all_updates.csv").decode())):
        made[row["location_name"]][date.fromisoformat(row["date"])] += max(float(row["value"]), 0.0)
    return made


def _daily(values: dict[date, float]) -> bytes:
    last = max(values)
    days = (FIRST_OF_SET + timedelta(at) for at in range((last - FIRST_OF_SET).days + 1))
    return ("date,value\n" + "".join(f"{on},{values.get(on, 0):.0f}\n" for on in days)).encode()


def _brought(task: str, days: dict[date, float], reading: Reading) -> list[Measured]:
    return [Measured("real", task, SET, "lines that could not be read", len(reading.bad), len(days), reach="<= 0")]


def _told_by(task: str, days: dict[date, float], period: str) -> list[Measured]:
    made = []
    for name, found in verdicts(days, period).items():
        made.append(_row(task, name, found, (len(days), period)))
    return made


def _row(task: str, name: str, found: Verdicts, judged_of: tuple[int, str]) -> Measured:
    periods, period = judged_of
    after = [on for on in found.alarms if on >= STARTED]
    # a period is known when it is over
    known = timedelta(STEPS[period] - 1)
    weeks = (after[0] + known - STARTED).days / 7 if after else float("nan")
    many = f"{len(after)} alarms since the start, {len(found.alarms) - len(after)} before it"
    said = f"{name}: {many}, in {found.judged} of {periods} {period}s it could judge"
    return Measured("real", task, SET, f"{said}; first one known after the start, weeks", weeks, periods, note=_NOTE)


def _largest(counties: dict[str, dict[date, float]]) -> list[Measured]:
    """The site's own daily detector on the largest outbreaks: days from the first report to the first alarm."""
    made = []
    order = sorted(counties, key=lambda name: (-sum(counties[name].values()), name))[:LARGEST]
    for name in order:
        days, _reading = official(name, _daily(counties[name]), Columns("date", "value"), period="day")
        first = min(on for on, value in days.items() if value)
        found = verdicts(days, "day")["ears-c2"]
        after = [on for on in found.alarms if on >= first]
        measure = f"{name}: {len(found.alarms)} alarms (ears-c2); first one after the first report, days"
        value = (after[0] - first).days if after else float("nan")
        made.append(Measured("real", "largest county outbreaks", SET, measure, value, len(days)))
    return made
