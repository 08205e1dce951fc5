"""What a page costs, beside the floors, in one run."""

from __future__ import annotations

import tempfile
import urllib.request
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.environment import Site, inside, keep
from bench.servers import Server, ask, ask_one_by_one, bare_command, floor_command, free_port, pages_command, serving
from bench.shape import READER_COMMUNITIES
from bench.words import QUERIES

WORKERS = 2
ROUNDS = 3  # each case is asked in turns, so that a busy moment of the machine hits all of them
ONE_CLIENT, EIGHT_CLIENTS = 100, 80  # requests of one round
WARM = 40


def measure(sites: list[Site]) -> None:
    """All shares at once, in turns: a ratio is only worth something within one run."""
    with ExitStack() as stack:
        cases = [case for site in sites for case in _cases(site, stack)]
        for case in cases:
            case.warm()
        for _ in range(ROUNDS):
            for case in cases:
                case.turn()
        for site in sites:
            found = {case.name: case.result() for case in cases if case.site == site}
            keep(
                site,
                "pages",
                {
                    "measured_on": datetime.now(UTC).date().isoformat(),
                    "workers": WORKERS,
                    "cases": found,
                },
            )


class Case:
    """One kind of page for one kind of reader."""

    def __init__(self, site: Site, name: str, server: Server, paths: list[str], cookie: str = "") -> None:
        self.site, self.name, self.server, self.paths, self.cookie = site, name, server, paths, cookie
        self.single: list[dict[str, Any]] = []
        self.eight: list[dict[str, Any]] = []

    def warm(self) -> None:
        ask(self.server, self.paths, cookie=self.cookie, requests=WARM)

    def turn(self) -> None:
        self.single.append(ask_one_by_one(self.server, self.paths, cookie=self.cookie, requests=ONE_CLIENT))
        self.eight.append(ask(self.server, self.paths, cookie=self.cookie, clients=8, requests=EIGHT_CLIENTS))

    def result(self) -> dict[str, Any]:
        latencies = sorted(value for turn in self.single for value in turn["latencies"])
        each = sorted(value * 1000 for turn in self.single for value in turn["cpu"])
        cpu = sorted(turn["cpu_ms"] for turn in self.single)
        database = sorted(turn["database_cpu_ms"] for turn in self.single)
        statuses: dict[str, int] = {}
        for turn in [*self.single, *self.eight]:
            for status, count in turn["statuses"].items():
                statuses[status] = statuses.get(status, 0) + count
        return {
            "cpu_ms": round(cpu[len(cpu) // 2], 2),
            "database_cpu_ms": round(database[len(database) // 2], 2),
            "cpu_p50_ms": round(each[len(each) // 2], 2),
            "cpu_p99_ms": round(each[int(len(each) * 0.99)], 2),
            "p50_ms": round(latencies[len(latencies) // 2] * 1000, 2),
            "p99_ms": round(latencies[int(len(latencies) * 0.99)] * 1000, 2),
            "per_second": round(max(EIGHT_CLIENTS / turn["seconds"] for turn in self.eight), 1),
            "bytes": max(turn["bytes"] for turn in self.single),
            "statuses": statuses,
        }


def _cases(site: Site, stack: ExitStack) -> list[Case]:
    found = inside(site, "targets")
    start = {"path": "/help/now", "database_pid": found["database_pid"], "database": found["database"]}
    port, floor_port, bare_port = free_port(), free_port(), free_port()
    pages = stack.enter_context(
        serving(pages_command(port, WORKERS), site.env(DAYROOM_LOG_LEVEL="ERROR"), port=port, **start)
    )
    topics = [f"/t/{key}/" for key in found["topics"]]
    floor = stack.enter_context(
        serving(
            floor_command(floor_port, WORKERS),
            site.env(DJANGO_SETTINGS_MODULE="bench.floor.settings"),
            port=floor_port,
            path=f"/b/{found['topics'][0]}",
            database_pid=found["database_pid"],
            database=found["database"],
        )
    )
    bare = stack.enter_context(
        serving(
            bare_command(bare_port, WORKERS),
            site.env(BENCH_BYTES=_page_bytes(port, topics[0], stack)),
            port=bare_port,
            path="/",
        )
    )
    made = [
        Case(site, "floor a: bare ASGI, same bytes", bare, ["/"]),
        Case(site, "floor b: raw SQL and string join", floor, [f"/b/{key}" for key in found["topics"]]),
        Case(site, "floor c: ORM and template, visitor", floor, [f"/c/{key}" for key in found["topics"]]),
        Case(
            site,
            "floor c: ORM and template, signed in",
            floor,
            [f"/c/{key}" for key in found["topics"]],
            found["floor_cookie"],
        ),
    ]
    places = [f"/c/place-{number}/" for number in range(1, READER_COMMUNITIES + 1) if number not in (5, 9)]
    kinds = {
        "topic": topics,
        "community": places,
        "directory": ["/communities/"],
        "home": ["/"],
        "member": [f"/m/{handle}" for handle in found["handles"]],
        "search, one word": [_search(QUERIES["one"])],
        "search, two words": [_search(QUERIES["two"])],
    }
    for kind, paths in kinds.items():
        made.append(Case(site, f"{kind}, visitor", pages, paths))
        made.append(Case(site, f"{kind}, signed in", pages, paths, found["cookie"]))
    return made


def _search(words: str) -> str:
    return "/search?q=" + words.replace(" ", "+")


def _page_bytes(port: int, path: str, stack: ExitStack) -> str:
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    target = Path(folder) / "page.html"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        target.write_bytes(answer.read())
    return str(target)
