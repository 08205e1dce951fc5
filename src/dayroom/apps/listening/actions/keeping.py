"""The lake's house is kept: what is too old goes, small files are joined, keys of past quarters are thrown away."""

from __future__ import annotations

import shutil
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path

from dayroom.apps.listening.actions.keys import forget_keys_of_writers
from dayroom.apps.listening.models import Intake, Source
from dayroom.apps.listening.rules.lake import PARTS, ROOM, joined_name, source_of
from dayroom.apps.listening.vocabulary import IntakeState
from dayroom.kernel.ids import new_public_id
from dayroom.platform.lake import alone, day_folder, days_of, drop_files, files_of, finish_joins, join_files, lake_root
from dayroom.platform.lake import sweep_crumbs as sweep

JOIN_FROM = 4  # files of one source in one day
JOIN_AFTER_DAYS = 2  # so long a day is still being filled
CRUMB_HOURS = 24
_UNFINISHED = (IntakeState.WAITING, IntakeState.MAPPING, IntakeState.READING, IntakeState.SETTLING)


def keep_house(*, now: datetime) -> dict[str, int]:
    """Daily. Returns how many of each. Counts of days that went stay: they are rows."""
    with alone():
        told = {"files_dropped": drop_old(now.date()), "files_joined": join_small(now.date())}
    return {
        **told,
        "keys": forget_keys_of_writers(now),
        "parts": _drop_left_parts(),
        "crumbs": sweep(older_than=(now - timedelta(hours=CRUMB_HOURS)).timestamp()),
    }


def drop_old(today: date) -> int:
    """Delete the days that a source no longer keeps, and all of a source that is gone. Whole files: nobody has to
    look into them."""
    keep = dict(Source.objects.values_list("public_id", "keep_days"))
    gone: list[str] = []
    for day in days_of(ROOM):
        for file in files_of(ROOM, first=day, last=day):
            days = keep.get(source_of(Path(file).name))
            if days is None or (today - day).days > days:
                gone.append(file)
    return drop_files(gone)


def join_small(today: date) -> int:
    """Join the files that many visits have left in one day. Returns how many files went into others."""
    busy = set(Intake.objects.filter(state__in=_UNFINISHED).values_list("source__public_id", flat=True))
    joined = 0
    for day in days_of(ROOM):
        if (today - day).days < JOIN_AFTER_DAYS:
            continue
        folder = day_folder(ROOM, day)
        finish_joins(folder)
        by_source: dict[str, list[Path]] = defaultdict(list)
        for file in sorted(folder.glob("*.parquet")):
            by_source[source_of(file.name)].append(file)
        for source, files in by_source.items():
            if len(files) >= JOIN_FROM and source not in busy:
                join_files(files, joined_name(source, new_public_id()))
                joined += len(files)
    return joined


def _drop_left_parts() -> int:
    """Parts of rounds that have ended, or whose row is gone."""
    base = lake_root() / PARTS
    if not base.is_dir():
        return 0
    open_ones = set(Intake.objects.filter(state__in=_UNFINISHED).values_list("public_id", flat=True))
    left = [folder for folder in base.iterdir() if folder.name not in open_ones]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)
