"""Ids of persons' keys that were taken away for good. The list stands beside the database and in no copy of the site,
as the ledger of erased members does: whoever reads an old copy back must not get a deleted record back with it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from dayroom.kernel.ids import is_public_id

NAME = "keys-gone.ledger"  # random ids only: they say of nobody who they were


def note_gone(key_ids: Iterable[str]) -> None:
    """Write these ids down, on the disk before anything is deleted: a crash half-way ends in forgetting again."""
    known = gone_keys()
    fresh = [key for key in key_ids if key not in known]
    if not fresh:
        return
    descriptor = os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as file:
        file.writelines(f"{key}\n" for key in fresh)
        file.flush()
        os.fsync(file.fileno())


def gone_keys() -> frozenset[str]:
    """All of them. A line that was cut by a power failure is no id, and is passed over."""
    if not _path().exists():
        return frozenset()
    return frozenset(line for line in _path().read_text(encoding="ascii").splitlines() if is_public_id(line))


def _path() -> Path:
    return Path(settings.DATA_DIR) / NAME
