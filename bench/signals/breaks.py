"""Planted supplier breaks in daily counts with a weekly rhythm: which are found, and how many where nothing breaks."""

from __future__ import annotations

import numpy as np

from bench.guard.rows import Measured, share
from dayroom.engines import signals

SEED, SERIES, DAYS, AT = 20261121, 400, 140, 70
RHYTHM = np.array([1.0, 1.0, 1.1, 1.0, 0.9, 0.7, 0.6])
LEVELS = (30.0, 200.0)
FACTORS = {"falls silent": 0.0, "falls to a quarter": 0.25, "falls to a half": 0.5, "doubles": 2.0, "trebles": 3.0}
# a break counts as found within so many days
NEAR = 2


def measure() -> list[Measured]:
    random = np.random.default_rng(SEED)
    made = []
    for level in LEVELS:
        mean = level * np.resize(RHYTHM, DAYS)
        on = f"simulated, {level:.0f} a day"
        for what, factor in FACTORS.items():
            values = random.poisson(np.where(np.arange(DAYS) >= AT, factor * mean, mean), (SERIES, DAYS))
            found = signals.Breaks().find(signals.counts(values, per_year=signals.DAYS))
            hits = {one.series for one in found if abs(one.at - AT) <= NEAR}
            made.append(share(("breaks", f"source {what}", on), "recall", len(hits), SERIES))
        quiet = random.negative_binomial(mean / 2, 1 / 3, (SERIES, DAYS))
        false = len(signals.Breaks().find(signals.counts(quiet, per_year=signals.DAYS)))
        made.append(share(("breaks", "nothing breaks", on), "false breaks a day", false, quiet.size))
    return made
