"""From counts to alarms: every topic and place judged, false alarms held down together, none raised twice in a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.listening.models import Alarm, Topic
from dayroom.apps.listening.queries import judging
from dayroom.apps.listening.queries.alarms import desk_members
from dayroom.apps.listening.queries.suspects import Suspects
from dayroom.apps.listening.rules.alarms import OPEN, is_urgent, quiet_until
from dayroom.apps.listening.rules.detecting import Seen, Series, judge, narrowest, standing_out
from dayroom.apps.listening.rules.gazetteer import facts_in
from dayroom.apps.listening.vocabulary import (
    ALARM_KIND,
    ANALYST_ROLES,
    DESK_ROLES,
    LEAST_AUTHORS,
    LEAST_PEOPLE,
    QUIET_DAYS,
)
from dayroom.apps.listening.vocabulary.alarms import (
    CATCH_UP_DAYS,
    DAY,
    LEAST_WRITERS,
    OLD_NEWS_DAYS,
    PAST_DAYS,
    TREMOR_DAYS,
    WEEK,
    WEEKLY_DETECTOR,
    Setting,
    Suspect,
)
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind

if TYPE_CHECKING:
    from dayroom.apps.listening.queries.judging import Counted

KNOWN = facts_in("en")


@dataclass(frozen=True, slots=True)
class Above:
    """One series that stands out in one period."""

    day: date
    series: Series
    observed: int
    expected: float
    limit: float
    authors: int = 0
    copies: int = 0
    period: str = DAY


@dataclass(slots=True)
class Detected:
    """What one run did; ``excused`` alarms were those of a source that broke, ``few`` those of one or two writers."""

    raised: list[Alarm] = field(default_factory=list)
    excused: int = 0
    few: int = 0
    judged: int = 0


def detect(
    *, now: datetime, since: date | None = None, until: date | None = None, topic_ids: Collection[int] | None = None
) -> Detected:
    """Judge the whole days from ``since`` (by default the newest three) and raise what stands out. The day that still
    runs is never judged. Run again, it raises nothing twice. Tells the desk."""
    today = now.astimezone(UTC).date()
    last = min(until or today, today - timedelta(1))
    first = since or last - timedelta(CATCH_UP_DAYS - 1)
    made, topics = Detected(), judging.topics_judged(topic_ids)
    if not topics or first > last:
        return made
    settings = judging.settings_of(one.pk for one in topics)
    quiet = _Quiet(topics, first, last)
    suspects = Suspects(last)
    counted = judging.counted(topics, since=first - timedelta(PAST_DAYS), until=last, judged_from=first)
    found = [*_daily(counted, settings, made), *_weekly(topics, settings, first, last)]
    for one in sorted(found, key=lambda one: (one.day, one.period, one.series.place != "", one.series.place)):
        if quiet.covers(one):
            continue
        why = suspects.of(one.series.topic_id, one.day, mentions=one.observed, copies=one.copies)
        if one.period == DAY and _excused(one, counted, why):
            made.excused += 1
            continue
        made.raised.append(_raise(one, why, now))
        quiet.note(one)
    _tell(made.raised, today, now)
    return made


class _Quiet:
    """Alarms that keep others away: about the same topic and place, a week to either side."""

    def __init__(self, topics: Collection[Topic], first: date, last: date) -> None:
        self.days: dict[tuple[int, str], list[date]] = defaultdict(list)
        near = (first - timedelta(2 * QUIET_DAYS), last + timedelta(QUIET_DAYS))
        rows = Alarm.objects.filter(topic__in=topics, day__range=near)
        for topic, place, day, period in rows.values_list("topic_id", "place", "day", "period"):
            self.days[topic, place].append(_end(day, period))

    def covers(self, one: Above) -> bool:
        end = _end(one.day, one.period)
        return any(abs((end - day).days) <= QUIET_DAYS for day in self.days[one.series.topic_id, one.series.place])

    def note(self, one: Above) -> None:
        self.days[one.series.topic_id, one.series.place].append(_end(one.day, one.period))


def _end(day: date, period: str) -> date:
    """A week is known when it is over."""
    return day + timedelta(6) if period == WEEK else day


def _daily(counted: Counted, settings: dict[tuple[int, str], Setting], made: Detected) -> Iterator[Above]:
    series = judging.daily(counted, settings)
    seen = judge(series, counted.days, first=PAST_DAYS)
    made.judged = len(series)
    for column, rows in _by_period(seen, counted.besides).items():
        found = [one for row in rows if (one := _above(seen, series[row], (row, column), counted)) is not None]
        made.few += len(rows) - len(found)
        yield from _one_for_each_place(found)


def _by_period(seen: Seen, besides: int) -> dict[int, list[int]]:
    made: dict[int, list[int]] = defaultdict(list)
    for column, row in standing_out(seen, besides=besides):
        made[column].append(row)
    return made


def _above(seen: Seen, one: Series, at: tuple[int, int], counted: Counted) -> Above | None:
    """None where too few people wrote: one loud writer is no outbreak, and a place is never shown with so few."""
    row, column = at
    day = counted.days[seen.first + column]
    cell = counted.cells[one.topic_id, one.place, one.basis].get(day)
    authors = cell.authors if cell else 0
    # counts that came without writers (search interest, own communities) say so with a zero
    if authors < LEAST_AUTHORS if one.place else 0 < authors < LEAST_WRITERS:
        return None
    if one.place and KNOWN(one.place).people < LEAST_PEOPLE:
        return None
    return Above(
        day,
        one,
        int(seen.observed[row, column]),
        float(seen.expected[row, column]),
        float(seen.limit[row, column]),
        authors,
        cell.copies if cell else 0,
    )


def _one_for_each_place(found: list[Above]) -> Iterator[Above]:
    """Of the ways in which a place is known, the one farthest above its limit; of places, the narrowest."""
    best: dict[tuple[int, str], Above] = {}
    for one in found:
        key = (one.series.topic_id, one.series.place)
        if key not in best or _far(one) > _far(best[key]):
            best[key] = one
    rises: dict[int, dict[str, float]] = defaultdict(dict)
    for (topic, place), one in best.items():
        if place:
            rises[topic][place] = one.observed - one.expected
    kept = {topic: narrowest(places, lambda code: KNOWN(code).parent) for topic, places in rises.items()}
    yield from (one for (topic, place), one in best.items() if not place or place in kept[topic])


def _far(one: Above) -> float:
    return one.observed / max(one.limit, 1.0)


def _weekly(
    topics: Collection[Topic], settings: dict[tuple[int, str], Setting], first: date, last: date
) -> Iterator[Above]:
    """Topics with three years of past: whole weeks that ended in these days, with season and trend."""
    for topic in topics:
        until = min(last, topic.counted_through or last)
        mondays, series = judging.weekly(topic, until, judging.setting_in(settings, topic.pk, ""))
        start = next((at for at, on in enumerate(mondays) if on + timedelta(6) >= first), len(mondays))
        if start == len(mondays):
            continue
        seen = judge([series], mondays, period=WEEK, first=start)
        for column, row in standing_out(seen, besides=len(topics) - 1):
            yield Above(
                mondays[start + column],
                series,
                int(seen.observed[row, column]),
                float(seen.expected[row, column]),
                float(seen.limit[row, column]),
                period=WEEK,
            )


def _excused(one: Above, counted: Counted, why: dict[str, object]) -> bool:
    """A source that broke explains an alarm where the topic, without that source, is as ever."""
    broken = why.get(Suspect.BREAK.value)
    if not isinstance(broken, dict):
        return False
    topic, at = one.series.topic_id, counted.days.index(one.day)
    whole = counted.values((topic, "", ""))[: at + 1]
    days = counted.days[: at + 1]
    rest = judging.without_source(topic, str(broken["source"]), whole, days)
    return not judge([Series(topic, rest, setting=one.series.setting)], days, first=at).above.any()


def _raise(one: Above, why: dict[str, object], now: datetime) -> Alarm:
    series = one.series
    detector = series.setting.detector if one.period == DAY else WEEKLY_DETECTOR
    return Alarm.objects.create(
        topic_id=series.topic_id,
        place=series.place,
        basis=series.basis,
        period=one.period,
        day=one.day,
        detector=detector,
        observed=one.observed,
        expected=one.expected,
        limit=one.limit,
        authors=one.authors,
        suspects=why,
        quiet_until=quiet_until(_end(one.day, one.period)),
        raised_at=now,
    )


def _tell(raised: list[Alarm], today: date, now: datetime) -> None:
    """Analysts learn of every new alarm in the summary; the whole desk at once of what is far above its limit."""
    fresh = [one for one in raised if (today - one.day).days <= OLD_NEWS_DAYS]
    if not fresh:
        return
    analysts, desk = desk_members(ANALYST_ROLES), desk_members(DESK_ROLES)
    for one in fresh:
        urgent = is_urgent(
            observed=one.observed, limit=one.limit, authors=one.authors, suspects=one.suspects, day=one.day, today=today
        )
        tell(
            member_ids=desk if urgent else analysts,
            now=now,
            subject=(ALARM_KIND, one.pk),
            kind=NoticeKind.ALARM_URGENT if urgent else NoticeKind.ALARM,
        )


def look_again(*, now: datetime) -> int:
    """Young alarms that nobody has decided: what may explain them may be known by now. Returns of how many."""
    today = now.astimezone(UTC).date()
    suspects, more = Suspects(today - timedelta(1)), 0
    rows = Alarm.objects.filter(state__in=OPEN, period=DAY, day__gte=today - timedelta(TREMOR_DAYS))
    for row in rows.order_by("pk"):
        found = {**suspects.of(row.topic_id, row.day, mentions=1, copies=0), **row.suspects}
        if set(found) != set(row.suspects):
            with transaction.atomic():
                Alarm.objects.filter(pk=row.pk, state__in=OPEN).update(suspects=found)
            more += 1
    return more
