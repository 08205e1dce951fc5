"""German notifiable diseases with outbreak weeks flagged by epidemiologists (development half of the set)."""

from __future__ import annotations

import numpy as np

from bench.guard.rows import Measured, rows, share
from dayroom.engines import signals
from dayroom.engines.signals import Judged, Outbreak, Quality, Reason

from .simulated import at_threshold, total

SET = "outbreak_surveillance_r"
LEVEL = 0.05
# the series have four years: three to look back at leave one to judge, two leave two
YEARS = (3, 2)


def measure() -> list[Measured]:
    series = [(np.array(row["counts"], dtype=float), np.array(row["outbreak"], dtype=bool)) for row in rows(SET)]
    wanted = [
        (name, more)
        for name in signals.detectors()
        for more in ([{"years": years} for years in YEARS] if name.startswith("farrington") else [{}])
    ]
    return [row for name, more in wanted for row in _detector(name, series, more)] if series else []


def _detector(name: str, series: list[tuple[np.ndarray, np.ndarray]], more: dict[str, int]) -> list[Measured]:
    has_p = "with_p" in signals.options(name) and name != "ears-c3"
    detector = signals.detector(name, **more, **({"with_p": True} if has_p else {}))
    seen = [(detector.judge(signals.counts(counts)), signals.runs(flags)) for counts, flags in series]
    found = total([signals.evaluate(verdict, outbreaks) for verdict, outbreaks in seen])
    where = ("real", name + (f", {more['years']} years" if more else ""), SET)
    made = [
        share(where, "POD", found.caught, found.outbreaks),
        share(where, "sensitivity", found.right, found.unusual),
        share(where, "FPR", found.false, found.ordinary),
    ]
    return made + ([_at_level(where, seen)] if has_p else [])


def _at_level(where: tuple[str, str, str], seen: list[tuple[Judged, list[Outbreak]]]) -> Measured:
    """Sensitivity at the loosest threshold on p that keeps the false-positive rate at or below the level."""
    thresholds = np.unique(np.concatenate([one.p[one.reason == Reason.JUDGED] for one, _ in seen if one.p is not None]))
    best: Quality | None = None
    for threshold in np.append(thresholds, 1.1):
        found = total([signals.evaluate(at_threshold(one, threshold), outbreaks) for one, outbreaks in seen])
        if (found.fpr or 0) > LEVEL:
            break
        best = found
    assert best is not None
    return share(
        where, f"sensitivity at FPR <= {LEVEL}", best.right, best.unusual,
        note="Sensitivity at FPR <= 0.05: the loosest threshold on p that keeps it; chosen on the same series.",
    )  # fmt: skip
