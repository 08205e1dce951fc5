"""Short outbreaks planted in daily counts of posts: a rhythm of the week, overdispersion, one outbreak after another.

The listening desk judges days, so its default detector is chosen here (listening.vocabulary.alarms.DEFAULT_DAILY).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.guard.rows import Measured, share
from dayroom.engines import signals

SEED, SERIES, DAYS, FIRST = 20261121, 720, 150, 20
LEVELS, DISPERSIONS = (5.0, 10.0, 30.0, 100.0), (1.3, 2.0, 4.0)
RHYTHM = np.array([1.1, 1.05, 1.0, 1.05, 1.1, 0.85, 0.85])
# standard deviations that an outbreak adds to each of its days; days it lasts; days of rest until the next
STRENGTH, LASTS, REST = (3.0, 6.0), (2, 6), (6, 40)
# fewer mentions raise no alarm at the desk
LEAST = 10
ON = f"{SERIES} made-up daily series"
TRIED = (
    ("ears-c1", 0.001), ("ears-c1", 0.0001), ("ears-c2", 0.001), ("ears-c2", 0.0001), ("epitweetr", 0.025),
    ("epitweetr", 0.005), ("epitweetr", 0.0025),
)  # fmt: skip


def measure() -> list[Measured]:
    values, outbreaks = _made()
    given = signals.counts(values, per_year=signals.DAYS)
    made = []
    for name, alpha in TRIED:
        judged = signals.detector(name, alpha=alpha).judge(given, since=FIRST)
        judged.alarm[values[:, FIRST:] < LEAST] = False
        found = signals.evaluate(judged, outbreaks)
        where = ("daily", f"{name}, alpha {alpha}", ON)
        made += [
            share(where, "POD", found.caught, found.outbreaks),
            share(where, "FPR", found.false, found.ordinary),
            share(where, "PPV", found.right, found.alarms),
        ]
        late = found.timeliness
        if late is not None:
            made.append(Measured(*where, "timeliness", late, found.outbreaks))
    return made


def _made() -> tuple[NDArray[np.float64], list[signals.Outbreak]]:
    """Counts, and the outbreaks that were added to them."""
    random = np.random.default_rng(SEED)
    kinds = [(level, spread) for level in LEVELS for spread in DISPERSIONS]
    rows, outbreaks = [], []
    for series in range(SERIES):
        level, spread = kinds[series % len(kinds)]
        slow = 1 + 0.15 * np.sin(np.arange(DAYS) / 30 + random.random() * 6)
        mean = level * np.resize(RHYTHM, DAYS) * slow
        counts = random.negative_binomial(mean / (spread - 1), 1 / spread).astype(np.float64)
        at = FIRST + int(random.integers(10, 25))
        while at + LASTS[1] < DAYS:
            days = int(random.integers(*LASTS))
            counts[at : at + days] += random.poisson(random.uniform(*STRENGTH) * np.sqrt(spread * mean[at]), days)
            outbreaks.append(signals.Outbreak(series, at, at + days - 1))
            at += days + int(random.integers(*REST))
        rows.append(counts)
    return np.stack(rows), outbreaks
