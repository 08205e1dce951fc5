"""``dayroom keys``: wrap the data keys with the newest wrapping key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dayroom.platform.crypto import rewrap_all


class Command(BaseCommand):
    help = "Rotate: put the new key first in DAYROOM_WRAPPING_KEYS, run this, then remove the old one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "action", choices=["rotate"], help="rotate: wrap all with the first of DAYROOM_WRAPPING_KEYS"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rewrap_all()} data key(s) wrapped with the first of DAYROOM_WRAPPING_KEYS.")
