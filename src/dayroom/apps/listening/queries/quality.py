"""What the desk can know of its own errors: what became of alarms, which sources spoke, and who is not heard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, Sum

from dayroom.apps.listening.models import Source, Tally
from dayroom.apps.listening.queries.judging import days_between, read_days
from dayroom.apps.listening.vocabulary import Margin, PlaceBasis
from dayroom.engines import signals

COVER_DAYS = 90

LANGUAGE_LEAST = 0.01  # of all mentions; our own choice, 2026-11-21


@dataclass(frozen=True, slots=True)
class Covered:
    """One source: on how many of these days it said anything, and when it broke (day, what, ratio)."""

    name: str
    kind: str
    is_on: bool
    fault: str
    days: int
    of: int
    last: date | None
    mentions: int
    breaks: tuple[tuple[date, str, float], ...]


def coverage(until: date) -> list[Covered]:
    """Every source over the last three months, those that say least first."""
    since = until - timedelta(COVER_DAYS - 1)
    days, read = days_between(since, until), read_days(since, until)
    rows = Tally.objects.filter(topic=None, margin=Margin.SOURCE, day__range=(since, until))
    given: dict[str, dict[date, int]] = {}
    for key, day, mentions in rows.values_list("key", "day", "mentions"):
        given.setdefault(key, {})[day] = mentions
    made = []
    for source in Source.objects.filter(is_official=False).order_by("name"):
        held = given.get(source.public_id, {})
        spoke = [day for day, mentions in held.items() if mentions]
        first = min(spoke, default=since)
        made.append(
            Covered(
                source.name,
                source.get_kind_display(),
                source.is_on,
                source.get_fault_display() if source.fault else "",
                len(spoke),
                (until - first).days + 1 if spoke else len(days),
                max(spoke, default=None),
                sum(held.values()),
                _breaks([float(held.get(day, 0)) if day in read else None for day in days], since),
            )
        )
    return sorted(made, key=lambda one: (one.days / max(one.of, 1), one.name))


def _breaks(values: list[float | None], since: date) -> tuple[tuple[date, str, float], ...]:
    if not any(values):
        return ()
    found = signals.Breaks().find(signals.counts(values, per_year=signals.DAYS))  # type: ignore[arg-type]  # None is known there
    return tuple((since + timedelta(one.at), one.kind.value, round(one.ratio, 1)) for one in found)


@dataclass(frozen=True, slots=True)
class Voices:
    """Who was heard: all mentions, by language, and how many had a place, by the way it is known."""

    since: date | None
    until: date | None
    mentions: int
    languages: list[tuple[str, int]]
    placed: dict[str, int]
    countries: int


def voices() -> Voices:
    """Over everything that was read, not one topic."""
    whole = Tally.objects.filter(topic=None)
    span = whole.filter(margin=Margin.ALL).aggregate(since=Min("day"), until=Max("day"), mentions=Sum("mentions"))
    spoken = whole.filter(margin=Margin.LANGUAGE).values("key").annotate(n=Sum("mentions")).order_by("-n", "key")
    # what a guess on a few words says of a language that nearly nobody writes is mostly wrong
    least = (span["mentions"] or 0) * LANGUAGE_LEAST
    # a country is counted with all that lies within it: countries together are everything that has a place
    countries = whole.filter(margin=Margin.PLACE, key__regex=r"^[A-Z]{2}$")
    placed = countries.values("basis").annotate(n=Sum("mentions"))
    counted = Counter({str(row["basis"]): int(row["n"] or 0) for row in placed})
    return Voices(
        span["since"],
        span["until"],
        span["mentions"] or 0,
        [(row["key"], row["n"]) for row in spoken[:20] if row["n"] >= least],
        {basis: counted[basis] for basis in PlaceBasis.values},
        countries.aggregate(n=Count("key", distinct=True))["n"],
    )
