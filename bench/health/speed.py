"""How fast: an Apple export beside a bare pull-parser in the same run, FHIR out, trends, published numbers, reports.

Processor time, one thread; the made export has the kinds of record that a watch makes, in a fixed mix.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import IO, TypeVar
from xml.etree import ElementTree as ET

from bench.guard.rows import Measured
from dayroom.engines.disclosure import Ledger, Plan, count, publish
from dayroom.engines.measures import trend
from dayroom.engines.measures.reading import read_apple
from dayroom.engines.measures.reports import extract
from dayroom.engines.measures.writing import bundle, observation, patient

T = TypeVar("T")
NOW = datetime(2026, 11, 21, tzinfo=UTC)
MEGABYTES = 300
KINDS = (
    ("HeartRate", "count/min", 60, 100), ("StepCount", "count", 5, 300), ("ActiveEnergyBurned", "kcal", 0, 9),
    ("DistanceWalkingRunning", "km", 0, 1), ("OxygenSaturation", "%", 0, 1), ("BasalEnergyBurned", "kcal", 1, 20),
)  # fmt: skip
REPORT = (
    "I was prescribed this for anxiety. It helped a lot after two weeks. I had some nausea and dry mouth at first. " * 3
)


def measure() -> list[Measured]:
    """See the module."""
    return [*_apple(), *_fhir(), *_trend(), *_published(), *_reports()]


def _apple() -> Iterator[Measured]:
    with tempfile.TemporaryFile() as file:
        size = _write_export(file)
        file.seek(0)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        own, read = _timed(lambda: sum(1 for _ in read_apple(file, now=NOW)))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        file.seek(0)
        bare, _ = _timed(lambda: _pull(file))
    where = ("speed", "Apple export", "made by the bench")
    note = f"Apple export: {size / 1e6:,.0f} MB, {read:,} readings; the bare parser reads elements and keeps nothing."
    yield Measured(*where, "MB per second", size / 1e6 / own, read, note=note)
    yield Measured(*where, "MB per second, bare pull-parser", size / 1e6 / bare, read)
    yield Measured(*where, "share of the bare parser's speed", bare / own, read, reach=">= 0.5")
    yield Measured(*where, "MB of memory more", grown, read, reach="<= 300")


def _write_export(file: IO[bytes], megabytes: int = MEGABYTES) -> int:
    made = random.Random(7)
    at = datetime(2016, 1, 1, tzinfo=UTC)
    file.write(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData ANY>\n]>\n'
        b'<HealthData locale="en_US">\n'
    )
    size, limit = 0, megabytes * 10**6
    while size < limit:
        lines = []
        for _ in range(2000):
            name, unit, low, high = made.choice(KINDS)
            at += timedelta(seconds=60)
            when = at.strftime("%Y-%m-%d %H:%M:%S +0000")
            lines.append(
                f' <Record type="HKQuantityTypeIdentifier{name}" sourceName="Watch" sourceVersion="9.1" unit="{unit}" '
                f'creationDate="{when}" startDate="{when}" endDate="{when}" value="{made.uniform(low, high):.3f}"/>\n'
            )
        at = at if at.year < 2026 else datetime(2016, 1, 1, tzinfo=UTC)
        size += file.write("".join(lines).encode())
    file.write(b"</HealthData>\n")
    return size


def _pull(file: IO[bytes]) -> int:
    seen = 0
    root = None
    for event, element in ET.iterparse(file, events=("start", "end")):  # noqa: S314 - the file was made above
        root = element if root is None else root
        if event == "end" and element.tag == "Record":
            seen += 1
            root.clear()
    return seen


def _fhir() -> Iterator[Measured]:
    def export() -> int:
        made = [patient(id="p1")]
        for number in range(10_000):
            at = NOW - timedelta(hours=number)
            made.append(
                observation("glucose", 100 + number % 40, "mg/dL", id=f"o{number}", subject="Patient/p1", started_at=at)
            )
        return len(bundle(made, made_at=NOW)["entry"])

    took, n = _timed(export)
    yield Measured("speed", "FHIR R4 export, checked", "made by the bench", "seconds for 10,000 observations", took, n)


def _trend() -> Iterator[Measured]:
    made = random.Random(3)
    first = date(2024, 1, 1)
    series = [(first + timedelta(days=number // 140), made.gauss(100, 10)) for number in range(100_000)]
    took, _ = _timed(lambda: trend(series, today=series[-1][0], smallest_change=5))
    yield Measured("speed", "trend", "made by the bench", "seconds for 100,000 readings", took, len(series))


def _published() -> Iterator[Measured]:
    made = random.Random(5)
    columns = {
        "condition": ("a", "b", "c", "d"), "effect": ("major", "moderate", "slight", "none", "cannot tell"),
        "side": ("none", "mild", "moderate", "severe"), "age": ("18", "30", "45", "60", "75"),
    }  # fmt: skip
    plan = Plan("treatment/x", columns, (("condition", "effect"), ("side",), ("age",)))
    people = [{name: made.choice(values) for name, values in columns.items()} for _ in range(200_000)]
    took, ledger = _timed(lambda: publish(Ledger(plan), people))
    yield Measured(
        "speed", "published numbers", "made by the bench", "seconds to count 200,000 reports", took, len(people)
    )
    took, _ = _timed(lambda: [count(ledger, effect=effect) for effect in columns["effect"] for _ in range(200)])
    yield Measured("speed", "published numbers", "made by the bench", "milliseconds per answer", took, 1000)


def _reports() -> Iterator[Measured]:
    extract(REPORT)
    took, n = _timed(lambda: len([extract(REPORT) for _ in range(200)]))
    yield Measured("speed", "reports in words", "made by the bench", "reports per second", n / took, n)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    done = work()
    return time.process_time() - started, done
