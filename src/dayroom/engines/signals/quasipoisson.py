"""Many small regressions of counts at once: log link, variance φ·μ, one level per season group, one slope over time.

With a level per group and one slope, each weighted least-squares step has a closed form: centre the times within each
group, take the slope from what is left, then the levels. No matrix is solved, so a thousand series cost little more
than one.

source    McCullagh P, Nelder JA. Generalized Linear Models, 2nd ed. 1989, 2.5 (iteration), 9.2 (quasi-likelihood)
          Start, stopping rule and guards are those of R 4.2.2 glm(), so that even a fit that runs off to zero stops
          at the same number.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from .vocabulary import Flags, Numbers

# R 4.2.2 glm.control() and make.link("log"), read 2026-11-21
EPSILON = 1e-8
ROUNDS = 25
LEAST_MEAN = float(np.finfo(np.float64).eps)
START = 0.1
# exp() of more overflows
HIGHEST = 700.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each past value stands.

    groups      (n, g) 1.0 where the value belongs to the group; the same for all rows of one fit
    times       (n,) or, where rows differ, (rows, n); centred and scaled
    now_group   group of the period that is judged
    now_time    its place in time, on the same scale: one number, or (rows,)
    """

    groups: Numbers
    times: Numbers
    now_group: int
    now_time: float | Numbers

    def of(self, rows: NDArray[np.intp] | Flags) -> Layout:
        """The layout of some of the rows."""
        if self.times.ndim == 1:
            return self
        return replace(self, times=self.times[rows], now_time=np.asarray(self.now_time)[rows])


@dataclass(frozen=True, slots=True)
class Fit:
    """What came of it, one row per series.

    means, weights   (series, n) fitted means; weights of the last step
    off              (series, n) time, centred within its group by those weights
    level            (series,) logarithm of the mean now; leverage of that prediction
    slope, room      (series,) slope of the logarithm; weighted sum of squares of `off`
    trended          (series,) whether there is a slope at all
    converged        (series,) whether the steps came to rest
    """

    means: Numbers
    weights: Numbers
    off: Numbers
    group_weight: Numbers
    level: Numbers
    leverage: Numbers
    slope: Numbers
    room: Numbers
    trended: Flags
    converged: Flags


def fit(y: Numbers, prior: Numbers, trended: Flags, layout: Layout) -> Fit:
    """Fit every row.

    y         (series, n) counts; 0 where prior is 0
    prior     (series, n) weight of each value; 0 leaves it out
    trended   (series,) whether to fit a slope
    """
    made = _empty(y.shape, layout.groups.shape[1], trended)
    todo = np.arange(len(y))
    means = y + START
    links = np.log(means)
    base = _half_saturated(y, prior)
    before = _deviance(y, prior, links, means, base)
    for turn in range(ROUNDS):
        links, means, state = _step(y, prior, (links, means), trended, layout)
        after = _deviance(y, prior, links, means, base)
        rest = np.abs(after - before) < EPSILON * (np.abs(after) + START)
        leave = rest | (turn == ROUNDS - 1) | ~np.isfinite(after)
        before = after
        if not leave.any():
            continue
        _keep(made, todo[leave], means[leave], [part[leave] for part in state], rest[leave])
        stay = ~leave
        todo = todo[stay]
        if not len(todo):
            break
        y, prior, links, means, trended = y[stay], prior[stay], links[stay], means[stay], trended[stay]
        base, before, layout = base[stay], before[stay], layout.of(stay)
    return made


State = tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Numbers, Numbers]


def _step(
    y: Numbers, prior: Numbers, before: tuple[Numbers, Numbers], trended: Flags, layout: Layout
) -> tuple[Numbers, Numbers, State]:
    """One weighted least-squares step: new logarithms of the means, new means, and what the step was made with."""
    links, means = before
    groups = layout.groups
    weights = prior * means
    work = weights * links
    work += prior * (y - means)  # weight times working response, without dividing by the mean
    total = weights @ groups
    safe = np.where(total > 0, total, 1.0)
    centre = ((weights * layout.times) @ groups) / safe
    height = (work @ groups) / safe
    off = layout.times - centre @ groups.T
    turned = weights * off
    room = np.einsum("ij,ij->i", turned, off)
    sloped = trended & (room > 0)
    slope = np.where(sloped, np.einsum("ij,ij->i", work, off) / np.where(sloped, room, 1.0), 0.0)
    links = off * slope[:, None]
    links += height @ groups.T
    np.clip(links, -HIGHEST, HIGHEST, out=links)
    means = np.maximum(np.exp(links), LEAST_MEAN)
    here = layout.now_group
    ahead = layout.now_time - centre[:, here]
    level = height[:, here] + slope * ahead
    leverage = 1 / safe[:, here] + np.where(sloped, ahead**2 / np.where(sloped, room, 1.0), 0.0)
    return links, means, (weights, off, total, level, leverage, slope, room)


def _half_saturated(y: Numbers, prior: Numbers) -> Numbers:
    positive = np.where(y > 0, y, 1.0)
    made: Numbers = np.einsum("ij,ij->i", prior, y * np.log(positive) - y)
    return made


def _deviance(y: Numbers, prior: Numbers, links: Numbers, means: Numbers, base: Numbers) -> Numbers:
    seen = np.einsum("ij,ij->i", prior, means) - np.einsum("ij,ij,ij->i", prior, y, links)
    made: Numbers = 2 * (base + seen)
    return made


def _empty(shape: tuple[int, ...], groups: int, trended: Flags) -> Fit:
    row, wide = shape[0], (shape[0], shape[1])
    level, leverage, slope, room = (np.zeros(row) for _ in range(4))
    return Fit(
        means=np.ones(wide),
        weights=np.zeros(wide),
        off=np.zeros(wide),
        group_weight=np.zeros((row, groups)),
        level=level,
        leverage=leverage,
        slope=slope,
        room=room,
        trended=trended,
        converged=np.zeros(row, bool),
    )


def _keep(made: Fit, rows: NDArray[np.intp], means: Numbers, state: list[Numbers], rest: Flags) -> None:
    made.means[rows] = means
    places = (made.weights, made.off, made.group_weight, made.level, made.leverage, made.slope, made.room)
    for place, part in zip(places, state, strict=True):
        place[rows] = part
    made.converged[rows] = rest


def chosen(one: Fit, other: Fit, rows: NDArray[np.intp]) -> Fit:
    """`one`, with the given rows taken from `other` (which holds only those)."""
    parts = {field.name: getattr(one, field.name).copy() for field in fields(Fit)}
    for name, part in parts.items():
        part[rows] = getattr(other, name)
    return replace(one, **parts)


def working_residuals(y: Numbers, fitted: Fit) -> Numbers:
    """(y - μ)/μ, elementwise."""
    made: Numbers = (y - fitted.means) / fitted.means
    return made


def leverages(fitted: Fit, layout: Layout) -> Numbers:
    """How much each value pulls its own fitted mean, (series, n), between 0 and 1."""
    total = np.where(fitted.group_weight > 0, fitted.group_weight, 1.0)
    sloped = fitted.trended & (fitted.room > 0)
    share = np.where(sloped, 1 / np.where(sloped, fitted.room, 1.0), 0.0)
    made: Numbers = fitted.weights * ((1 / total) @ layout.groups.T + fitted.off**2 * share[:, None])
    return made


def freedom(prior: Numbers, fitted: Fit, layout: Layout) -> Numbers:
    """Values minus levels and slope, (series,)."""
    used = ((prior > 0) @ layout.groups > 0).sum(axis=1) + fitted.trended
    made: Numbers = ((prior > 0).sum(axis=1) - used).astype(np.float64)
    return made
