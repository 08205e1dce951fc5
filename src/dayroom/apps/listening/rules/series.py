"""A topic's days against their own past, and what is said of them in one word. No queries, no clock."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from dayroom.apps.listening.rules.detecting import Series, judge, points
from dayroom.apps.listening.vocabulary.alarms import DEFAULT_DAILY, Setting
from dayroom.apps.listening.vocabulary.desk import DayCount, Point, Standing
from dayroom.engines import signals

PAST_DAYS = 60  # read before what is shown, so that its first day has a past
RECENT_DAYS = 7  # complete days that a standing speaks of
# a week must differ from the week before by a quarter, and by two standard deviations of a difference of counts
CHANGE_SHARE, CHANGE_SPREADS = 0.25, 2.0


@dataclass(frozen=True, slots=True)
class Told:
    """What a card says: how the topic stands, this week beside the one before, and the day that stands out."""

    standing: Standing
    recent: int = 0
    earlier: int = 0
    peak: Point | None = None
    needed_days: int = 0


def on_every_day(rows: Iterable[DayCount], read_days: Collection[date], since: date, until: date) -> list[int | None]:
    """Mentions of each day; a day on which nothing at all was read is unknown, not zero.

    >>> day = date(2026, 3, 1)
    >>> on_every_day([DayCount(day, 4)], {day, day + timedelta(1)}, day, day + timedelta(2))
    [4, 0, None]
    """
    counted = {row.on: row.mentions for row in rows}
    days = (since + timedelta(at) for at in range((until - since).days + 1))
    return [counted.get(day, 0 if day in read_days else None) for day in days]


def judged(values: Sequence[int | None], since: date, *, setting: Setting | None = None, today: date) -> list[Point]:
    """Each day with what its past lets expect. The day that still runs is never unusual."""
    if not values:
        return []
    days = [since + timedelta(at) for at in range(len(values))]
    counted = np.array([np.nan if one is None else float(one) for one in values])
    seen = judge([Series(0, counted, setting=setting or Setting())], days)
    return [
        replace(one, is_open=one.on >= today, is_unusual=one.is_unusual and one.on < today)
        for one in points(seen, 0, days)
    ]


def told(shown: Sequence[Point], *, detector: str = DEFAULT_DAILY) -> Told:
    """The one word for a card, from the complete days."""
    done = [one for one in shown if not one.is_open]
    if not done:
        return Told(Standing.WAITING)
    recent, earlier = done[-RECENT_DAYS:], done[-2 * RECENT_DAYS : -RECENT_DAYS]
    now, then = _sum(recent), _sum(earlier)
    unusual = [one for one in recent if one.is_unusual]
    if unusual:
        peak = max(unusual, key=lambda one: (one.count or 0) / max(one.limit or 1.0, 1.0))
        return Told(Standing.UNUSUAL, now, then, peak)
    if all(one.count is None for one in recent[-2:]):
        return Told(Standing.SILENT, now, then)
    if recent[-1].limit is None and all(one.limit is None for one in recent):
        return Told(Standing.SHORT, now, then, needed_days=signals.detector(detector).needs(signals.DAYS))
    return Told(_change(now, then), now, then)


def _change(now: int, then: int) -> Standing:
    far = CHANGE_SPREADS * math.sqrt(max(now + then, 1))
    if abs(now - then) < max(far, CHANGE_SHARE * then):
        return Standing.USUAL
    return Standing.RISING if now > then else Standing.FALLING


def _sum(shown: Iterable[Point]) -> int:
    return sum(one.count or 0 for one in shown)


def monday(on: date) -> date:
    return on - timedelta(on.weekday())


def by_week(rows: Iterable[DayCount]) -> dict[date, list[DayCount]]:
    """Days in their weeks, Monday first; every page uses the same weeks, so that none can be shifted by a day."""
    made: dict[date, list[DayCount]] = {}
    for row in rows:
        made.setdefault(monday(row.on), []).append(row)
    return dict(sorted(made.items()))


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The interval in which a share lies, 95 times in 100 (Wilson 1927, doi:10.1080/01621459.1927.10502953).

    >>> [round(end, 3) for end in wilson(17, 20)]
    [0.64, 0.948]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not total:
        return 0.0, 1.0
    share, square = hits / total, z * z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = z * math.sqrt(share * (1 - share) / total + square / (4 * total * total)) / (1 + square / total)
    return max(0.0, middle - half), min(1.0, middle + half)
