"""Visits for influenza-like illness in the United States by week (ILINet): what detectors say of its seasons.

The known start of a season is the first of three weeks in a row in which more than 2.2 in 100 visits were for such an
illness: near to the national baselines of these years, which the set does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median

from bench.guard.rows import Measured
from bench.listening.sets.counting import Verdicts, official, verdicts
from bench.listening.sets.reading import set_file
from dayroom.apps.listening.vocabulary.desk import Columns

SET = "flu_ilinet_gft"
BASELINE, IN_A_ROW = 0.022, 3
STATES = ("Texas", "California", "New York")
SEASON_STARTS = (8, 1)  # month and day: what alarms after it belongs to the season that comes
_NOTE = ("Lead: weeks from the first alarm since 1 August to the start; above zero: the alarm came first. Detectors "
         "that know seasons are made to be silent in a season like others: few alarms are no fault of "
         "theirs.")  # fmt: skip


def measure() -> list[Measured]:
    content = set_file(SET, "ILINet.csv.gz")
    ill, reading = official("ILI, United States", content, _columns("ILITOTAL"), period="week")
    seen, _reading = official("All visits", content, _columns("TOTAL PATIENTS"), period="week")
    starts = _starts({on: ill[on] / seen[on] for on in ill if seen.get(on)})
    where = ("real", "flu of the United States by week", SET)
    rows = [
        Measured(*where, "weeks read", len(ill), (max(ill) - min(ill)).days // 7 + 1,
                 note="States added up by the site's reader. Lines without a number are those of a state and week "
                      "without a report."),
        Measured(*where, "lines without a number", len(reading.bad), content.count(b"\n") - 1),
        Measured(*where, "seasons with a known start", len(starts), len(ill) // 52),
    ]  # fmt: skip
    for name, found in verdicts(ill, "week").items():
        rows.append(_row("flu of the United States by week", name, found, starts, len(ill)))
    for state in STATES:
        days, _told = official(
            f"ILI, {state}", content, Columns("YEAR", "ILITOTAL", "WEEK", "REGION", state), period="week"
        )
        for name in ("ears-c2", "farrington-flexible"):
            found = verdicts(days, "week")[name]
            rows.append(_row(f"flu of {state} by week", name, found, starts, len(days)))
    return rows


def _columns(value: str) -> Columns:
    return Columns("YEAR", value, "WEEK", "REGION TYPE", "States")


def _starts(shares: Mapping[date, float]) -> list[date]:
    """The start of each season from August to July."""
    made: dict[int, date] = {}
    for on in sorted(shares):
        row = [shares.get(on + timedelta(7 * at), 0.0) for at in range(IN_A_ROW)]
        if min(row) > BASELINE:
            made.setdefault(_season(on), on)
    first = min(shares)
    # the first season began before the file did
    return [on for on in made.values() if on - first > timedelta(21)]


def _season(on: date) -> int:
    return on.year if (on.month, on.day) >= SEASON_STARTS else on.year - 1


def _row(task: str, name: str, found: Verdicts, starts: Sequence[date], weeks: int) -> Measured:
    judged = [start for start in starts if found.since and start >= found.since]
    leads = []
    for start in judged:
        before = [on for on in found.alarms if _season(on) == _season(start)]
        if before:
            leads.append((start - min(before)).days / 7)
    told = f" (of all seasons {min(leads):.0f} to {max(leads):.0f})" if leads else ""
    measure = (f"{name}: {len(found.alarms)} alarms in {found.judged} weeks it could judge, in {len(leads)} of "
               f"{len(judged)} seasons; middle lead before the start, weeks{told}")  # fmt: skip
    return Measured("real", task, SET, measure, median(leads) if leads else float("nan"), weeks, note=_NOTE)
