"""From the second approval of an alert until its banner stands on a page of every running server process.

Each process of the server keeps what it shows for a few seconds (``BANNER_SECONDS``), so the slowest of them counts.
The approval happens in a process of its own, as with several machines; readers come with a new connection each time,
so that every process of the server answers some of them.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from bench.environment import Site
from bench.outreach.waiting import Waiting
from bench.servers import Server, free_port, pages_command, serving

ROUNDS = 10
WORKERS = 2
REACH_SECONDS = 5.0
SURE = 40  # answers in a row with the banner: then no process is without it
PAUSE_SECONDS = 0.02  # between two readers
GIVE_UP_SECONDS = 30.0


def measured(site: Site) -> dict[str, Any]:
    found = [one for server, waiting in _running(site) for one in _rounds(server, waiting)]
    firsts, alls = [first for first, _all in found], [last for _first, last in found]
    return {
        "rounds": len(found),
        "processes": WORKERS,
        "first_median_seconds": round(median(firsts), 2),
        "everywhere_median_seconds": round(median(alls), 2),
        "everywhere_longest_seconds": round(max(alls), 2),
    }


@contextmanager
def _waiting(site: Site) -> Iterator[Waiting]:
    waiting = Waiting(site, "alerts")
    try:
        yield waiting
    finally:
        waiting.close()


def _running(site: Site) -> Iterator[tuple[Server, Waiting]]:
    with (
        _waiting(site) as waiting,
        serving(
            pages_command(port := free_port(), WORKERS), site.env(DAYROOM_LOG_LEVEL="ERROR"), port=port, path="/"
        ) as server,
    ):
        yield server, waiting


def _rounds(server: Server, waiting: Waiting) -> Iterator[tuple[float, float]]:
    """(seconds until some process shows it, until every one does) of one alert after another."""
    for number in range(ROUNDS):
        for _warm in range(SURE):
            _page(server)
        waiting.say(f"approve {number}")
        told = waiting.answer()
        yield _until(server, str(told["headline"]), float(told["approved_at"]))


def _until(server: Server, headline: str, since: float) -> tuple[float, float]:
    first, last_without, in_a_row = 0.0, since, 0
    while in_a_row < SURE:
        shown = headline in _page(server)
        now = time.time()
        if now - since > GIVE_UP_SECONDS:
            raise RuntimeError("the banner never came")
        if shown:
            first = first or now
            in_a_row += 1
        else:
            last_without, in_a_row = now, 0
        time.sleep(PAUSE_SECONDS)
    # the last page without it is the last moment at which a reader could miss it
    return first - since, max(first, last_without) - since


def _page(server: Server) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/about", headers={"Accept-Language": "en", "Connection": "close"})
    body = connection.getresponse().read().decode()
    connection.close()
    return body


def lines(found: dict[str, Any]) -> list[str]:
    return [
        "",
        "## From the second approval to the banner",
        "",
        "| What | Figure | Aim |",
        "|---|---|---|",
        f"| Alerts approved, one after another | {found['rounds']} | |",
        f"| Processes of the server | {found['processes']} | |",
        f"| Seconds until a first page shows it, median | {found['first_median_seconds']} | |",
        f"| Seconds until every page of every process shows it, median | {found['everywhere_median_seconds']} | |",
        f"| The same, the longest of all | {found['everywhere_longest_seconds']} | ≤ {REACH_SECONDS:.0f} |",
        "",
        f"The approval is written by another process than those that answer readers. “Every page” means {SURE} answers "
        "in a row on new connections.",
    ]
