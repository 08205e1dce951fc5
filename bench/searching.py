"""The index alone, without a page around it."""

from __future__ import annotations

from datetime import UTC, datetime

from bench.environment import Site, inside, keep

ROUNDS = 100


def measure(sites: list[Site]) -> None:
    for site in sites:
        found = inside(site, "search_times", str(ROUNDS))
        keep(site, "search", {"measured_on": datetime.now(UTC).date().isoformat(), "cases": found})
