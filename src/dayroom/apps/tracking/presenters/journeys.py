"""The chart of one tracker with what happened beside it, what is usual, and what often went together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dayroom.apps.tracking.presenters.charts import Bar, Chart, Mark, Wanted, chart, value_of
from dayroom.apps.tracking.presenters.trackers import is_scale, since_of, unit_label
from dayroom.apps.tracking.queries.days import days_of
from dayroom.apps.tracking.queries.records import events_of, treatments_of
from dayroom.apps.tracking.queries.trackers import seen_trackers, tracker_shown
from dayroom.apps.tracking.rules.days import turned
from dayroom.apps.tracking.rules.remembered import first_day, last_day
from dayroom.apps.tracking.rules.units import line
from dayroom.apps.tracking.vocabulary import TrackerKind
from dayroom.apps.tracking.vocabulary.records import DayShown, Record, TrackerShown
from dayroom.engines.measures import measure, often_together, trend
from dayroom.engines.measures.trends import Kind, Trend
from dayroom.kernel.errors import Invalid

if TYPE_CHECKING:
    from dayroom.apps.tracking.models import Tracker
    from dayroom.apps.tracking.queries.profiles import Profile
    from dayroom.platform.sealing import Vault

# a difference of two points is the least that means something on a scale from 0 to 10 (as for pain)
SCALE_CHANGE = 2.0
# series that are looked at for what went together, and how far back: a year, and not each with each of sixty
TOGETHER_MOST, TOGETHER_DAYS = 12, 365
TOGETHER_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Journey:
    """What a page about one tracker shows."""

    wanted: Wanted
    chart: Chart
    trend: str
    adds_up: bool


def journey(
    record: Record, row: Tracker, tracker: TrackerShown, vault: Vault, *, span: str, today: date
) -> Journey:
    """Draw it; all from the days of years, never from each reading."""
    wanted, found = wanted_chart(record, row, tracker, vault, span=span, today=today)
    return Journey(wanted, chart(wanted, key="chart"), trend_words(found), wanted.adds_up)


def wanted_chart(
    record: Record, row: Tracker, tracker: TrackerShown, vault: Vault, *, span: str, today: date
) -> tuple[Wanted, Trend]:
    """What to draw, and the trend of the last days."""
    key = tracker.measure
    everything, lower = days_of(row, vault, until=today)
    since = since_of(span, today, everything[0].on if everything else None)
    adds_up = bool(key) and measure(key).adds_up
    found = found_trend(everything, key, today=today, adds_up=adds_up)
    times, plus = line(key, measure(key).unit.code, tracker.unit) if key else (1.0, 0.0)
    usual = None if found.low is None or found.high is None or adds_up else (
        found.low * times + plus, found.high * times + plus)
    bars, marks = beside(record, today)
    wanted = Wanted(
        name=tracker.name, unit=unit_label(tracker.unit), since=since, until=today,
        days=turned((one for one in everything if one.on >= since), times, plus),
        second=turned((one for one in lower if one.on >= since), times, plus), adds_up=adds_up,
        ends=(0.0, 10.0) if is_scale(tracker) else None, usual=usual, bars=bars, marks=marks,
        places=measure(key).digits.get(tracker.unit, 1) if key else 0,
    )
    return wanted, found


def found_trend(days: Iterable[DayShown], key: str, *, today: date, adds_up: bool) -> Trend:
    change = float(measure(key).smallest_change) if key else SCALE_CHANGE
    values = [(one.on, value_of(one, adds_up=adds_up)) for one in days]
    return trend(values, today=today, smallest_change=change)


def trend_words(found: Trend) -> str:
    """It judges nobody and says nothing about good or bad."""
    told = {
        Kind.HIGHER: _("Higher than your usual for the last %(days)s days."),
        Kind.LOWER: _("Lower than your usual for the last %(days)s days."),
        Kind.RISING: _("Slowly going up over the last %(days)s days."),
        Kind.FALLING: _("Slowly going down over the last %(days)s days."),
        Kind.USUAL: _("Much as usual for you."),
        Kind.TOO_FEW: _("Not enough days yet to say what is usual for you."),
    }
    return told[found.kind] % {"days": found.days}


def beside(record: Record, today: date) -> tuple[list[Bar], list[Mark]]:
    """Treatments as bars and events as marks, as far as the reader may see them; a date that is no date is left out."""
    bars = [
        Bar(one.name, since, _last(one.stopped_on))
        for one in treatments_of(record)
        if (since := _first(one.started_on)) is not None and since <= today
    ]
    marks = [Mark(one.title, on) for one in events_of(record) if (on := _first(one.on)) is not None]
    return bars, sorted(marks, key=lambda one: one.on)


def _first(word: str) -> date | None:
    try:
        return first_day(word) if word else None
    except Invalid:
        return None


def _last(word: str) -> date | None:
    try:
        return last_day(word) if word else None
    except Invalid:
        return None


def together_words(record: Record, vault: Vault, reader: Profile, *, about: str, today: date) -> list[str]:
    """What often went together with this tracker in the last year, strongest first; never a cause, and said so."""
    rows = list(seen_trackers(record).exclude(kind__in=(TrackerKind.FORM, TrackerKind.NOTE))[:TOGETHER_MOST])
    names: dict[str, str] = {}
    series: dict[str, dict[date, float]] = {}
    since = date.fromordinal(today.toordinal() - TOGETHER_DAYS)
    for row in rows:
        tracker = tracker_shown(row, vault, reader)
        adds_up = bool(tracker.measure) and measure(tracker.measure).adds_up
        names[row.public_id] = tracker.name
        series[row.public_id] = _values(days_of(row, vault, since=since, until=today)[0], adds_up=adds_up)
    words = []
    pairs = [one for one in often_together(series) if about in (one.first, one.second)]
    for one in pairs[:TOGETHER_SHOWN]:
        told = {"first": names[one.first], "second": names[one.second], "days": one.days}
        way = (
            _("%(first)s and %(second)s often went together on %(days)s days: both up, or both down.")
            if one.same
            else _("%(first)s and %(second)s often went together on %(days)s days: one up, the other down.")
        )
        words.append(way % told)
    return words


def _values(days: Sequence[DayShown], *, adds_up: bool) -> dict[date, float]:
    return {one.on: value_of(one, adds_up=adds_up) for one in days}
