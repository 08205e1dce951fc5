"""Many places and topics are judged at once: how to keep the number of false alarms where it was meant to be.

source    Dunn OJ. Multiple comparisons among means. J Am Stat Assoc 1961;56(293):52-64 (Bonferroni's division)
          Benjamini Y, Hochberg Y. Controlling the false discovery rate. J R Stat Soc B 1995;57(1):289-300.
          doi:10.1111/j.2517-6161.1995.tb02031.x
errs      Bonferroni misses more and keeps any false alarm rare; the false discovery rate keeps the share of false
          alarms among all alarms
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .errors import BadOption
from .vocabulary import Flags, Judged, Numbers, Reason


def shared(alpha: float, series: int) -> float:
    """The chance each of so many series may take, so that together they take `alpha`.

    >>> shared(0.05, 10)
    0.005
    """
    if series < 1 or not 0 < alpha < 1:
        raise BadOption("alpha lies between 0 and 1, and there is one series at least")
    return alpha / series


def discoveries(p: Numbers, rate: float) -> Flags:
    """Which of the p-values stand out, when this share of those that do may be false.

    p         any shape; nan is left out and never stands out
    rate      between 0 and 1

    >>> discoveries(np.array([0.001, 0.012, 0.03, 0.8]), 0.05).tolist()
    [True, True, True, False]
    """
    known = np.sort(p[~np.isnan(p)])
    below = np.flatnonzero(known <= rate * np.arange(1, len(known) + 1) / max(len(known), 1))
    last = known[below[-1]] if len(below) else -1.0
    with np.errstate(invalid="ignore"):
        made: Flags = p <= last
    return made


def by_discovery(judged: Judged, rate: float) -> Judged:
    """The same verdicts, with the alarms of each period chosen among all series together.

    An alarm stays an alarm only where its count is above its own limit too.
    raises    BadOption, where the detector gives no p-values
    """
    if judged.p is None:
        raise BadOption("this detector gives no p-values, so false discoveries cannot be counted")
    alarm = np.zeros_like(judged.alarm)
    for at in range(judged.p.shape[1]):
        alarm[:, at] = discoveries(judged.p[:, at], rate)
    return replace(judged, alarm=alarm & judged.alarm & (judged.reason == Reason.JUDGED))
