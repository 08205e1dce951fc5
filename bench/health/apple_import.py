"""An Apple export through the whole app: read, sealed with its owner's key, written, weighed, and counted into days.

A process of its own on an empty site (SQLite), so that its memory is its own; processor time, one thread. The file is
the one of `speed`, and the bare pull-parser reads it in the same run. Memory is what the process itself holds: pages of
the database file that SQLite maps (up to 256 MB, given back whenever somebody needs them) are no part of it.
"""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.guard.rows import Measured

from .own_site import on_empty_site
from .speed import MEGABYTES, _pull, _write_export


def measure() -> list[Measured]:
    """See the module."""
    return list(_rows(on_empty_site(__name__)))


def _rows(said: dict[str, Any]) -> Iterator[Measured]:
    where = ("apple_import", "Apple export through the app", "made by the bench")
    size, n = said["bytes"] / 1e6, said["readings"]
    note = (
        f"{size:,.0f} MB, {said['records']:,} records, {n:,} readings. Reading: the upload opened, parsed and checked. "
        "All of it: also sealed one by one, written, weighed by source and counted into days."
    )
    bare = size / said["bare"]
    yield Measured(*where, "MB per second, bare pull-parser", bare, said["records"], note=note)
    yield Measured(*where, "MB per second, reading from the sealed upload", size / said["parsing"], said["records"])
    yield Measured(
        *where, "share of the bare parser's speed, reading", said["bare"] / said["parsing"], said["records"],
        reach=">= 0.5",
    )  # fmt: skip
    yield Measured(*where, "MB per second, all of it", size / said["reading"], n)
    yield Measured(*where, "share of the bare parser's speed, all of it", said["bare"] / said["reading"], n)
    yield Measured(*where, "readings per second, all of it", n / said["reading"], n)
    yield Measured(*where, "MB per second, bringing (sealed upload)", size / said["bringing"], n)
    yield Measured(*where, "MB of memory at most, bringing", said["bring_memory"], n, reach="<= 300")
    yield Measured(*where, "MB of memory at most, reading", said["read_memory"], n, reach="<= 300")


def _bring() -> dict[str, float]:
    """Write the file, bring it as an upload is brought, and pull it once without keeping anything."""
    from tests import cast

    from dayroom.apps.tracking.actions.consent import agree
    from dayroom.apps.tracking.actions.imports import bring_file
    from dayroom.apps.tracking.queries import record_for

    ann = cast.ann()
    agree(member_id=ann.pk, language="en", now=cast.NOW)
    with tempfile.TemporaryFile() as file:
        _write_export(file, MEGABYTES)
        size = file.tell()
        file.seek(0)
        started = time.process_time()
        bring_file(
            record=record_for(ann, "me"), name="export.xml", size=size, pieces=iter(lambda: file.read(1 << 16), b""),
            now=cast.NOW,
        )  # fmt: skip
        brought = time.process_time() - started
        memory = PEAK.most
        file.seek(0)
        started = time.process_time()
        records = _pull(file)
    bare = time.process_time() - started
    return {"bytes": size, "records": records, "bare": bare, "bringing": brought, "bring_memory": memory}


def _read() -> dict[str, float]:
    """As the job does it, in a process settled as the worker's is.

    The time of parsing alone is taken first, on the same sealed file.
    """
    from tests.cast import NOW

    from dayroom.apps.tracking.actions.import_stretches import stretches
    from dayroom.apps.tracking.actions.imports import read_batch
    from dayroom.apps.tracking.models import ImportBatch, Reading
    from dayroom.platform.sealed_files import open_sealed_file
    from dayroom.platform.sealing import vault_of
    from dayroom.platform.worker import settle

    batch = ImportBatch.objects.get()
    settle()
    started = time.process_time()
    with open_sealed_file(batch.file, vault_of(batch.owner_id), place=f"import:{batch.public_id}") as file:
        for _stretch in stretches(batch.kind, file, now=NOW):
            pass
    parsing = time.process_time() - started
    started = time.process_time()
    read_batch(batch_id=batch.pk, now=NOW)
    reading = time.process_time() - started
    assert ImportBatch.objects.get().state == "DONE"
    return {
        "parsing": parsing, "reading": reading, "readings": Reading.objects.count(), "read_memory": PEAK.most,
    }  # fmt: skip


class _Peak(threading.Thread):
    """The most memory (MB) the process held, looked at twenty times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0

    def run(self) -> None:
        while True:
            status = Path("/proc/self/status").read_text("ascii")
            held = next(int(row.split()[1]) for row in status.splitlines() if row.startswith("RssAnon"))
            self.most = max(self.most, held / 1024)
            time.sleep(0.05)


PEAK = _Peak()


if __name__ == "__main__":
    import django

    django.setup()
    PEAK.start()
    brought = _bring()
    PEAK.most = 0.0
    print(json.dumps(brought | _read()))
