"""The index alone, without a page around it: of the sites as they are, and built on its own up to the full size."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

from bench.environment import Site, inside, keep, migrate

ROUNDS = 100


def measure(sites: list[Site]) -> None:
    for site in sites:
        found = inside(site, "search_times", str(ROUNDS))
        keep(site, "search", {"measured_on": datetime.now(UTC).date().isoformat(), "cases": found})


def measure_index(sites: list[Site]) -> None:
    """Only the search table, filled with as many documents as the share has posts: 100 % in minutes."""
    for whole in sites:
        site = Site(whole.database, whole.share, "index")
        shutil.rmtree(site.folder, ignore_errors=True)
        site.folder.mkdir(parents=True)
        if site.database == "postgresql":
            site.make_database()
        migrate(site)
        built = inside(site, "fill_index", str(site.share))
        found = inside(site, "search_times", str(ROUNDS))
        keep(whole, "index", {"measured_on": datetime.now(UTC).date().isoformat(), "cases": found, **built})
        shutil.rmtree(site.folder, ignore_errors=True)
