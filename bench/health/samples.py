"""Real samples through the whole app: brought as a member brings them, read by the job, counted.

An empty site (SQLite) in a process of its own; a person of their own for each file. Nothing of the samples is kept.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

from bench.guard.rows import DATA, Measured

from .own_site import on_empty_site

COUNTS = ("records", "readings kept", "left out", "of kinds not kept", "set aside", "facts offered")


def measure() -> list[Measured]:
    """See the module."""
    if not _files():
        print("wearables_samples, fhir_samples: skipped, the sets are not beside the project")
        return []
    said: dict[str, dict[str, int]] = on_empty_site(__name__)
    return [
        Measured("samples", task, dataset, name, counts.get(name, 0), counts["files"])
        for (task, dataset), counts in ((key.split("|"), counts) for key, counts in said.items())
        for name in ("files read", "files refused", *COUNTS)
    ]  # fmt: skip


def _files() -> list[tuple[str, str, Path]]:
    """(task, data set, file) of every sample of a form that can be brought."""
    apple = [("Apple Health exports", "wearables_samples", path) for path in DATA.glob("wearables_samples/*.xml")]
    points = [("Open mHealth points", "wearables_samples", path) for path in DATA.glob("wearables_samples/**/*.json*")]
    bundles = [("FHIR R4 bundles", "fhir_samples", path) for path in DATA.glob("fhir_samples/synthea_r4/*.json.gz")]
    return sorted([*apple, *points, *bundles])


def _run() -> dict[str, Counter[str]]:
    from datetime import UTC, datetime

    from tests import cast

    from dayroom.apps.tracking.actions.consent import agree
    from dayroom.apps.tracking.actions.imports import bring_file, read_batch
    from dayroom.apps.tracking.models import FoundFact
    from dayroom.apps.tracking.queries import record_for
    from dayroom.apps.tracking.queries.batches import batch_of
    from dayroom.kernel.errors import DayroomError

    now = datetime.now(tz=UTC)
    found: dict[str, Counter[str]] = {}
    for number, (task, dataset, path) in enumerate(_files()):
        counts = found.setdefault(f"{task}|{dataset}", Counter())
        counts["files"] += 1
        person = cast.member(f"p{number}")
        agree(member_id=person.pk, language="en", now=now)
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix == ".gz" else content
        record = record_for(person, "me")
        try:
            batch = bring_file(record=record, name="sample", size=len(content), pieces=[content], now=now)
        except DayroomError:
            counts["files refused"] += 1
            continue
        read_batch(batch_id=batch.pk, now=now)
        shown = batch_of(record, batch.public_id)
        unknown = sum(times for _kind, times in shown.unknown)
        facts = FoundFact.objects.filter(batch=batch).count()
        values = (shown.records, shown.kept, shown.left_out, unknown, shown.set_aside, facts)
        counts.update(dict(zip(COUNTS, values, strict=True)))
        counts["files read"] += shown.state == "DONE"
    return found


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_run()))
