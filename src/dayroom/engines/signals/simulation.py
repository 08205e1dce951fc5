"""Series as weekly reports look, with planted outbreaks: the 42 scenarios of Noufaily 2013.

source    Noufaily A, Enki DG, Farrington P, et al. An improved algorithm for outbreak detection in multiple
          surveillance systems. Stat Med 2013;32(7):1206-1222. doi:10.1002/sim.5595; section 3.2, table I (scenarios),
          section 3.3 (outbreaks: start at random, size Poisson with mean k standard deviations of the baseline, spread
          over weeks by a lognormal distribution with mean 0 and standard deviation 0.5)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .evaluation import Outbreak
from .vocabulary import Numbers

WEEKS_IN_ALL, WEEKS_IN_A_YEAR = 624, 52
# four outbreaks of the past and one now, in weeks counted from 1
PAST_WEEKS, PAST_OUTBREAKS, PAST_SIZES = (313, 575), 4, (2, 3, 5, 10)
TEST_WEEKS, TEST_SIZES = (576, 624), tuple(range(1, 11))
SPREAD_MEAN, SPREAD_SIGMA = 0.0, 0.5
# theta, beta, gamma1, gamma2, phi of each level; each is run without season, with one and with two waves a year
_LEVELS = (
    (0.1, 0.0025, 0.6, 0.6, 1.5),
    (-2.0, 0.005, 0.1, 0.3, 2.0),
    (1.5, 0.003, 0.2, -0.4, 1.0),
    (0.5, 0.002, 0.5, 0.5, 5.0),
    (2.5, 0.001, 1.0, 0.1, 3.0),
    (3.75, 0.001, 0.1, -0.1, 1.1),
    (5.0, 0.0001, 0.05, 0.01, 1.2),
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One line of the table: log mean θ + β·t + waves, variance φ times the mean, m waves a year."""

    number: int
    theta: float
    beta: float
    gamma1: float
    gamma2: float
    phi: float
    waves: int

    def mean(self, weeks: Numbers) -> Numbers:
        """Mean count in the given weeks, counted from 1."""
        turn = 2 * np.pi * weeks / WEEKS_IN_A_YEAR
        log = self.theta + self.beta * weeks
        for j in range(1, self.waves + 1):
            log = log + self.gamma1 * np.cos(j * turn) + self.gamma2 * np.sin(j * turn)
        made: Numbers = np.exp(log)
        return made


def scenarios() -> list[Scenario]:
    """All 42, numbered as in the table.

    >>> len(scenarios()), scenarios()[4].beta, scenarios()[4].waves
    (42, 0.0025, 1)
    """
    made: list[Scenario] = []
    for theta, beta, gamma1, gamma2, phi in _LEVELS:
        for slope in (0.0, beta):
            for waves in range(3):
                used = (gamma1, gamma2) if waves else (0.0, 0.0)
                made.append(Scenario(len(made) + 1, theta, slope, *used, phi, waves))
    return made


@dataclass(frozen=True, slots=True)
class Simulated:
    """Series and what was planted in them.

    values      (series, 624)
    outbreaks   those of the test weeks, one per series
    past        those of the earlier weeks, which a detector has to live with
    """

    values: Numbers
    outbreaks: list[Outbreak]
    past: list[Outbreak]


def simulate(scenario: Scenario, series: int, *, seed: int) -> Simulated:
    """Series of one scenario, each with four earlier outbreaks and one in the test weeks.

    seed      the same seed gives the same series
    """
    random = np.random.default_rng([seed, scenario.number])
    mean = scenario.mean(np.arange(1, WEEKS_IN_ALL + 1, dtype=np.float64))
    values = _baseline(random, mean, scenario.phi, series)
    spread = np.sqrt(scenario.phi * mean)
    past, now = [], []
    for row in range(series):
        for _ in range(PAST_OUTBREAKS):
            start = int(random.integers(PAST_WEEKS[0] - 1, PAST_WEEKS[1]))
            past.append(_plant(random, values, row, start, float(random.choice(PAST_SIZES)) * spread[start]))
        # an outbreak must have room before the end
        start = int(random.integers(TEST_WEEKS[0] - 1, TEST_WEEKS[1] - 4))
        now.append(_plant(random, values, row, start, float(random.choice(TEST_SIZES)) * spread[start]))
    return Simulated(values, [one for one in now if one], [one for one in past if one])


def _baseline(random: np.random.Generator, mean: Numbers, phi: float, series: int) -> Numbers:
    if phi == 1:
        return random.poisson(mean, (series, len(mean))).astype(np.float64)
    return random.negative_binomial(mean / (phi - 1), 1 / phi, (series, len(mean))).astype(np.float64)


def _plant(random: np.random.Generator, values: Numbers, row: int, start: int, size: float) -> Outbreak | None:
    """Spread the cases of one outbreak over the weeks from `start` on; none where chance gave it no case."""
    cases = int(random.poisson(size))
    if not cases:
        return None
    weeks = start + np.floor(random.lognormal(SPREAD_MEAN, SPREAD_SIGMA, cases)).astype(int)
    weeks = weeks[weeks < values.shape[1]]
    if not len(weeks):
        return None
    np.add.at(values[row], weeks, 1)
    return Outbreak(row, int(weeks.min()), int(weeks.max()))
