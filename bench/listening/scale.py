"""Made posts through the whole way: taken in, settled, counted, at three sizes.

Sizes by BENCH_LISTENING (posts of the largest, 440,000 by default); a quarter and a half of it show how it grows.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.environment import HOME, ROOT, Site
from bench.guard.rows import Measured

POSTS = int(os.environ.get("BENCH_LISTENING", "440000"))
WHOLE = 4_400_000  # posts about #MedEd of ten years, the size this is built for
CORES = 2
MINUTES = 20
MEGABYTES = 2_048
WORKERS = 2


def measure() -> list[Measured]:
    """See the module."""
    sizes = (POSTS // 4, POSTS // 2, POSTS)
    runs = {posts: run(f"whole-{posts}", posts) for posts in sizes}
    rows = [row for posts in sizes for row in _of(posts, runs[posts])]
    rows += _grown(sizes, runs)
    return rows


def run(name: str, posts: int) -> dict[str, Any]:
    """One size; what was measured lies beside the site, so that a bench that was broken off goes on."""
    kept = HOME / f"listening-{name}.json"
    if os.environ.get("BENCH_GO_ON") and kept.exists():
        found: dict[str, Any] = json.loads(kept.read_text("utf-8"))
        return found
    site = site_of(name)
    told = {"take": child(site, "take", posts), "count": child(site, "count", posts)}
    told["bytes"] = sum(file.stat().st_size for file in (site.folder / "lake").rglob("*.parquet"))
    shutil.rmtree(site.folder / "lake")
    kept.write_text(json.dumps(told), "utf-8")
    return told


def _of(posts: int, told: dict[str, Any]) -> list[Measured]:
    task, took, counted = f"{posts:,} posts", told["take"], told["count"]
    everything = took["seconds"] + counted["everything"] + counted["topic"]
    peak = max(took["peak_mb"] + WORKERS * took["child_mb"], counted["peak_mb"])
    lost = posts - took["kept"] + posts - counted["mentions"] - counted["copies"]
    values = (
        ("taken in and settled, posts per second", posts / took["seconds"]),
        ("whole way, seconds by the clock", everything),
        ("whole way, seconds of processor time", took["processor"] + counted["processor"]),
        ("counting everything, seconds", counted["everything"]),
        ("counting one topic, seconds", counted["topic"]),
        ("lake, bytes per post", told["bytes"] / posts),
    )
    rows = [Measured("scale", task, "made", name, value, posts) for name, value in values]
    rows.append(Measured("scale", task, "made", "peak memory of all processes, MB, at most", peak, posts,
                         reach=f"<= {MEGABYTES}"))  # fmt: skip
    rows.append(Measured("scale", task, "made", "posts lost or counted twice", lost, posts, reach="<= 0"))
    return rows


def _grown(sizes: tuple[int, int, int], runs: dict[int, dict[str, Any]]) -> list[Measured]:
    """Cost of a further post between sizes, and where the line leads."""
    spent = [runs[posts]["take"]["processor"] + runs[posts]["count"]["processor"] for posts in sizes]
    steps = [
        (more - less) / (large - small) * 1e6
        for small, large, less, more in zip(sizes, sizes[1:], spent, spent[1:], strict=False)
    ]
    projected = (spent[-1] + steps[-1] / 1e6 * (WHOLE - sizes[-1])) / CORES / 60
    rows = [
        Measured(
            "scale", "growth", "made", f"processor time of a further post, {small:,} to {large:,}, µs", step, large
        )
        for small, large, step in zip(sizes, sizes[1:], steps, strict=False)
    ]
    return [*rows, Measured(
        "scale", "growth", "made", f"projected for {WHOLE:,} posts on {CORES} cores, minutes", projected, sizes[-1],
        reach=f"<= {MINUTES}",
        note="The projection draws the line of the last step on; processor time shared evenly by the cores.",
    )]  # fmt: skip


def site_of(name: str) -> Site:
    site = Site("sqlite", 0, f"-listening-{name}")
    shutil.rmtree(site.folder, ignore_errors=True)
    ready = _empty()
    shutil.copytree(ready, site.folder)
    return site


def _empty() -> Path:
    """A site without posts; migrating it takes a minute, so it is made once."""
    site = Site("sqlite", 0, "-listening-empty")
    if not site.is_there():
        site.folder.mkdir(parents=True, exist_ok=True)
        HOME.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=site.env(), cwd=ROOT, check=True)
    return site.folder


def child(site: Site, what: str, posts: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.listening.child", what, str(posts)], env=site.env(), cwd=ROOT, check=True,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
