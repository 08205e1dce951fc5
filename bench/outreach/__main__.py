"""Measure outreach.

    python -m bench.outreach                    measure and print
    python -m bench.outreach banner             one part alone: queue or banner
    python -m bench.outreach [part] --write     and write docs/reference/outreach-speed.{json,md}; the other part stays

One site on SQLite with 100,000 members; each of them gets the newsletter by mail and as a notice. Readers ask for one
topic page all the while. The figure is a ratio within one run: what the page costs while an issue is queued, beside
what it costs when nothing is.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bench.environment import ROOT, Site, migrate
from bench.outreach import banner
from bench.outreach.waiting import Waiting
from bench.servers import Server, ask, free_port, pages_command, serving

PAGES = ROOT / "docs" / "reference"
WORKERS = 2
QUIET_REQUESTS, ROUND = 400, 50
REACH_RATIO, REACH_SECONDS = 1.5, 60.0


def main() -> int:
    asked = [one for one in sys.argv[1:] if not one.startswith("--")] or list(PARTS)
    kept = PAGES / "outreach-speed.json"
    found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    for name in asked:
        found |= PARTS[name](_empty_site(name))
    print(markdown(found))
    if "--write" in sys.argv:
        kept.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        (PAGES / "outreach-speed.md").write_text(markdown(found), encoding="utf-8")
    return 0


def _empty_site(name: str) -> Site:
    site = replace(Site("sqlite", 0.0), kind=f"-outreach-{name}")
    shutil.rmtree(site.folder, ignore_errors=True)
    site.folder.mkdir(parents=True)
    migrate(site)
    return site


def queue_part(site: Site) -> dict[str, Any]:
    made = step(site, "fill")
    with serving(
        pages_command(port := free_port(), WORKERS), site.env(DAYROOM_LOG_LEVEL="ERROR"), port=port, path=made["topic"]
    ) as server:
        found = measured(site, server, made)
    shutil.rmtree(site.folder, ignore_errors=True)
    return found


def banner_part(site: Site) -> dict[str, Any]:
    found = banner.measured(site)
    shutil.rmtree(site.folder, ignore_errors=True)
    return {"banner": found | {"measured_on": datetime.now(UTC).date().isoformat()}}


PARTS = {"queue": queue_part, "banner": banner_part}


def step(site: Site, *words: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "bench.outreach.steps", *words],
        env=site.env(),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def measured(site: Site, server: Server, made: dict[str, Any]) -> dict[str, Any]:
    """Quiet before and after, so that a machine that gets busier in between is seen."""
    topic = [made["topic"]]
    ask(server, topic, requests=100)
    before = latencies(server, topic, QUIET_REQUESTS)
    queued: dict[str, Any] = {}
    waiting = Waiting(site, "queue", str(made["delivery"]))
    queueing = threading.Thread(target=lambda: queued.update(waiting.answer()))
    waiting.say()
    queueing.start()
    during: list[float] = []
    while queueing.is_alive():
        during += latencies(server, topic, ROUND)
    queueing.join()
    waiting.close()
    after = latencies(server, topic, QUIET_REQUESTS)
    quiet = sorted([*before, *after])
    return {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "database": site.database,
        "members": made["members"],
        "queued": queued["queued"],
        "letters": queued["letters"],
        "notices": queued["notices"],
        "seconds": queued["seconds"],
        "cpu_seconds": queued["cpu_seconds"],
        "per_minute": round(queued["queued"] / queued["seconds"] * 60),
        "quiet_p50_ms": at(quiet, 0.5),
        "quiet_p99_ms": at(quiet, 0.99),
        "busy_p50_ms": at(sorted(during), 0.5),
        "busy_p99_ms": at(sorted(during), 0.99),
        "ratio_p50": round(at(sorted(during), 0.5) / at(quiet, 0.5), 2),
        "ratio_p99": round(at(sorted(during), 0.99) / at(quiet, 0.99), 2),
        "quiet_requests": len(quiet),
        "busy_requests": len(during),
        "processors": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 1),
    }


def latencies(server: Server, paths: list[str], requests: int) -> list[float]:
    return list(ask(server, paths, requests=requests)["latencies"])


def at(values: Sequence[float], share: float) -> float:
    return round(values[min(len(values) - 1, int(len(values) * share))] * 1000, 1)


def markdown(found: dict[str, Any]) -> str:
    lines = [
        "# How fast an issue is queued, and what readers feel meanwhile",
        "",
        "<!-- Written by `make bench-outreach`: measure again, do not edit. -->",
        "",
        f"Measured on {found['measured_on']} with {found['database']}, {found['processors']} processors, load average "
        f"{found['load_average']} (other work was running on the machine when it is well above 1).",
        "",
        "| What | Figure | Aim |",
        "|---|---|---|",
        f"| Members who get the issue by mail and as a notice | {found['members']:,} | 100,000 |",
        f"| Rows queued (mails and notices) | {found['queued']:,} | |",
        f"| Seconds until all were queued | {found['seconds']} | {REACH_SECONDS:.0f} for 100,000 |",
        f"| Seconds of processor time of it | {found['cpu_seconds']} | |",
        f"| Queued per minute | {found['per_minute']:,} | 100,000 |",
        f"| Topic page, quiet: p50, p99 | {found['quiet_p50_ms']} ms, {found['quiet_p99_ms']} ms | |",
        f"| Topic page, while queueing: p50, p99 | {found['busy_p50_ms']} ms, {found['busy_p99_ms']} ms | |",
        f"| Ratio of p99 | {found['ratio_p99']} | ≤ {REACH_RATIO} |",
        f"| Ratio of p50 | {found['ratio_p50']} | |",
        "",
        f"{found['quiet_requests']} quiet requests (half before, half after) and {found['busy_requests']} while an "
        "issue was being queued, one reader at a time.",
    ]
    lines += banner.lines(found["banner"]) if "banner" in found else []
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    raise SystemExit(main())
