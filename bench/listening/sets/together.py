"""Posts with the French word for flu on one network, against what authorities count in the same weeks.

The counts of posts come in as a file of counts, as an analyst would bring them, and are held against official counts
by the function of the desk: best lag within eight weeks either way, and an interval that knows how many were tried.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, timedelta

from bench.guard.rows import Measured
from bench.listening.sets.counting import official
from bench.listening.sets.reading import NOW, counted_topic, set_file, take_file
from dayroom.apps.listening.actions.tallies import recount
from dayroom.apps.listening.presenters.comparing import in_periods
from dayroom.apps.listening.queries.desk import known_days, whole_series
from dayroom.apps.listening.rules.comparing import LAGS_MOST, moves_together
from dayroom.apps.listening.vocabulary.desk import Columns

SET, OTHER = "social_signal_bluesky_flu", "flu_ilinet_gft"
WORD = "grippe"
SEASON = date(2024, 9, 30)
_NOTE = ("Lag: weeks by which posts come before the official counts; below zero: after. The posts are of France and "
         "Belgium, the counts of Germany (GrippeWeb, ILI for 100,000 people) and of the United States (admissions): "
         "winters of neighbors, not the same people. Two winters beside each other always look alike. The network grew "
         "many times over in 2024, and the whole overlap carries that growth.")  # fmt: skip


def measure() -> list[Measured]:
    content = set_file(SET, "daily_counts.csv")
    take_file("counts.csv", _every_day(content))
    recount(None, now=NOW)
    mentions = whole_series(counted_topic(WORD, WORD, language="any"))
    days = {on: float(count) for on, count in mentions.items()}
    said = in_periods(days, "week", read=frozenset(known_days(days)))
    germany = official("GrippeWeb ILI", _grippeweb(), Columns("Kalenderwoche", "Inzidenz"), period="week")[0]
    admissions = official(
        "Admissions",
        set_file(OTHER, "flusight_target-hospital-admissions.csv.gz"),
        Columns("date", "value", "", "location", "US"),
        period="week",
    )[0]
    ilinet = official("ILINet", set_file(OTHER, "ILINet.csv.gz"),
                      Columns("YEAR", "ILITOTAL", "WEEK", "REGION TYPE", "States"), period="week")[0]  # fmt: skip
    rows = [Measured("real", "posts with “grippe”, by week", SET, "weeks counted whole", len(said), len(said))]
    for name, counted in (("GrippeWeb, Germany", germany), ("admissions, United States", admissions),
                          ("ILINet, United States", ilinet)):  # fmt: skip
        rows += _compared(name, "all weeks", said, counted)
        rows += _compared(name, "season 2024-25", {on: n for on, n in said.items() if on >= SEASON}, counted)
    return rows


def _every_day(content: bytes) -> bytes:
    """The set names days with posts only; the days between were searched as well and had none."""
    held: dict[date, int] = {}
    every: list[date] = []
    for row in csv.DictReader(io.StringIO(content.decode())):
        on = date.fromisoformat(row["date"])
        every.append(on)
        if row["query"] == WORD:
            held[on] = held.get(on, 0) + int(row["posts"])
    days = (min(every) + timedelta(at) for at in range((max(every) - min(every)).days + 1))
    return ("query,date,posts\n" + "".join(f"{WORD},{on},{held.get(on, 0)}\n" for on in days)).encode()


def _grippeweb() -> bytes:
    """Of the whole file the lines of the whole country, all ages."""
    whole = set_file(OTHER, "GrippeWeb_Daten_des_Wochenberichts.tsv.gz").decode()
    told = csv.DictReader(io.StringIO(whole), delimiter="\t")
    wanted = {"Erkrankung": "ILI", "Altersgruppe": "00+", "Region": "Bundesweit"}
    lines = [f"{row['Kalenderwoche']},{row['Inzidenz']}\n" for row in told
             if all(row[name] == value for name, value in wanted.items())]  # fmt: skip
    return ("Kalenderwoche,Inzidenz\n" + "".join(lines)).encode()


def _compared(name: str, span: str, said: Mapping[date, float], counted: Mapping[date, float]) -> list[Measured]:
    where = ("real", f"posts with “grippe” and {name}, {span}", SET)
    overlap = len(set(said) & set(counted))
    found = moves_together(said, counted, step_days=7)
    if found is None:
        return [Measured(*where, "correlation: too few weeks are in both", float("nan"), overlap, note=_NOTE)]
    level = next(one for one in found.tried if one.lag == 0)
    edge = " (the edge of what was tried)" if abs(found.best.lag) == LAGS_MOST else ""
    return [
        Measured(*where, f"best lag, weeks{edge}", found.best.lag, found.best.periods, note=_NOTE),
        Measured(*where, "correlation at the best lag", found.best.r, found.best.periods, found.low, found.high),
        Measured(*where, "correlation without a lag", level.r, level.periods),
        Measured(*where, "weeks that count as independent", found.effective, found.best.periods),
    ]
