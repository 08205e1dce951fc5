"""``dayroom import posts FILE --community SLUG``: bring texts from outside into a community."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dayroom.apps.communities.actions.importing import Report, import_posts
from dayroom.apps.communities.adapters.files import COLUMNS, rows_of
from dayroom.apps.communities.rules.importing import Identifiers
from dayroom.kernel.errors import DayroomError, NotFound


class Command(BaseCommand):
    help = (
        "Bring posts from a .jsonl or .csv file into a community. Every text goes through the guard. A second run with "
        "the same --source goes on where the first one stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["posts"], help="what the file holds")
        parser.add_argument("file", type=Path, help="FILE.jsonl or FILE.csv, also with .gz")
        parser.add_argument("--community", required=True, help="the last part of the community's address")
        parser.add_argument("--source", default="", help="a name for these texts; rows are known by it and their id")
        parser.add_argument(
            "--identifiers",
            choices=[i.value for i in Identifiers],
            default=Identifiers.MASK.value,
            help="what happens to a text with a number, name or address that gives somebody away",
        )
        parser.add_argument("--report", type=Path, help="where to list the refused rows, without their words")
        for name in COLUMNS:
            parser.add_argument(
                f"--{name.replace('_', '-')}-column", default=name, dest=name, help="its name in the file"
            )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path.name}.")
        columns = {name: options[name] for name in COLUMNS}
        began = time.monotonic()
        report = Report()
        try:
            for report in import_posts(
                rows_of(path, columns),
                community_slug=options["community"],
                source=options["source"] or path.name,
                identifiers=Identifiers(options["identifiers"]),
                now=timezone.now(),
            ):
                self._progress(report, time.monotonic() - began)
        except NotFound as fault:
            raise CommandError(f"There is no community {options['community']}.") from fault
        except DayroomError as fault:
            raise CommandError(str(fault)) from fault
        self._sum_up(report, time.monotonic() - began)
        if options["report"]:
            self._write(report, options["report"])

    def _progress(self, report: Report, seconds: float) -> None:
        rate = report.read / seconds if seconds else 0
        self.stderr.write(
            f"{report.read} read, {report.posts} written, {len(report.refusals)} refused ({rate:.0f} rows/s)"
        )

    def _sum_up(self, report: Report, seconds: float) -> None:
        lines = [
            f"read {report.read} rows in {seconds:.1f} s",
            f"wrote {report.posts} posts in {report.topics} new topics; {report.held} of them wait for a moderator",
            f"already here: {report.already}; without a date that could be read: {report.undated}",
            f"refused: {len(report.refusals)}",
            *(f"  {reason}: {count}" for reason, count in sorted(report.reasons.items())),
            *(["masked:"] if report.masked else []),
            *(f"  {name}: {count} texts" for name, count in sorted(report.masked.items())),
        ]
        self.stdout.write("\n".join(lines))

    def _write(self, report: Report, path: Path) -> None:
        with path.open("w", encoding="utf-8") as file:
            for row in report.refusals:
                file.write(
                    json.dumps({"line": row.line, "id": row.id, "reason": row.reason, "classes": row.classes}) + "\n"
                )
