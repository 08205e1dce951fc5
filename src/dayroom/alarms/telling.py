"""Verdicts as JSON, as a table and as sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np

from dayroom.engines import signals

from .judging import Verdict, Verdicts
from .periods import NAMES, Arranged
from .reading import Table

# not judged is not "no alarm"
UNKNOWN = frozenset({signals.Reason.SHORT, signals.Reason.MISSING, signals.Reason.GAPS, signals.Reason.NO_FIT})
BREAKS = {
    signals.Kind.SILENT: "went silent",
    signals.Kind.DIP: "fell to {ratio:.0%} of what it was and stayed there",
    signals.Kind.DOUBLE: "rose to {ratio:.1f} times what it was and stayed there",
}


def as_json(table: Table, verdicts: Verdicts) -> Iterator[str]:
    """One object per row of the file, in its order, as pieces of one JSON list; null where there is no past."""
    number = len(table.rows)
    expected, limit = np.full(number, np.nan), np.full(number, np.nan)
    alarm: list[bool | None] = [None] * number
    for verdict in verdicts.verdicts:
        judged, row = verdict.judged, verdict.at
        for period, at in enumerate(verdict.series.row_at):
            if at is not None:
                expected[at], limit[at] = judged.expected[row, period], judged.limit[row, period]
                if judged.reason[row, period] not in UNKNOWN:
                    alarm[at] = bool(judged.alarm[row, period])
    for at, one in enumerate(table.rows):
        made = {
            **_name(table, one.place, one.topic),
            "date": one.written,
            "observed": one.count,
            "expected": _known(expected[at]),
            "limit": _known(limit[at]),
            "alarm": alarm[at],
        }
        yield ("[" if at == 0 else ",\n ") + json.dumps(made, allow_nan=False)
    yield "]"


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _name(table: Table, place: str, topic: str) -> dict[str, str]:
    return ({"place": place} if table.has_place else {}) | ({"topic": topic} if table.has_topic else {})


def title(verdict: Verdict) -> str:
    """What a series is called."""
    return ", ".join(part for part in (verdict.series.place, verdict.series.topic) if part) or "all counts"


def as_table(arranged: Arranged, verdict: Verdict, newest: int) -> str:
    """The newest periods of one series, with an arrow at alarms."""
    lines = [f"{'date':<12}{'count':>10}{'expected':>12}{'limit':>12}"]
    rows = verdict.rows()
    start = max(len(rows) - newest, 0)
    for at, row in enumerate(rows[start:], start=start):
        cells = (_number(row["observed"], 0), _number(row["expected"], 1), _number(row["limit"], 1))
        day = arranged.day(verdict.series.start + at)
        mark = "  << alarm" if row["alarm"] else _why(row["reason"])
        lines.append(f"{day!s:<12}{cells[0]:>10}{cells[1]:>12}{cells[2]:>12}{mark}")
    return "\n".join(lines)


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:,.{digits}f}"


def _why(reason: signals.Reason) -> str:
    return "" if reason == signals.Reason.JUDGED else f"  {signals.SENTENCES[reason]}"


def sentences(arranged: Arranged, verdicts: Verdicts, verdict: Verdict) -> list[str]:
    """What a person should take away from one series."""
    unit = NAMES[arranged.per_year]
    rows = verdict.rows()
    judged = [row for row in rows if row["reason"] == signals.Reason.JUDGED]
    alarms = [(at, row) for at, row in enumerate(rows) if row["alarm"]]
    if not judged:
        return [_not_judged(verdict, verdicts.needs, unit)]
    made = [f"{len(judged)} of {len(rows)} {unit}s were judged, {len(alarms)} with an alarm."]
    for at, row in alarms[-3:]:
        day = arranged.day(verdict.series.start + at)
        made.append(f"{day}: {row['observed']:,}; expected {row['expected']:,.1f}, limit {row['limit']:,.1f}.")
    if alarms:
        made.append("An alarm is a reason to look, not a finding: news, a campaign or a changed source can cause it.")
    for found in verdict.breaks[-3:]:
        day = arranged.day(verdict.series.start + found.at)
        what = BREAKS[found.kind].format(ratio=found.ratio)
        made.append(f"{day}: the source {what}. Ask whoever supplies it before you read alarms after that day.")
    return made


def _not_judged(verdict: Verdict, needed: int, unit: str) -> str:
    rows = verdict.rows()
    reasons = {row["reason"] for row in rows}
    if signals.Reason.SHORT in reasons and len(rows) <= needed:
        return str(signals.SeriesTooShort(needed + 1, len(rows))).replace("periods", f"{unit}s") + "."
    worst = max(reasons - {signals.Reason.SHORT}, default=signals.Reason.SHORT)
    return f"Nothing could be judged: {signals.SENTENCES[signals.Reason(worst)]}."
