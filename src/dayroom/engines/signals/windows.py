"""Mean and spread of the recent past, for every period of every series at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .vocabulary import Codes, Flags, Numbers, Reason

# sums of squares of whole numbers are exact in 64-bit floats up to here; larger counts are summed the slow way
EXACT_SQUARES = 9e15
# so much of a baseline must be known: 5 of 7 (our own choice, 2026-11-21; fewer make the spread a guess)
KNOWN_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Window:
    """Which past a period is held against: `length` values, the newest of them `gap` + 1 steps of `step` ago.

    step    1 takes every period, 7 on daily counts only the same weekday
    """

    length: int = 7
    gap: int = 0
    step: int = 1

    @property
    def reach(self) -> int:
        """Periods of past that are needed."""
        return (self.length + self.gap) * self.step


def past_moments(values: Numbers, window: Window) -> tuple[Numbers, Numbers]:
    """Mean and standard deviation (n - 1) of each period's window.

    values    (series, periods); nan where a count is not known
    returns   two arrays (series, periods - window.reach): the first belongs to period `window.reach`;
              nan where too little of the window is known

    >>> [round(float(part[0, 0]), 4) for part in past_moments(np.array([[5., 3, 7, 4, 6, 5, 4, 6]]), Window())]
    [4.8571, 1.3452]
    """
    if window.step == 1:
        return _every(values, window)
    mean = np.full((len(values), max(values.shape[1] - window.reach, 0)), np.nan)
    spread = mean.copy()
    for phase in range(window.step):
        # the periods of one weekday are a series of their own
        one_mean, one_spread = _every(values[:, phase :: window.step], Window(window.length, window.gap))
        start = phase  # reach is a whole number of steps, so the first judged column keeps its phase
        mean[:, start :: window.step] = one_mean
        spread[:, start :: window.step] = one_spread
    return mean, spread


def _every(values: Numbers, window: Window) -> tuple[Numbers, Numbers]:
    n, judged = window.length, max(values.shape[1] - window.reach, 0)
    if not judged:
        nothing = np.empty((len(values), 0))
        return nothing, nothing.copy()
    biggest = float(values.max(initial=0.0))
    if np.isnan(biggest):
        unknown = np.isnan(values)
        return _with_gaps(np.where(unknown, 0.0, values), ~unknown, window, judged)
    if n * n * biggest * biggest > EXACT_SQUARES:
        return _slowly(values, n, judged)
    total, squares = _sums(values, n, judged), _sums(values * values, n, judged)
    mean = total / n
    # exact: whole numbers below 2^53 throughout, so no spread comes out of rounding
    squares *= n
    squares -= total * total
    squares /= n * (n - 1)
    return mean, np.sqrt(squares, out=squares)


def _sums(values: Numbers, n: int, judged: int) -> Numbers:
    """Sums of n neighbours, from sums of 1, 2, 4, …: fewer passes than a running sum, and exact."""
    total: Numbers | None = None
    at, width = 0, 1
    while True:
        if n & width:
            part = values[:, at : at + judged]
            total = part.copy() if total is None else np.add(total, part, out=total)
            at += width
        if 2 * width > n:
            assert total is not None  # noqa: S101 - n has a highest bit
            return total
        values = values[:, :-width] + values[:, width:]
        width *= 2


def _slowly(values: Numbers, n: int, judged: int) -> tuple[Numbers, Numbers]:
    seen = np.lib.stride_tricks.sliding_window_view(values, n, axis=1)[:, :judged]
    return seen.mean(axis=-1), seen.std(axis=-1, ddof=1)


def _with_gaps(values: Numbers, known: Flags, window: Window, judged: int) -> tuple[Numbers, Numbers]:
    n = window.length
    seen = np.lib.stride_tricks.sliding_window_view(values, n, axis=1)[:, :judged]
    held = np.lib.stride_tricks.sliding_window_view(known, n, axis=1)[:, :judged]
    number = held.sum(axis=-1)
    enough = number >= max(3, int(np.ceil(n * KNOWN_SHARE)))
    safe = np.maximum(number, 2)
    mean = seen.sum(axis=-1) / safe
    off = np.where(held, seen - mean[..., None], 0.0)
    spread = np.sqrt((off * off).sum(axis=-1) / (safe - 1))
    return np.where(enough, mean, np.nan), np.where(enough, spread, np.nan)


def reasons(shape: tuple[int, int], first: int, needed: int, baseline: Numbers | None) -> Codes:
    """A reason per judged period: too short a past, then too many gaps, else judged.

    shape      (series, periods from `first` on)
    baseline   (series, periods from max(first, needed) on); nan where the past has too many gaps; None where it
               has none
    """
    made = np.full(shape, Reason.JUDGED, dtype=np.int8)
    made[:, : max(needed - first, 0)] = Reason.SHORT
    if baseline is not None:
        made[:, max(needed - first, 0) :][np.isnan(baseline)] = Reason.GAPS
    return made


def placed(shape: tuple[int, int], values: Numbers) -> Numbers:
    """`values` at the end of rows of nan: what belongs to the periods that have a past."""
    made = np.full(shape, np.nan)
    if values.shape[1]:
        made[:, shape[1] - values.shape[1] :] = values
    return made
