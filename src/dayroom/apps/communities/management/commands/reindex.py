"""``dayroom reindex``: fill the search index anew from the posts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from dayroom.apps.communities.actions.indexing import reindex_all
from dayroom.platform import search


class Command(BaseCommand):
    help = "Fill the search index anew from the posts: after a restore of an older site, or when a search misses some."

    def handle(self, *args: Any, **options: Any) -> None:
        search.ensure_tables()
        done = 0
        for done in reindex_all():
            self.stderr.write(f"{done} posts")
        self.stdout.write(f"indexed {done} posts anew")
