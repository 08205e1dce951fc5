"""Verdicts as JSON, as a table and as sentences."""

from __future__ import annotations

from typing import Any

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


def as_json(table: Table, verdicts: Verdicts) -> list[dict[str, Any]]:
    """One object per row of the file, in its order; null where there is no past to judge by."""
    made: list[dict[str, Any]] = [
        {**_name(table, row.place, row.topic), "date": row.written, "observed": row.count}
        | {"expected": None, "limit": None, "alarm": None}
        for row in table.rows
    ]
    for verdict in verdicts.verdicts:
        for at, seen in zip(verdict.series.row_at, verdict.rows, strict=True):
            if at is not None:
                made[at] |= {"expected": seen["expected"], "limit": seen["limit"]}
                made[at]["alarm"] = None if seen["reason"] in UNKNOWN else seen["alarm"]
    return made


def _name(table: Table, place: str, topic: str) -> dict[str, str]:
    return ({"place": place} if table.has_place else {}) | ({"topic": topic} if table.has_topic else {})


def title(verdict: Verdict) -> str:
    """What a series is called."""
    return ", ".join(part for part in (verdict.series.place, verdict.series.topic) if part) or "all counts"


def as_table(arranged: Arranged, verdict: Verdict, newest: int) -> str:
    """The newest periods of one series, with an arrow at alarms."""
    lines = [f"{'date':<12}{'count':>10}{'expected':>12}{'limit':>12}"]
    start = max(len(verdict.rows) - newest, 0)
    for at, row in enumerate(verdict.rows[start:], start=start):
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
    judged = [row for row in verdict.rows if row["reason"] == signals.Reason.JUDGED]
    alarms = [(at, row) for at, row in enumerate(verdict.rows) if row["alarm"]]
    if not judged:
        return [_not_judged(verdict, verdicts.needs, unit)]
    made = [f"{len(judged)} of {len(verdict.rows)} {unit}s were judged, {len(alarms)} with an alarm."]
    for at, row in alarms[-3:]:
        day = arranged.day(verdict.series.start + at)
        made.append(f"{day}: {row['observed']:,}; expected {row['expected']:,.1f}, limit {row['limit']:,.1f}.")
    if alarms:
        made.append("An alarm is a reason to look, not a finding: news, a campaign or a changed source can cause it.")
    for found in verdict.breaks:
        day = arranged.day(verdict.series.start + found.at)
        what = BREAKS[found.kind].format(ratio=found.ratio)
        made.append(f"{day}: the source {what}. Ask whoever supplies it before you read alarms after that day.")
    return made


def _not_judged(verdict: Verdict, needed: int, unit: str) -> str:
    reasons = {row["reason"] for row in verdict.rows}
    if signals.Reason.SHORT in reasons and len(verdict.rows) <= needed:
        return str(signals.SeriesTooShort(needed + 1, len(verdict.rows))).replace("periods", f"{unit}s") + "."
    worst = max(reasons - {signals.Reason.SHORT}, default=signals.Reason.SHORT)
    return f"Nothing could be judged: {signals.SENTENCES[signals.Reason(worst)]}."
