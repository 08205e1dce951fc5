"""Make the demo: the tables, the people, two years of talk. Run by ``dayroom demo``."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from dayroom.demo.episodes import episodes
from dayroom.demo.loading import PASSWORD, build
from dayroom.demo.story import CAST
from dayroom.demo.tables import make_tables


class Command(BaseCommand):
    help = "Make a demo site with made-up people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="throw the demo away and make it anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("This is a production site. The demo does not go near it.")
        marker = Path(settings.DATA_DIR) / "demo-made"
        if options["reset"] and marker.exists():
            self.throw_away()
            marker.unlink()
        if marker.exists():
            call_command("migrate", verbosity=0)
        else:
            self.make(marker)
        self.greet()

    def make(self, marker: Path) -> None:
        began = time.monotonic()
        self.say("Making the database")
        make_tables()
        if "people_member" in connection.introspection.table_names() and self.has_members():
            raise CommandError("There are members in this database already. The demo needs an empty one.")
        with transaction.atomic():
            house = build(now=timezone.now(), say=self.say)
            episodes(house)
        marker.write_text(timezone.now().isoformat(), encoding="ascii")
        self.say(f"The demo is ready ({time.monotonic() - began:.0f} s)")

    def has_members(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_member")
            return bool(cursor.fetchone()[0])

    def throw_away(self) -> None:
        self.say("Throwing the old demo away")
        if connection.vendor == "sqlite":
            connection.close()
            name = Path(connection.settings_dict["NAME"])
            for path in name.parent.glob(name.name + "*"):
                path.unlink()
        else:
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute("CREATE SCHEMA public")
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)

    def say(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()

    def greet(self) -> None:
        self.stdout.write(
            f"\nDayroom is at {settings.SITE_URL}\n"
            f"Sign in as anyone with one click at {settings.SITE_URL}/demo\n"
            f"  {', '.join(CAST)} (or by e-mail: ann@example.org, password {PASSWORD})\n"
            "Everyone here is made up. Ctrl-C stops it.\n"
        )
