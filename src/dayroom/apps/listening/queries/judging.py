"""Counted days as series for detectors. What was not read is not known: it is not zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from dayroom.apps.listening.models import Source, Tally, Threshold, Topic
from dayroom.apps.listening.rules.detecting import Numbers, Series, judge, points, whole_weeks
from dayroom.apps.listening.vocabulary import LEAST_AUTHORS, Margin, SourceKind
from dayroom.apps.listening.vocabulary.alarms import PAST_DAYS, WEEK, Setting
from dayroom.apps.listening.vocabulary.desk import Point

WEEKLY_DAYS = 366 * 6  # read for the weekly detector: five years of past and the year that is judged
Key = tuple[int, str, str]  # topic, place, how the place is known


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of one topic at one place, or everywhere."""

    mentions: int
    authors: int
    copies: int


@dataclass(slots=True)
class Counted:
    """What was counted in some days. ``besides`` series had too few writers at a place to be judged.

    A topic whose counts come ready (search interest, a file of counts) is known on its own days, whether posts were
    read on them or not.
    """

    days: list[date]
    read: set[date]
    through: Mapping[int, date]
    cells: dict[Key, dict[date, Cell]] = field(default_factory=dict)
    besides: int = 0

    def values(self, key: Key) -> Numbers:
        """Mentions of every day of a series; nan where nothing was read, or the topic is not counted yet."""
        cells, last = self.cells.get(key, {}), self.through.get(key[0])
        whole = self.cells.get((key[0], "", ""), {})
        return np.array(
            [
                np.nan
                if (on not in self.read and on not in whole) or last is None or on > last
                else float(cells[on].mentions)
                if on in cells
                else 0.0
                for on in self.days
            ],
            dtype=np.float64,
        )


def days_between(since: date, until: date) -> list[date]:
    return [since + timedelta(at) for at in range((until - since).days + 1)]


def read_days(since: date, until: date) -> set[date]:
    """Days on which anything at all was read."""
    rows = Tally.objects.filter(topic=None, margin=Margin.ALL, day__range=(since, until))
    return set(rows.values_list("day", flat=True))


def topics_judged(ids: Collection[int] | None = None) -> list[Topic]:
    """Topics that are listened for and whose present definition was counted."""
    rows = Topic.objects.filter(is_on=True, counted_through__isnull=False).order_by("pk")
    return [
        one for one in (rows if ids is None else rows.filter(pk__in=list(ids))) if one.counted_version == one.version
    ]


def settings_of(topic_ids: Iterable[int]) -> dict[tuple[int, str], Setting]:
    """(topic, place) → how easily it alarms, as somebody set it or verdicts taught it."""
    rows = Threshold.objects.filter(topic_id__in=list(topic_ids))
    return {(row.topic_id, row.place): setting_of(row) for row in rows}


def setting_of(row: Threshold) -> Setting:
    return Setting(row.detector, row.alpha, row.least, row.learned)


def setting_in(settings: Mapping[tuple[int, str], Setting], topic_id: int, place: str) -> Setting:
    """A place without a setting of its own takes the topic's, without what verdicts taught about the whole."""
    whole = settings.get((topic_id, ""), Setting())
    return settings.get((topic_id, place)) or Setting(whole.detector, whole.alpha, whole.least)


def counted(topics: Collection[Topic], *, since: date, until: date, judged_from: date) -> Counted:
    """The days of these topics, as a whole and by place. Places come in where eleven people wrote on one judged day."""
    through = {one.pk: one.counted_through for one in topics if one.counted_through is not None}
    made = Counted(days_between(since, until), read_days(since, until), through)
    rows = Tally.objects.filter(topic_id__in=list(through), day__range=(since, until))
    places = rows.filter(margin=Margin.PLACE)
    lately = set(places.filter(day__gte=judged_from).values_list("topic_id", "key", "basis").distinct())
    enough = set(
        places.filter(day__gte=judged_from, authors__gte=LEAST_AUTHORS)
        .values_list("topic_id", "key", "basis")
        .distinct()
    )
    made.besides = len(lately - enough)
    held: dict[Key, dict[date, Cell]] = defaultdict(dict)
    for one in topics:
        held[one.pk, "", ""] = {}
    _take(held, rows.filter(margin=Margin.ALL), None)
    if enough:
        _take(held, places.filter(key__in={key for _topic, key, _basis in enough}), enough)
    made.cells = dict(held)
    return made


def _take(held: dict[Key, dict[date, Cell]], rows: object, wanted: set[Key] | None) -> None:
    columns = ("topic_id", "key", "basis", "day", "mentions", "authors", "copies")
    for topic, place, basis, day, mentions, authors, copies in rows.values_list(*columns).iterator():  # type: ignore[attr-defined]  # a QuerySet of Tally
        key = (topic, place, basis) if wanted is not None else (topic, "", "")
        if wanted is None or key in wanted:
            held[key][day] = Cell(mentions, authors, copies)


def daily(made: Counted, settings: Mapping[tuple[int, str], Setting]) -> list[Series]:
    return [
        Series(topic, made.values(key), place, basis, setting_in(settings, topic, place))
        for key in sorted(made.cells)
        for topic, place, basis in (key,)
    ]


def weekly(topic: Topic, until: date, setting: Setting) -> tuple[list[date], Series]:
    """Whole weeks of one topic since its first counted day, at most six years."""
    rows = Tally.objects.filter(topic=topic, margin=Margin.ALL, day__range=(until - timedelta(WEEKLY_DAYS), until))
    mentions = dict(rows.order_by("day").values_list("day", "mentions"))
    if not mentions:
        return [], Series(topic.pk, np.empty(0), setting=setting)
    since = min(mentions)
    known = {on: float(mentions.get(on, 0)) for on in read_days(since, until) | mentions.keys()}
    mondays, values = whole_weeks(known, since, until)
    return mondays, Series(topic.pk, values, setting=setting)


def without_source(topic_id: int, source: str, base: Numbers, days: list[date]) -> Numbers:
    """A topic's days without what one source gave."""
    rows = Tally.objects.filter(topic_id=topic_id, margin=Margin.SOURCE, key=source, day__in=days)
    given = dict(rows.values_list("day", "mentions"))
    made: Numbers = np.maximum(base - np.array([float(given.get(on, 0)) for on in days]), 0.0)
    return made


def source_totals(since: date, until: date) -> dict[str, list[float]]:
    """What each source gave on each day, over all topics; nan where nothing was read from anywhere."""
    days, read = days_between(since, until), read_days(since, until)
    rows = Tally.objects.filter(topic=None, margin=Margin.SOURCE, day__range=(since, until))
    held: dict[str, dict[date, int]] = defaultdict(dict)
    for key, day, mentions in rows.values_list("key", "day", "mentions"):
        held[key][day] = mentions
    return {key: [float(of.get(on, 0)) if on in read else np.nan for on in days] for key, of in sorted(held.items())}


def volumes(since: date, until: date) -> list[float]:
    """Everything that was read on each day."""
    rows = Tally.objects.filter(topic=None, margin=Margin.ALL, day__range=(since, until))
    held = dict(rows.values_list("day", "mentions"))
    return [float(held[on]) if on in held else np.nan for on in days_between(since, until)]


def news_counts(topic_id: int, since: date, until: date) -> list[float]:
    """Mentions of a topic in news feeds on each day."""
    feeds = list(Source.objects.filter(kind=SourceKind.FEED).values_list("public_id", flat=True))
    rows = Tally.objects.filter(topic_id=topic_id, margin=Margin.SOURCE, key__in=feeds, day__range=(since, until))
    held: dict[date, float] = defaultdict(float)
    for day, mentions in rows.values_list("day", "mentions"):
        held[day] += mentions
    return [held.get(on, 0.0) for on in days_between(since, until)]


def seen_around(topic: Topic, *, period: str, since: date, until: date) -> list[Point]:
    """A whole topic as the detector sees it now, for a picture: the setting of today, also over the past.

    Places have no such picture: their days would give small numbers away (rules.places).
    """
    setting = setting_in(settings_of([topic.pk]), topic.pk, "")
    if period == WEEK:
        mondays, series = weekly(topic, until, setting)
        first = next((at for at, on in enumerate(mondays) if on >= since), len(mondays))
        return points(judge([series], mondays, period=WEEK, first=first), 0, mondays) if mondays else []
    start = since - timedelta(PAST_DAYS)
    made = Counted(days_between(start, until), read_days(start, until), {topic.pk: topic.counted_through or until})
    held: dict[Key, dict[date, Cell]] = defaultdict(dict)
    _take(held, Tally.objects.filter(topic=topic, margin=Margin.ALL, day__range=(start, until)), None)
    made.cells = dict(held)
    series = Series(topic.pk, made.values((topic.pk, "", "")), setting=setting)
    return points(judge([series], made.days, first=PAST_DAYS), 0, made.days)
