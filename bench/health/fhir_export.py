"""10,000 observations out of a record as FHIR R4: through the app, keys and all. Processor time, one thread."""

from __future__ import annotations

import json
import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.guard.rows import Measured

from .own_site import on_empty_site

OBSERVATIONS = 10_000
VIEWS = 20


def measure() -> list[Measured]:
    """See the module."""
    said = on_empty_site(__name__)
    where = ("fhir_export", "FHIR R4 out of a record", "made by the bench")
    return [
        Measured(*where, "seconds for 10,000 observations", said["export"], OBSERVATIONS,
                 note="Opened, written, checked and joined to one bundle, as the page sends it."),
        Measured(*where, "MB written", said["bytes"] / 1e6, OBSERVATIONS),
        Measured(*where, "milliseconds for a page of 50 over the API", said["api"] * 1000, VIEWS),
    ]  # fmt: skip


def _run() -> dict[str, float]:
    from django.test import Client
    from tests import cast

    from dayroom.apps.tracking.actions.apps import make_key
    from dayroom.apps.tracking.actions.consent import agree
    from dayroom.apps.tracking.actions.trackers import tracker_of_measure
    from dayroom.apps.tracking.presenters.takings import pieces
    from dayroom.apps.tracking.queries import record_for
    from dayroom.apps.tracking.vocabulary.files import TakingChoice
    from dayroom.platform.sealing import vault_of

    ann, now = cast.ann(), datetime.now(tz=UTC)
    agree(member_id=ann.pk, language="en", now=now)
    record, vault = record_for(ann, "me"), vault_of(ann.pk)
    sugar = tracker_of_measure(ann.pk, "glucose", vault, now=now)
    _fill(sugar, OBSERVATIONS, unit="mg/dL", usual=100, every=timedelta(hours=6), vault=vault, now=now)
    said: dict[str, float] = {}
    choice = TakingChoice(("trackers",), (sugar.public_id,))
    said["bytes"] = sum(len(piece) for piece in pieces(record, ann.public_id, "FHIR", choice, now))
    said["export"] = _timed(lambda: [*pieces(record, ann.public_id, "FHIR", choice, now)])
    client = Client(SERVER_NAME="localhost")
    client.force_login(ann)
    _row, key = make_key(record=record, name="Bench", scopes=["Observation"], days=30, now=now)
    bearer = {"Authorization": f"Bearer {key}"}
    said["api"] = _each(lambda: client.get("/fhir/R4/Observation", headers=bearer))
    return said


def _fill(tracker: Any, many: int, *, unit: str, usual: int, every: timedelta, vault: Any, now: datetime) -> None:
    from dayroom.apps.tracking.models import Reading

    made = random.Random(5)
    for start in range(0, many, 5_000):
        rows = []
        for number in range(start, min(many, start + 5_000)):
            row = Reading(tracker=tracker, owner_id=tracker.owner_id, taken_at=now - every * number, made_at=now,
                          changed_at=now)
            row.sealed = vault.seal({"value": str(usual + made.randrange(40)), "unit": unit}, row)
            rows.append(row)
        Reading.objects.bulk_create(rows)


def _timed(work: Any) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _each(ask: Any) -> float:
    """Processor seconds of one request; the first is not counted."""
    assert ask().status_code == 200
    return _timed(lambda: [ask() for _view in range(VIEWS)]) / VIEWS


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_run()))
