"""The 42 scenarios of Noufaily 2013: every detector, and R's Farrington Flexible on some of the same series."""

from __future__ import annotations

import numpy as np

from bench.guard.rows import Measured, share
from dayroom.engines import signals
from dayroom.engines.signals import Judged, Outbreak, Quality, Reason, Simulated
from dayroom.engines.signals.evaluation import looked_at
from dayroom.engines.signals.simulation import TEST_WEEKS

from . import rival

SEED = 20130307
SERIES, SERIES_WITH_R = 60, 3
# the default, and a looser one that uses up most of what the reach allows
ALPHAS = (signals.FarringtonFlexible().alpha, 0.015)
# "at a false-positive rate of" (the reach of this project)
LEVEL = 0.02
ALL = "42 scenarios"


def measure() -> list[Measured]:
    made = [signals.simulate(scenario, SERIES, seed=SEED) for scenario in signals.scenarios()]
    found = [row for name in signals.detectors() for row in _detector(name, made)]
    return found + ([row for alpha in ALPHAS for row in _beside_r(made, alpha)] if rival.there() else [])


def _detector(name: str, made: list[Simulated]) -> list[Measured]:
    known = signals.options(name)
    has_p = "with_p" in known and name != "ears-c3"
    detector = signals.detector(name, **({"with_p": True} if has_p else {}))
    seen = [(one, _judged(detector, one.values)) for one in made]
    reach = "<= 0.02" if name == signals.DEFAULT_DETECTOR else ""
    rows = quality_rows(name, total([signals.evaluate(verdict, one.outbreaks) for one, verdict in seen]), fpr=reach)
    if has_p:
        rows += _at_level(name, seen)
    return rows


def _judged(detector: signals.Detector, values: np.ndarray) -> Judged:
    return detector.judge(signals.counts(values), since=TEST_WEEKS[0] - 1)


def quality_rows(name: str, found: Quality, *, fpr: str = "") -> list[Measured]:
    """The field's measures of one detector with its defaults."""
    where = ("simulated", name, ALL)
    return [
        share(where, "POD", found.caught, found.outbreaks),
        share(where, "FPR", found.false, found.ordinary, reach=fpr),
        share(where, "PPV", found.right, found.alarms),
        Measured(*where, "timeliness", found.timeliness or float("nan"), found.outbreaks),
    ]


def total(parts: list[Quality]) -> Quality:
    """Counts of several runs added up."""
    names = Quality.__dataclass_fields__
    return Quality(**{name: sum(getattr(part, name) for part in parts) for name in names})


def _at_level(name: str, seen: list[tuple[Simulated, Judged]]) -> list[Measured]:
    """POD where the threshold on p is set so that 2 % of ordinary weeks alarm."""
    ordinary = np.concatenate([_ordinary_p(one.outbreaks, verdict) for one, verdict in seen])
    threshold = np.quantile(ordinary, LEVEL)
    found = total([signals.evaluate(at_threshold(verdict, threshold), one.outbreaks) for one, verdict in seen])
    return [
        share(
            ("simulated", name, ALL), f"POD at FPR {LEVEL}", found.caught, found.outbreaks,
            note="POD at FPR 0.02: the threshold is chosen afterwards so that 2 % of the ordinary weeks alarm.",
        )
    ]  # fmt: skip


def at_threshold(verdict: Judged, threshold: float) -> Judged:
    """The same verdicts with alarms where p is below a threshold of our choice."""
    assert verdict.p is not None
    with np.errstate(invalid="ignore"):
        alarm = (verdict.p < threshold) & (verdict.observed > 0) & (verdict.reason == Reason.JUDGED)
    return Judged(verdict.first, verdict.observed, verdict.expected, verdict.limit, alarm, verdict.reason, verdict.p)


def _ordinary_p(outbreaks: list[Outbreak], verdict: Judged) -> np.ndarray:
    assert verdict.p is not None
    ordinary = looked_at(verdict)
    for one in outbreaks:
        ordinary[one.series, max(one.start - verdict.first, 0) : one.end - verdict.first + 1] = False
    # a week with too few reports has no p and never alarms
    return np.nan_to_num(verdict.p[ordinary], nan=1.0)


def _beside_r(made: list[Simulated], alpha: float) -> list[Measured]:
    """Our default and R's Farrington Flexible with the same settings on the same series."""
    values = np.concatenate([one.values[:SERIES_WITH_R] for one in made])
    outbreaks = [
        Outbreak(at * SERIES_WITH_R + out.series, out.start, out.end)
        for at, one in enumerate(made)
        for out in one.outbreaks
        if out.series < SERIES_WITH_R
    ]
    ours = _judged(signals.detector(signals.DEFAULT_DETECTOR, alpha=alpha), values)
    answer = rival.ask(values, "flexible", first=TEST_WEEKS[0], alpha=alpha)
    reason = np.where(np.isnan(answer.limit), Reason.FEW, Reason.JUDGED).astype(np.int8)
    theirs = Judged(ours.first, ours.observed, answer.limit, answer.limit, answer.alarm, reason)
    mine, other = signals.evaluate(ours, outbreaks), signals.evaluate(theirs, outbreaks)
    some = f"{len(values)} of these series"
    known = ~np.isnan(answer.limit) & ~np.isnan(ours.limit)
    off = np.abs(ours.limit - answer.limit)[known] / np.maximum(np.abs(answer.limit[known]), 1)
    note = f"Beside {answer.version}, the same settings, the same run."
    name = f"{signals.DEFAULT_DETECTOR}, alpha {alpha:g}"
    return [
        share(("simulated", f"{name} (R)", some), "POD", other.caught, other.outbreaks, note=note),
        share(("simulated", f"{name} (R)", some), "FPR", other.false, other.ordinary),
        share(("simulated", name, some), "POD", mine.caught, mine.outbreaks),
        Measured(
            "simulated", name, some, "POD minus R's POD", (mine.pod or 0.0) - (other.pod or 0.0), mine.outbreaks,
            reach=">= 0",
        ),
        share(("simulated", name, some), "FPR", mine.false, mine.ordinary, reach="<= 0.02"),
        Measured(
            "simulated", name, some, "alarms other than R's", int((ours.alarm != answer.alarm).sum()),
            ours.alarm.size, reach="<= 0",
        ),
        Measured(
            "simulated", name, some, "largest relative difference of a limit", float(off.max()), int(known.sum()),
            reach="<= 1e-6",
        ),
    ]  # fmt: skip
