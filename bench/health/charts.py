"""A chart of 100,000 readings, and what an entry costs beside them: processor time, one thread, on an empty site."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from bench.guard.rows import Measured

from .own_site import members, on_empty_site

READINGS, ROUNDS = 100_000, 9
# a sensor that measures every five minutes: a whole year of it
MINUTES_APART = 5
BATCH = 2_000


def measure() -> list[Measured]:
    """See the module."""
    return list(_rows(on_empty_site(__name__)))


def _rows(said: dict[str, Any]) -> Iterator[Measured]:
    where = ("charts", f"{READINGS:,} readings of one tracker", "made by the bench")
    note = "Charts are drawn twice, for narrow and wide pages, with their table; nothing is kept between two of them."
    yield Measured(*where, "ms per chart, one year", said["year"], ROUNDS, reach="<= 300", note=note)
    yield Measured(*where, "ms per chart, everything", said["all"], ROUNDS, reach="<= 300")
    yield Measured(*where, "ms per whole page", said["page"], ROUNDS)
    yield Measured(*where, "ms per entry", said["entry"], ROUNDS)
    yield Measured(*where, "ms to make all days anew (after an import)", said["days"], 1)


def _work() -> dict[str, Any]:
    from django.test import Client
    from django.utils import timezone

    from dayroom.apps.people.models import Member
    from dayroom.apps.people.vocabulary import Purpose
    from dayroom.apps.tracking.actions.days import refresh_all_days
    from dayroom.apps.tracking.actions.readings import enter_reading
    from dayroom.apps.tracking.actions.trackers import follow_measure
    from dayroom.apps.tracking.presenters.journeys import journey
    from dayroom.apps.tracking.queries import record_for
    from dayroom.apps.tracking.queries.profiles import profile_of
    from dayroom.apps.tracking.queries.trackers import tracker_shown
    from dayroom.apps.tracking.vocabulary.trackers import Entry
    from dayroom.platform.sealing import vault_of

    now = timezone.now()
    owner = Member.objects.get(pk=members(1, Purpose.OWN_RECORD)[0])
    record, vault = record_for(owner, "me"), vault_of(owner.pk)
    row = follow_measure(record=record, key="glucose", now=now)
    _fill(row, vault, now)
    days = _timed(lambda: refresh_all_days(row, vault), rounds=1)
    tracker = tracker_shown(row, vault, profile_of(owner.pk))
    page = Client()
    page.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    there = f"/health/me/trackers/{row.public_id}/?span=365"
    entry = Entry(value="6.1", unit="mmol/L")
    return {
        "days": days,
        **{
            name: _timed(lambda span=span: journey(record, row, tracker, vault, span=span, today=now.date()))
            for name, span in (("year", "365"), ("all", "all"))
        },
        "page": _timed(lambda: page.get(there, headers={"host": "localhost"})),
        "entry": _timed(
            lambda: enter_reading(record=record, tracker=row.public_id, entry=entry, now=timezone.now())
        ),
    }


def _fill(row: Any, vault: Any, now: Any) -> None:
    from dayroom.apps.tracking.models import Reading

    made, drawn = [], random.Random(5)
    for at in range(READINGS):
        taken = now - timedelta(minutes=MINUTES_APART * at)
        one = Reading(tracker=row, owner_id=row.owner_id, taken_at=taken, made_at=now, changed_at=now)
        one.sealed = vault.seal({"value": f"{drawn.gauss(6, 1):.1f}", "unit": "mmol/L", "note": ""}, one)
        made.append(one)
    Reading.objects.bulk_create(made, batch_size=BATCH)


def _timed(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds of processor time, the median of the rounds."""
    spent = []
    for _round in range(rounds):
        started = time.process_time()
        run()
        spent.append((time.process_time() - started) * 1000)
    return sorted(spent)[len(spent) // 2]


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_work()))
