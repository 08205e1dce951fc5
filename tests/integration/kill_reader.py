"""The other side of ``test_tracking_kill``: a process that reads a file until it is killed, and one that goes on.

python -m tests.integration.kill_reader prepare read | check
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta

import django

RECORDS = 30_000


def prepare() -> None:
    from dayroom.apps.tracking.actions.consent import agree
    from dayroom.apps.tracking.actions.imports import bring_file
    from dayroom.apps.tracking.queries import record_for
    from tests import cast

    ann = cast.ann()
    agree(member_id=ann.pk, language="en", now=cast.NOW)
    at = cast.NOW - timedelta(days=400)
    lines = [b'<?xml version="1.0"?>\n<HealthData>\n']
    for number in range(RECORDS):
        when = (at + timedelta(minutes=number)).strftime("%Y-%m-%d %H:%M:%S +0000")
        # every tenth is damaged in its number: counts must not double either
        value = "x" if number % 10 == 0 else str(40 + number % 100)
        lines.append(
            f'<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" unit="count/min" '
            f'startDate="{when}" endDate="{when}" value="{value}"/>\n'.encode()
        )
    content = b"".join([*lines, b"</HealthData>\n"])
    bring_file(record=record_for(ann, "me"), name="x.xml", size=len(content), pieces=[content], now=cast.NOW)


def read() -> None:
    """Every line on standard output is a stretch that is kept."""
    from dayroom.apps.tracking.actions import import_rows, imports
    from dayroom.apps.tracking.models import ImportBatch
    from tests.cast import NOW

    keep = import_rows.Keeper.keep

    def told(self: import_rows.Keeper, stretch: object, *, bytes_read: int) -> bool:
        done = keep(self, stretch, bytes_read=bytes_read)  # type: ignore[arg-type]  # handed on as it came
        sys.stdout.write(f"{self.batch.records_seen}\n")
        sys.stdout.flush()
        return done

    import_rows.Keeper.keep = told  # type: ignore[method-assign]  # this process only
    imports.read_batch(batch_id=ImportBatch.objects.get().pk, now=NOW + timedelta(days=1))


def check() -> None:
    """Go on where it stands, and say what is there."""
    from dayroom.apps.tracking.actions import imports
    from dayroom.apps.tracking.models import ImportBatch, Reading
    from dayroom.apps.tracking.queries.batches import batch_shown
    from dayroom.platform.sealing import vault_of
    from tests.cast import NOW

    batch = ImportBatch.objects.get()
    before = Reading.objects.count()
    ImportBatch.objects.update(changed_at=NOW)
    imports.go_on(now=NOW + timedelta(days=1))
    imports.read_batch(batch_id=batch.pk, now=NOW + timedelta(days=1))
    batch.refresh_from_db()
    shown = batch_shown(batch, vault_of(batch.owner_id))
    moments = Reading.objects.values_list("taken_at", flat=True)
    said = {
        "state": shown.state, "before": before, "kept": shown.kept, "left_out": shown.left_out,
        "records": shown.records, "readings": len(moments), "moments": len(set(moments)),
    }  # fmt: skip
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    django.setup()
    for step in sys.argv[1:]:
        {"prepare": prepare, "read": read, "check": check}[step]()
