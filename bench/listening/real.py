"""Real input, read by the site's own code: a feed of an authority, two lakes of posts, official counts, both compared.

Each set has a process and a site of its own (a data folder with its own database), so that none sees another's posts.
A set that is not beside the project is skipped, and its row says so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from bench.environment import HOME, ROOT, Site
from bench.guard.rows import DATA, Measured

# module under `sets` → the sets that it reads
SETS = {
    "outbreak_news": ("who_outbreak_news", "gazetteers"),
    "health_news": ("tweets_healthnews_uci",),
    "vaccine_posts": ("tweets_pfizer_vaccine",),
    "official_flu": ("flu_ilinet_gft",),
    "official_measles": ("measles_us_2025_jhu",),
    "together": ("social_signal_bluesky_flu", "flu_ilinet_gft"),
}


def measure() -> list[Measured]:
    """See the module."""
    return [row for name, sets in SETS.items() for row in _measured(name, sets)]


def _measured(name: str, sets: tuple[str, ...]) -> list[Measured]:
    absent = [one for one in sets if not (DATA / one).is_dir()]
    if absent:
        note = f"{absent[0]}: skipped, the set is not beside the project."
        return [Measured("real", name.replace("_", " "), absent[0], "skipped", float("nan"), 0, note=note)]
    site = Site("sqlite", 0, f"-listening-{name.replace('_', '-')}")
    shutil.rmtree(site.folder, ignore_errors=True)
    shutil.copytree(_empty(), site.folder)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bench.listening.sets", name], env=site.env(), cwd=ROOT, check=True,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    finally:
        shutil.rmtree(site.folder, ignore_errors=True)
    return [_row(told) for told in json.loads(done.stdout.splitlines()[-1])]


def _row(told: dict[str, object]) -> Measured:
    told.pop("reached")
    return Measured(**told)  # type: ignore[arg-type]  # what as_dict of the same class gave


def _empty() -> Path:
    """The folder of a site without posts; migrating it takes a minute, so it is made once."""
    site = Site("sqlite", 0, "-listening-empty")
    if not site.is_there():
        site.folder.mkdir(parents=True, exist_ok=True)
        HOME.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=site.env(), cwd=ROOT, check=True)
    return site.folder
