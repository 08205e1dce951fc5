"""``dayroom doctor``: what is not right with this site, in sentences."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from dayroom.platform.ports import CHECKUPS

LEAST_FREE_BYTES = 1024**3  # below a gigabyte the next backup may not fit


class Command(BaseCommand):
    help = "Say what is not right with this site, in sentences. Ends with 1 when there is something."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(everything())
        for sentence in found:
            self.stdout.write(f"- {sentence}")
        if found:
            self.stdout.write(f"{len(found)} thing(s) to see to.")
            raise SystemExit(1)
        self.stdout.write("All is well.")


def everything() -> Iterator[str]:
    yield from data_folder()
    problem = database()
    if problem:
        yield problem
        return
    for _name, checkup in CHECKUPS:
        yield from checkup.sentences()
    yield from mail()


def data_folder() -> Iterator[str]:
    folder = Path(settings.DATA_DIR)
    if folder.stat().st_mode & 0o077:
        yield "The data folder can be read by other accounts of this machine. Run: chmod 700 on it."
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        yield "Less than 1 GB is free on the disk of the data folder."


def database() -> str:
    """What is wrong with the database, or nothing."""
    try:
        connection.ensure_connection()
        plan = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    except DatabaseError:
        return "The database cannot be reached. Look at DATABASE_URL, and whether the server runs."
    return "The database is not up to date. Run: dayroom migrate" if plan else ""


def mail() -> Iterator[str]:
    if not settings.EMAIL_HOST:
        yield "DAYROOM_MAIL_HOST is not set: mails are written to a folder and reach nobody."
