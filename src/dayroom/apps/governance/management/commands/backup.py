from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from dayroom.apps.governance.actions.backups import back_up


class Command(BaseCommand):
    help = "Write an encrypted copy of the whole site to a file. Keep the key somewhere else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="where to write the copy")

    def handle(self, *args: Any, **options: Any) -> None:
        size = back_up(Path(options["file"]), now=timezone.now())
        self.stdout.write(
            f"Written: {size:,} bytes, encrypted. Without DAYROOM_WRAPPING_KEYS nobody can read it, you included."
        )
