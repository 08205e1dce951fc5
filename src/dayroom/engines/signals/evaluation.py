"""How good a detector is: what it catches, how often it cries wolf, how late it is. Never accuracy.

source    Noufaily A, Morbey RA, Colón-González FJ, et al. Comparison of statistical algorithms for daily syndromic
          surveillance aberration detection. Bioinformatics 2019;35(17):3110-3118. doi:10.1093/bioinformatics/bty997
          (probability of detection, false-positive rate, positive predictive value, timeliness)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .vocabulary import Flags, Judged, Reason


@dataclass(frozen=True, slots=True)
class Outbreak:
    """A known outbreak: periods `start` to `end`, both in it, counted from 0."""

    series: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quality:
    """What was counted. Rates are None where nothing was there to count.

    caught, outbreaks        outbreaks with an alarm; outbreaks with a judged period
    false, ordinary          alarms in judged periods outside outbreaks; those periods
    right, alarms            alarms inside outbreaks; all alarms
    unusual                  judged periods inside outbreaks
    lateness                 per outbreak: delay of the first alarm over duration, 1 where there was none
    """

    caught: int
    outbreaks: int
    false: int
    ordinary: int
    right: int
    alarms: int
    unusual: int
    lateness: float

    @property
    def pod(self) -> float | None:
        """Probability of detection."""
        return self.caught / self.outbreaks if self.outbreaks else None

    @property
    def fpr(self) -> float | None:
        """False-positive rate, per ordinary period."""
        return self.false / self.ordinary if self.ordinary else None

    @property
    def ppv(self) -> float | None:
        """Positive predictive value, per alarm."""
        return self.right / self.alarms if self.alarms else None

    @property
    def sensitivity(self) -> float | None:
        """Share of the outbreaks' periods that alarm."""
        return self.right / self.unusual if self.unusual else None

    @property
    def timeliness(self) -> float | None:
        """Mean of delay over duration; 0 is at once, 1 is missed."""
        return self.lateness / self.outbreaks if self.outbreaks else None


def looked_at(judged: Judged) -> Flags:
    """Periods that count: judged, or passed over for too few reports, which is a way of not alarming."""
    made: Flags = (judged.reason == Reason.JUDGED) | (judged.reason == Reason.FEW)
    return made


def evaluate(judged: Judged, outbreaks: Sequence[Outbreak], *, ignore: Flags | None = None) -> Quality:
    """Count what a detector got right.

    outbreaks   those that are to be caught; one without any period that was looked at is left out
    ignore      (series, all periods) ordinary periods that count for nothing, such as earlier outbreaks

    >>> from .vocabulary import counts
    >>> from .ears import Ears
    >>> seen = Ears("C1").judge(counts([5, 3, 7, 4, 6, 5, 4, 6, 5, 20, 7, 6]))
    >>> found = evaluate(seen, [Outbreak(0, 9, 10)])
    >>> found.pod, found.fpr, found.ppv, found.timeliness
    (1.0, 0.0, 1.0, 0.0)
    """
    usable = looked_at(judged)
    inside = np.zeros_like(usable)
    caught = counted = 0
    lateness = 0.0
    for one in outbreaks:
        start, end = max(one.start - judged.first, 0), one.end - judged.first + 1
        inside[one.series, start : max(end, 0)] = True
        if end <= start or not usable[one.series, start:end].any():
            continue
        counted += 1
        alarms = np.flatnonzero(judged.alarm[one.series, start:end])
        caught += len(alarms) > 0
        delay = judged.first + start + int(alarms[0]) - one.start if len(alarms) else one.end - one.start + 1
        lateness += delay / (one.end - one.start + 1)
    ordinary = usable & ~inside
    if ignore is not None:
        ordinary &= ~ignore[:, judged.first :]
    right = int((judged.alarm & inside).sum())
    false = int((judged.alarm & ordinary).sum())
    unusual = int((usable & inside).sum())
    return Quality(caught, counted, false, int(ordinary.sum()), right, right + false, unusual, lateness)


def runs(flags: Flags) -> list[Outbreak]:
    """Outbreaks of one series or several from flagged periods: neighbours belong together.

    >>> runs(np.array([[False, True, True, False, True]]))
    [Outbreak(series=0, start=1, end=2), Outbreak(series=0, start=4, end=4)]
    """
    found = []
    for series, row in enumerate(np.atleast_2d(flags)):
        edges = np.flatnonzero(np.diff(np.concatenate([[False], row, [False]]).astype(np.int8)))
        found += [Outbreak(series, int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return found
