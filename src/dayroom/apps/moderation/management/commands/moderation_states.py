from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from dayroom.apps.moderation.presenters import state_chart

PAGE = Path("docs/reference/moderation-states.md")


class Command(BaseCommand):
    help = "Write the page of case states, drawn from the one dict of transitions; --check says whether it is current."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when the page is not current")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            drawn = state_chart()
        if not options["check"]:
            PAGE.parent.mkdir(parents=True, exist_ok=True)
            PAGE.write_text(drawn, encoding="utf-8")
        elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != drawn:
            raise CommandError(f"{PAGE} is not current; run python -m django moderation_states.")
