"""The table of Django's database cache: made after every migrate, like the search tables."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command


def ensure_cache_table(**_signal: Any) -> None:
    call_command("createcachetable", verbosity=0)
