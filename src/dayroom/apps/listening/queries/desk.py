"""What the pages of the desk read: rows of counts, never posts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet, Sum

from dayroom.apps.listening.models import (
    Alarm,
    OfficialCount,
    OfficialSeries,
    RisingTerm,
    Source,
    Tally,
    Threshold,
    Topic,
    TopicSample,
)
from dayroom.apps.listening.rules.alarms import OPEN
from dayroom.apps.listening.rules.topics import Precision
from dayroom.apps.listening.vocabulary import Fault, Margin, PlaceBasis
from dayroom.apps.listening.vocabulary.alarms import Setting
from dayroom.apps.listening.vocabulary.desk import DayCount
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id

RISING_MOST = 12
TOPICS_MOST = 200
_FIELDS = (
    "day", "mentions", "authors", "authors_window", "copies", "personal", "questions", "negative", "neutral",
    "positive", "emotions", "key", "basis",
)  # fmt: skip
_PLAIN = ("day", "mentions", "authors", "copies", "questions")  # enough for a card


@dataclass(frozen=True, slots=True)
class Period:
    """The days a page speaks of. ``end`` is the newest day that was read: a lake of old posts is shown as it was.

    as_of    the first day that is not whole: today while posts come in, else the day after the newest
    """

    since: date
    end: date
    as_of: date
    today: date

    @property
    def is_old(self) -> bool:
        return (self.today - self.end).days > 2


def period(days: int, *, now: datetime) -> Period | None:
    """The last so many days of what was read; None where nothing was."""
    today = now.astimezone(UTC).date()
    newest = _everything().aggregate(day=Max("day"))["day"]
    if newest is None:  # a desk that has only counts, no posts
        newest = Tally.objects.filter(margin=Margin.ALL).aggregate(day=Max("day"))["day"]
    if newest is None:
        return None
    end = min(newest, today)
    return Period(end - timedelta(days - 1), end, min(today, end + timedelta(1)), today)


def _everything() -> QuerySet[Tally]:
    return Tally.objects.filter(topic=None, margin=Margin.ALL)


def read_days(since: date, until: date) -> dict[date, int]:
    """Days on which anything was read, with how much: the denominator."""
    rows = _everything().filter(day__range=(since, until)).values_list("day", "mentions")
    return dict(rows)


def listened_for() -> list[Topic]:
    return list(Topic.objects.filter(is_on=True).order_by("name")[:TOPICS_MOST])


def all_topics() -> list[Topic]:
    return list(Topic.objects.order_by("-is_on", "name")[:TOPICS_MOST])


def topic_named(public_id: str) -> Topic:
    """Raises NotFound."""
    row = Topic.objects.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if row is None:
        raise NotFound()
    return row


def days_by_topic(topics: Iterable[Topic], since: date, until: date) -> dict[int, list[DayCount]]:
    """Every topic's days in one question, for the cards."""
    rows = Tally.objects.filter(topic__in=[one.pk for one in topics], margin=Margin.ALL, day__range=(since, until))
    made: dict[int, list[DayCount]] = {}
    for topic_id, *told in rows.order_by("day").values_list("topic_id", *_PLAIN):
        made.setdefault(topic_id, []).append(
            DayCount(told[0], told[1], authors=told[2], copies=told[3], questions=told[4]))
    return made


def days_of(
    topic: Topic, since: date, until: date, *, margin: str = Margin.ALL, basis: str = "", key: str | None = None
) -> list[DayCount]:
    """A topic's days along one margin, oldest first."""
    rows = Tally.objects.filter(topic=topic, margin=margin, day__range=(since, until))
    if margin == Margin.PLACE:
        rows = rows.filter(basis=basis)
    if key is not None:
        rows = rows.filter(key=key)
    return [_day(told) for told in rows.order_by("day", "key").values_list(*_FIELDS)]


def _day(told: tuple[Any, ...]) -> DayCount:
    named = dict(zip(_FIELDS, told, strict=True))
    return DayCount(on=named.pop("day"), **named)


def places_by_topic(topics: Iterable[Topic], since: date, until: date) -> dict[int, dict[str, list[DayCount]]]:
    """Topic → way of knowing the place → days, for "where" on the cards; small, because weeks are few."""
    rows = Tally.objects.filter(topic__in=[one.pk for one in topics], margin=Margin.PLACE, day__range=(since, until))
    made: dict[int, dict[str, list[DayCount]]] = {}
    fields = ("basis", "day", "mentions", "authors", "authors_window", "key")
    for topic_id, basis, *told in rows.values_list("topic_id", *fields):
        made.setdefault(topic_id, {}).setdefault(basis, []).append(
            DayCount(told[0], told[1], authors=told[2], authors_window=told[3], key=told[4]))
    return made


def commonest_basis(topic: Topic, since: date, until: date) -> str:
    """How most places of a topic are known in these days."""
    rows = Tally.objects.filter(topic=topic, margin=Margin.PLACE, day__range=(since, until)).values("basis")
    found = rows.annotate(sum=Sum("mentions")).order_by("-sum", "basis").first()
    return str(found["basis"]) if found else str(PlaceBasis.MENTION)


def place_days(topic: Topic, since: date, until: date, *, basis: str, country: str = "") -> list[DayCount]:
    """Places of a topic; of one country and what lies in it, where one is asked for."""
    rows = Tally.objects.filter(topic=topic, margin=Margin.PLACE, basis=basis, day__range=(since, until))
    if country:
        rows = rows.filter(Q(key=country) | Q(key__startswith=f"{country}-") | Q(key__startswith=f"{country}."))
    return [_day(told) for told in rows.order_by("day", "key").values_list(*_FIELDS)]


def settings_of(topics: Iterable[Topic]) -> dict[int, Setting]:
    """How easily each topic as a whole is called unusual, where somebody or a verdict has set it."""
    rows = Threshold.objects.filter(topic__in=[one.pk for one in topics], place="")
    return {
        row.topic_id: Setting(detector=row.detector, alpha=row.alpha, least=row.least, learned=row.learned)
        for row in rows
    }


def open_alarms() -> dict[int, int]:
    """Topic → how many alarms wait for somebody."""
    made: dict[int, int] = {}
    for topic_id in Alarm.objects.filter(state__in=OPEN).values_list("topic_id", flat=True):
        made[topic_id] = made.get(topic_id, 0) + 1
    return made


def precision_by_topic(topics: Iterable[Topic]) -> dict[int, Precision]:
    """Verdicts on the version that stands; those on an older one no longer speak for it."""
    current = {one.pk: one.version for one in topics}
    made: dict[int, list[bool]] = {}
    rows = TopicSample.objects.filter(topic__in=list(current)).values_list("topic_id", "version", "fits")
    for topic_id, version, fits in rows:
        if version == current[topic_id]:
            made.setdefault(topic_id, []).append(fits)
    return {topic_id: Precision(sum(fits), len(fits)) for topic_id, fits in made.items()}


def precision_of(topic: Topic) -> Precision:
    return precision_by_topic([topic]).get(topic.pk, Precision(0, 0))


def rising_terms(most: int = RISING_MOST) -> tuple[date | None, list[RisingTerm]]:
    """The newest week that has any, strongest first."""
    week = RisingTerm.objects.aggregate(week=Max("week"))["week"]
    return week, list(RisingTerm.objects.filter(week=week).order_by("-score", "phrase")[:most]) if week else []


@dataclass(frozen=True, slots=True)
class SourceNames:
    """Sources as the desk speaks of them."""

    names: dict[str, str]
    on: int
    faulty: int


def sources() -> SourceNames:
    rows = list(Source.objects.values_list("public_id", "name", "is_on", "fault"))
    return SourceNames(
        names={public_id: name for public_id, name, _on, _fault in rows}, on=sum(one[2] for one in rows),
        faulty=sum(one[2] and one[3] != Fault.NONE for one in rows),
    )


def totals_by_key(topic: Topic, since: date, until: date, margin: str) -> list[dict[str, Any]]:
    """Mentions and questions of each language or source in these days."""
    rows = Tally.objects.filter(topic=topic, margin=margin, day__range=(since, until)).values("key")
    sums = rows.annotate(mentions=Sum("mentions"), questions=Sum("questions"))
    return [dict(row) for row in sums.order_by("-mentions", "key")[:50]]


def questions_by_topic(since: date, until: date) -> dict[int, tuple[int, int]]:
    """Topic → (questions, mentions) in these days."""
    rows = Tally.objects.filter(topic__is_on=True, margin=Margin.ALL, day__range=(since, until)).values("topic_id")
    return {
        row["topic_id"]: (row["asked"] or 0, row["said"] or 0)
        for row in rows.annotate(asked=Sum("questions"), said=Sum("mentions"))
    }


def official_list() -> list[OfficialSeries]:
    return list(OfficialSeries.objects.select_related("topic").order_by("name", "pk")[:200])


def official_named(public_id: str) -> OfficialSeries:
    """Raises NotFound."""
    row = OfficialSeries.objects.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if row is None:
        raise NotFound()
    return row


def official_for(topic: Topic) -> list[OfficialSeries]:
    """Those that belong to the topic first, then those that belong to none."""
    rows = OfficialSeries.objects.filter(Q(topic=topic) | Q(topic=None)).order_by("name")
    return sorted(rows[:100], key=lambda one: (one.topic_id is None, one.name))


def official_days(series: OfficialSeries) -> dict[date, float]:
    return dict(OfficialCount.objects.filter(series=series).order_by("day").values_list("day", "value"))


def whole_series(topic: Topic) -> dict[date, int]:
    """All days of a topic, for years and for holding it against official counts."""
    rows = Tally.objects.filter(topic=topic, margin=Margin.ALL).order_by("day")
    return dict(rows.values_list("day", "mentions"))


def all_read_days() -> list[date]:
    return list(_everything().filter(mentions__gt=0).order_by("day").values_list("day", flat=True))


def known_days(counted: Iterable[date]) -> list[date]:
    """Days on which a topic's count is known: posts were read, or its counts came ready (``counted``: its own days)."""
    return sorted({*all_read_days(), *counted})
