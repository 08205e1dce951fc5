from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dayroom.apps.governance.actions.backups import restore
from dayroom.kernel.errors import DayroomError


class Command(BaseCommand):
    help = "Read a copy back, and forget again whoever has been erased since it was made."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the copy to read")
        parser.add_argument("--replace", action="store_true", help="write over the site that is here")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            forgotten = restore(Path(options["file"]), replace=options["replace"], now=timezone.now())
        except (DayroomError, FileNotFoundError) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"Restored. Forgotten again: {forgotten}. Now run: dayroom migrate")
