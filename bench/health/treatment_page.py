"""Numbers about one treatment with 200,000 reports: counting, the public page, and a recount after many left.

One process on an empty site (SQLite); processor time, one thread. Reports come in waves as they would over years, so
that the page adds up many cohorts; pages are asked for through the whole of Django, first with nothing remembered and
then again.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bench.guard.rows import Measured

from .own_site import CHUNK, members, on_empty_site, seconds_of

PEOPLE = 200_000
FIRST = 500  # people in the first count; each later one is a tenth of all before
LEAVE = 21_000
FILTERS = ("", "&age=65%2B", "&sex=FEMALE", "&age=35-49&sex=MALE")
SUBJECT = "metformin/type-2-diabetes"
ADDRESS = "/health/treatments/metformin/?for=type-2-diabetes"
TODAY = date(2026, 11, 21)


def measure() -> list[Measured]:
    """See the module."""
    return list(_rows(on_empty_site(__name__)))


def _rows(said: dict[str, Any]) -> Iterator[Measured]:
    where = ("treatment_page", "numbers of one treatment", "made by the bench")
    note = f"{said['people']:,} reports in {said['cohorts']} cohorts; the page with four choices of filters."
    yield Measured(*where, "seconds to count everybody, all waves", said["counting"], said["people"], note=note)
    yield Measured(*where, "seconds of the night in which nobody new is counted", said["idle"], said["people"])
    yield Measured(*where, "ms per page, nothing remembered", said["cold"], len(FILTERS), reach="<= 500")
    yield Measured(*where, "ms per page, asked again", said["warm"], said["asked"], reach="<= 50")
    yield Measured(*where, "kB of the page", said["bytes"] / 1000, 1, reach="<= 100")
    yield Measured(*where, "seconds to recount after a tenth has left", said["recount"], said["people"])


def _work() -> dict[str, float]:
    from dayroom.apps.people.vocabulary import Purpose
    from dayroom.apps.tracking.actions.counting import publish_subject, take_out
    from dayroom.apps.tracking.models import CountedRow, PublishedLedger
    from dayroom.apps.tracking.queries.published import ledger_of

    ids = members(PEOPLE, Purpose.COUNTED)
    counting, done, day = 0.0, 0, TODAY - timedelta(days=900)
    while done < PEOPLE:
        wave = min(PEOPLE - done, max(FIRST, done // 10 + 1))
        _report(ids[done : done + wave], seed=done)
        counting += seconds_of(lambda: publish_subject(SUBJECT, today=day))
        done += wave
    said = {"people": PublishedLedger.objects.get().people, "cohorts": len(ledger_of(SUBJECT).cohorts),
            "counting": counting, "idle": seconds_of(lambda: publish_subject(SUBJECT, today=TODAY)), **_pages()}
    gone = CountedRow.objects.filter(pk__in=CountedRow.objects.order_by("pk").values("pk")[:LEAVE])
    first = CountedRow.objects.order_by("pk").first()
    take_out([first] if first else [], today=TODAY)
    gone.delete()
    PublishedLedger.objects.update(gone=[str(number) for number in range(LEAVE)])
    return {**said, "recount": seconds_of(lambda: publish_subject(SUBJECT, today=TODAY))}


def _report(owners: list[int], seed: int) -> None:
    """One report each, as rows that are counted: what is sealed in a report is not looked at by counting."""
    from tests.cast import NOW

    from dayroom.apps.tracking.models import CountedRow, Treatment, TreatmentReport
    from dayroom.apps.tracking.rules.counting import SIDE, plan_of

    made, columns = random.Random(seed), plan_of(SUBJECT).columns
    for start in range(0, len(owners), CHUNK):
        some = owners[start : start + CHUNK]
        treatments = Treatment.every.bulk_create(
            Treatment(owner_id=owner, sealed=b"", made_at=NOW, changed_at=NOW) for owner in some
        )
        reports = TreatmentReport.objects.bulk_create(
            TreatmentReport(owner_id=one.owner_id, treatment=one, sealed=b"", made_at=NOW, changed_at=NOW, kept_at=NOW,
                            audience="NUMBERS") for one in treatments
        )
        CountedRow.objects.bulk_create(
            CountedRow(owner_id=one.owner_id, report=one, subject=SUBJECT, columns={
                name: made.choices(values, (1, 8))[0] if name.startswith(SIDE) else made.choice(values)
                for name, values in columns.items()
            }) for one in reports
        )


def _pages() -> dict[str, float]:
    from django.core.cache import cache
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    page = client.get(ADDRESS)  # templates are read once
    assert page.status_code == 200
    cache.clear()
    cold = [seconds_of(lambda one=one: client.get(ADDRESS + one)) for one in FILTERS]
    warm = [seconds_of(lambda one=one: client.get(ADDRESS + one)) for one in FILTERS * 20]
    return {"cold": 1000 * sum(cold) / len(cold), "warm": 1000 * sum(warm) / len(warm), "asked": len(warm),
            "bytes": len(page.content)}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_work()))
