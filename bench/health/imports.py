"""What came of real samples: how many records were read, left out, and passed over."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.guard.rows import DATA, Measured
from dayroom.engines.measures import from_fhir
from dayroom.engines.measures.reading import FromFhir, Summary, read_apple, read_bundle
from dayroom.kernel.errors import DayroomError

NOW = datetime.now(tz=UTC)


def measure() -> list[Measured]:
    """See the module."""
    return [*_apple(), *_synthea(), *_questionnaires()]


def _apple() -> Iterator[Measured]:
    files = sorted((DATA / "wearables_samples").glob("*.xml"))
    whole = Summary()
    for path in files:
        with path.open("rb") as file:
            for _reading in read_apple(file, now=NOW, summary=(one := Summary())):
                pass
        _add(whole, one)
    if files:
        yield from _rows("Apple Health exports", "wearables_samples", len(files), whole)


def _synthea() -> Iterator[Measured]:
    files = sorted((DATA / "fhir_samples" / "synthea_r4").glob("*.json.gz"))
    found: list[FromFhir] = [read_bundle(_json(path), now=NOW) for path in files]
    if not found:
        return
    whole = Summary()
    for one in found:
        _add(whole, one.summary)
    yield from _rows("FHIR R4 bundles", "fhir_samples", len(files), whole)
    for name, count in (
        ("readings", sum(len(one.readings) for one in found)),
        ("conditions and treatments", sum(len(one.facts) for one in found)),
        ("people", sum(one.person is not None for one in found)),
    ):  # fmt: skip
        yield Measured("imports", "FHIR R4 bundles", "fhir_samples", name, count, len(files))


def _questionnaires() -> Iterator[Measured]:
    resources = [_json(path) for path in sorted((DATA / "fhir_samples").rglob("*.json"))]
    files = [one for one in resources if one.get("resourceType") == "Questionnaire"]
    lists = [one for one in resources if one.get("resourceType") == "ValueSet"]
    read = scored = 0
    for resource in files:
        try:
            made = from_fhir(resource, lists)
        except DayroomError:
            continue
        read += 1
        scored += any(item.scored for item in made.items)
    if files:
        where = ("imports", "FHIR questionnaires", "fhir_samples")
        yield Measured(*where, "read", read, len(files))
        yield Measured(*where, "with numbers to score", scored, len(files))


def _rows(task: str, dataset: str, files: int, whole: Summary) -> Iterator[Measured]:
    unknown = sum(whole.unknown.values())
    broken = sum(whole.broken.values())
    values = (("records", whole.records), ("read", whole.read), ("left out", broken), ("of kinds not kept", unknown))
    for name, value in values:
        yield Measured("imports", task, dataset, name, value, files)


def _add(whole: Summary, one: Summary) -> None:
    whole.records += one.records
    whole.read += one.read
    for fault, times in one.broken.items():
        whole.broken[fault] = whole.broken.get(fault, 0) + times
    for kind, times in one.unknown.items():
        whole.unknown[kind] = whole.unknown.get(kind, 0) + times


def _json(path: Path) -> Any:
    raw = path.read_bytes()
    return json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
