"""How fast, beside R on the same core and the same series; and that memory grows with the series, not faster."""

from __future__ import annotations

import os
import time
import tracemalloc

import numpy as np

from bench.guard.rows import Measured
from dayroom.engines import signals

from . import rival

SEED, SERIES, WEEKS = 20130307, 1000, 520
TURNS = 5
SET = "1,000 weekly series of ten years"


def measure() -> list[Measured]:
    """Everything on one core: processor seconds of this process, and those R counts for itself."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    values = _series(SERIES)
    made = []
    for name, what, needed, reach in (
        ("farrington-flexible", "flexible", WEEKS, ">= 50"),
        ("ears-c1", "C1", 8, ">= 500"),
        ("ears-c2", "C2", 10, ">= 500"),
        ("ears-c3", "C3", 12, ">= 500"),
    ):
        made += _one(values, name, what, needed, reach)
    return [*made, _memory()]


def _series(number: int) -> np.ndarray:
    table = signals.scenarios()
    each = -(-number // len(table))
    values = np.concatenate([signals.simulate(scenario, each, seed=SEED).values[:, -WEEKS:] for scenario in table])
    kept: np.ndarray = values[:number]
    return kept


def _one(values: np.ndarray, name: str, what: str, first: int, reach: str) -> list[Measured]:
    detector = signals.detector(name)
    taken = []
    for _ in range(TURNS):
        started = time.process_time()
        detector.judge(signals.counts(values), since=first - 1)
        taken.append(time.process_time() - started)
    ours = len(values) / float(np.median(taken))
    weeks = "current week" if first == WEEKS else "all weeks"
    made = [Measured("speed", f"{name}, {weeks}", SET, "series per CPU-second", ours, TURNS)]
    if rival.there():
        alpha = {"flexible": 0.005, "C3": 0.025}.get(what, 0.001)
        answer = rival.ask(values, what, first=first, alpha=alpha)
        theirs = len(values) / answer.cpu_seconds
        note = f"Beside {answer.version}, one core, the same series, the same run."
        made.append(Measured("speed", f"{name} (R), {weeks}", SET, "series per CPU-second", theirs, 1, note=note))
        made.append(Measured("speed", f"{name}, {weeks}", SET, "times as fast as R", ours / theirs, 1, reach=reach))
    return made


def _memory() -> Measured:
    """Peak memory of four times as many series, over the peak of one time."""
    peaks = []
    for number in (500, 2000):
        given = signals.counts(_series(number))
        tracemalloc.start()
        signals.detector(signals.DEFAULT_DETECTOR).judge(given, since=-1)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    note = "Memory: four times as many series must not need more than four times as much."
    return Measured(
        "speed", "farrington-flexible, current week", "500 and 2,000 series", "growth of peak memory",
        peaks[1] / peaks[0], 2, reach="<= 4.4", note=note,
    )  # fmt: skip
