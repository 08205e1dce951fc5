"""Which detector looks at the series, and how many of them share its chance of a false alarm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from dayroom.engines import signals

from .periods import EPOCH, NAMES, Arranged, Series

# for a past that is too short for the default detector
SHORT_PAST = "ears-c2"
# of all alarms of a period, so many may be false (Benjamini and Hochberg's own example, 1995)
DISCOVERY_RATE = 0.05
# what epitweetr itself does over places
BY_DEFAULT = {"epitweetr": "bonferroni"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked for.

    detector    empty takes the default, or one for a short past
    across      none, bonferroni or fdr; empty takes what the detector does by itself
    calendar    earlier years by the calendar and not by 52 weeks
    chosen      settings of the detector
    """

    detector: str = ""
    across: str = ""
    calendar: bool = False
    chosen: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One series, what was said of it (row `at` of `judged`), and its supply breaks."""

    series: Series
    judged: signals.Judged
    at: int
    breaks: list[signals.Break]

    def rows(self) -> list[dict[str, Any]]:
        """One plain row per period; made when asked for, since a file may hold millions."""
        return list(self.judged.rows(self.at))

    def ends_with_alarm(self) -> bool:
        """Whether the newest period alarms."""
        return bool(self.judged.alarm[self.at, -1])


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Everything that is to be told."""

    detector: str
    needs: int
    verdicts: list[Verdict]
    told: list[str]


def judge(arranged: Arranged, wanted: Wanted) -> Verdicts:
    """Judge every series; those of the same span together.

    raises    signals.BadOption, signals.NoSuchDetector
    """
    told: list[str] = []
    name = wanted.detector or _fitting(arranged, told)
    across = wanted.across or BY_DEFAULT.get(name, "none")
    detector = _made(name, wanted.chosen, across, len(arranged.series), told)
    spans: dict[tuple[int, int], list[Series]] = {}
    for one in arranged.series:
        spans.setdefault((one.start, len(one.values)), []).append(one)
    verdicts: dict[int, Verdict] = {}
    for members in spans.values():
        given = _counts(arranged, members, calendar=wanted.calendar)
        seen = detector.judge(given)
        if across == "fdr":
            seen = signals.by_discovery(seen, DISCOVERY_RATE)
        breaks = [found for found in signals.Breaks().find(given) if _is_told(found, arranged.per_year)]
        for at, one in enumerate(members):
            verdicts[id(one)] = Verdict(one, seen, at, [found for found in breaks if found.series == at])
    return Verdicts(name, detector.needs(arranged.per_year), [verdicts[id(one)] for one in arranged.series], told)


def _is_told(found: signals.Break, per_year: int) -> bool:
    """Over weeks and months a season rises and falls like a break, so only silence is told there."""
    return per_year == signals.DAYS or found.kind is signals.Kind.SILENT


def _fitting(arranged: Arranged, told: list[str]) -> str:
    """The default detector, or a simple one where no series has the past it needs."""
    needed = signals.detector(signals.DEFAULT_DETECTOR).needs(arranged.per_year)
    longest = max(len(one.values) for one in arranged.series)
    if longest > needed:
        return signals.DEFAULT_DETECTOR
    unit = NAMES[arranged.per_year]
    told.append(f"{signals.DEFAULT_DETECTOR} needs {needed} {unit}s of past, so {SHORT_PAST} was used")
    return SHORT_PAST


def _made(name: str, chosen: dict[str, Any], across: str, series: int, told: list[str]) -> signals.Detector:
    settings = dict(chosen)
    known = signals.options(name)
    if across == "fdr" and "with_p" not in known:
        raise signals.BadOption(f"{name} gives no p-values, so --across fdr cannot be used with it")
    if across == "fdr":
        settings["with_p"] = True
    if across == "bonferroni" and series > 1:
        if "alpha" not in known:
            raise signals.BadOption(f"{name} has no alpha that the series could share")
        plain = signals.detector(name, **settings)
        settings["alpha"] = signals.shared(_alpha(plain), series)
        told.append(f"{series} series share the chance of a false alarm ({_alpha(plain):g} a period in all)")
    elif across == "none" and series > 1:
        told.append(f"{series} series are judged one by one; --across bonferroni or fdr keeps false alarms down")
    return signals.detector(name, **settings)


def _alpha(detector: signals.Detector) -> float:
    given = getattr(detector, "chance", None)
    return float(given if given is not None else getattr(detector, "alpha"))  # noqa: B009 - not part of the protocol


def _counts(arranged: Arranged, members: Sequence[Series], *, calendar: bool) -> signals.Counts:
    start, length = members[0].start, len(members[0].values)
    reaches_end = start + length - 1 == arranged.last_period
    days = [_number(arranged.day(start + at)) for at in range(length)] if calendar else None
    return signals.counts(
        np.array([one.values for one in members], dtype=np.float64),
        per_year=arranged.per_year,
        last_complete=arranged.last_complete or not reaches_end,
        days=days,
    )


def _number(day: date) -> int:
    return (day - EPOCH).days
