"""A process killed in the middle of reading, and another that goes on: the same counts as without.

The kill -9 comes when half of the parts are written, and takes the processes that write them with it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time

from bench.environment import ROOT
from bench.guard.rows import Measured

from .scale import POSTS, child, run, site_of

KILLED = POSTS // 16


def measure() -> list[Measured]:
    """See the module."""
    # names of this process: two benches at once must not use one lake
    own = f"{KILLED}-{os.getpid()}"
    whole = run(f"unhurt-{own}", KILLED)
    site = site_of(f"killed-{own}")
    started = subprocess.Popen(
        [sys.executable, "-m", "bench.listening.child", "take", str(KILLED)], env=site.env(), cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    parts = site.folder / "lake" / "parts"
    while started.poll() is None and len(list(parts.rglob("*.parquet"))) < KILLED // 4_000 // 2:
        time.sleep(0.05)
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    before = len(list(parts.rglob("*.parquet")))
    took, counted = child(site, "take", KILLED), child(site, "count", KILLED)
    shutil.rmtree(site.folder)
    same = counted["digest"] == whole["count"]["digest"] and took["kept"] == KILLED
    task = f"{KILLED:,} posts, killed after {before} parts"
    return [Measured("kill", task, "made", "counts are those of a round that was not killed", float(same), KILLED,
                     reach=">= 1")]  # fmt: skip
