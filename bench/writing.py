"""Posts per second with eight writers and the guard on, beside what the database inserts by itself."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

from bench.environment import ROOT, Site, inside, keep

WRITERS = 8
SECONDS = 8
SHARE = 0.004  # a site of its own: what is written here must not be found by the other measurements
TURNS = ("insert_rows", "write_posts", "insert_rows", "write_posts")


def measure(sites: list[Site]) -> None:
    site = Site(sites[0].database, SHARE)
    shutil.rmtree(site.folder, ignore_errors=True)
    site.folder.mkdir(parents=True)
    if site.database == "postgresql":
        site.make_database()
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=site.env(), cwd=ROOT, check=True
    )
    inside(site, "generate", str(SHARE), "auto")
    inside(site, "prepare_inserts")
    found: dict[str, list[dict[str, float]]] = {}
    for step in TURNS:
        found.setdefault(step, []).append(_together(site, step))
    best = {step: max(turns, key=lambda turn: turn["per_second"]) for step, turns in found.items()}
    keep(
        sites[0],
        "writing",
        {"measured_on": datetime.now(UTC).date().isoformat(), "writers": WRITERS, "seconds": SECONDS, **best},
    )


def _together(site: Site, step: str) -> dict[str, float]:
    """Eight processes, each for the same span of time; they begin once all of them are ready."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "bench", "--inside", step, str(number), str(SECONDS)],
            env=site.env(DAYROOM_LOG_LEVEL="CRITICAL"),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    results: list[dict[str, Any]] = [json.loads(writer.communicate()[0].splitlines()[-1]) for writer in writers]
    waits = sorted(wait for result in results for wait in result["waits"])
    return {
        "per_second": round(sum(result["count"] for result in results) / SECONDS, 1),
        # without the database's own processes
        "cpu_ms": round(sum(result["cpu"] for result in results) * 1000 / max(1, len(waits)), 2),
        "refused": sum(result["refused"] for result in results),
        "p50_ms": round(waits[len(waits) // 2] * 1000, 1),
        "p99_ms": round(waits[int(len(waits) * 0.99)] * 1000, 1),
    }
