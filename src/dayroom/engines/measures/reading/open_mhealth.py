"""Data points of Open mHealth: one JSON object each, with a header and a body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from .checking import moment, number_in, times_fault
from .vocabulary import Fault, Reading, Summary

# part of the body → measure, and the unit where the point names none
PARTS = {
    "blood_glucose": ("glucose", ""),
    "body_weight": ("weight", ""),
    "body_height": ("height", ""),
    "body_mass_index": ("bmi", "kg/m2"),
    "body_temperature": ("temperature", ""),
    "heart_rate": ("heart_rate", ""),
    "respiratory_rate": ("respiratory_rate", ""),
    "oxygen_saturation": ("oxygen_saturation", "%"),
    "systolic_blood_pressure": ("bp_systolic", ""),
    "diastolic_blood_pressure": ("bp_diastolic", ""),
    "step_count": ("steps", "{steps}"),
    "sleep_duration": ("sleep", ""),
    "total_sleep_time": ("sleep", ""),
    "kcal_burned": ("active_energy", ""),
    "distance": ("distance", ""),
}
_HOURS = {"d": 24.0, "day": 24.0, "wk": 168.0, "h": 1.0, "min": 1 / 60, "sec": 1 / 3600, "s": 1 / 3600}


def read_points(points: Iterable[Any], *, now: datetime, summary: Summary | None = None) -> Iterator[Reading]:
    """Readings of data points, in their order; a point of another schema is counted by the name of its body.

    source   openmhealth.org schemas: data-point, header, unit-value, time-frame
    errs     leaves a point out rather than guess a unit or a time
    """
    known = summary if summary is not None else Summary()
    for point in points:
        known.records += 1
        body = point.get("body") if isinstance(point, dict) else None
        if not isinstance(body, dict):
            known.note(known.records, Fault.DAMAGED)
            continue
        parts = [name for name in PARTS if name in body]
        if not parts:
            known.pass_over(next((str(name)[:100] for name in body), ""))
        for name in parts:
            made = _part(name, body, point, now)
            if isinstance(made, Fault):
                known.note(known.records, made)
            else:
                known.read += 1
                yield made


def _part(name: str, body: Mapping[str, Any], point: Mapping[str, Any], now: datetime) -> Reading | Fault:
    key, usual_unit = PARTS[name]
    held = body[name]
    value, unit = (held.get("value"), held.get("unit")) if isinstance(held, dict) else (held, usual_unit)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Fault.NO_NUMBER
    times = _times(body.get("effective_time_frame"), now)
    if isinstance(times, Fault):
        return times
    if fault := times_fault(times[0], times[1], now):
        return fault
    read = number_in(str(value), key, str(unit or usual_unit)[:40])
    return read if isinstance(read, Fault) else Reading(key, *read, times[0], times[1], _source(point))


def _times(frame: Any, now: datetime) -> tuple[datetime, datetime | None] | Fault:
    if not isinstance(frame, dict):
        return Fault.NO_DATE
    if isinstance(frame.get("date_time"), str):
        at = moment(frame["date_time"], default=now)
        return (at, None) if at else Fault.NO_DATE
    span = frame.get("time_interval")
    if not isinstance(span, dict):
        return Fault.NO_DATE
    start, end = (moment(str(span.get(name, "")), default=now) for name in ("start_date_time", "end_date_time"))
    length = _length(span.get("duration"))
    if start and not end and length is not None:
        end = start + length
    elif end and not start and length is not None:
        start = end - length
    return (start, end) if start else Fault.NO_DATE


def _length(duration: Any) -> timedelta | None:
    if not isinstance(duration, dict) or not isinstance(duration.get("value"), int | float):
        return None
    hours = _HOURS.get(str(duration.get("unit")))
    value = duration["value"]
    return None if hours is None or not 0 <= value * hours < 24 * 366 else timedelta(hours=value * hours)


def _source(point: Mapping[str, Any]) -> str:
    header = point.get("header")
    origin = header.get("acquisition_provenance") if isinstance(header, dict) else None
    return str(origin.get("source_name", ""))[:200] if isinstance(origin, dict) else ""
