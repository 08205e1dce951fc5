"""What pages show is counted out of the lake into rows: a topic's days are replaced as a whole, or not at all."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db import transaction

from dayroom.apps.listening.models import Intake, Source, Tally, Topic
from dayroom.apps.listening.queries import tallies as counting
from dayroom.apps.listening.rules.lake import EMOTIONS, ROOM, stretches_of
from dayroom.apps.listening.rules.meaning import Wanted, patterns_of
from dayroom.apps.listening.vocabulary import WINDOW_DAYS, IntakeState, Margin
from dayroom.engines.meaning import BrokenTopic
from dayroom.platform.lake import answer, days_of, files_of, hold, opened, question, show

log = logging.getLogger(__name__)
_AT_ONCE = 500  # rows of one insert
# what a column holds: three absurd counts of a file must not keep everything else from being counted
_COUNT_MOST, _SUM_MOST = 2**31 - 1, 2**63 - 1
_PLAIN = (
    "mentions", "authors", "authors_window", "copies", "personal", "questions", "negative", "neutral", "positive",
    *counting.SUMS,
)  # fmt: skip


def recount(topic: Topic | None, *, now: datetime, days: Iterable[date] | None = None) -> int:
    """Count a topic anew, or everything (None), on these days or on all that lie in the lake. Returns how many rows
    there are now. A post changes the writers of the week after it, so those days are counted as well."""
    lying = days_of(ROOM)
    asked = set(lying if days is None else days)
    touched = {day + timedelta(days=later) for day in asked for later in range(WINDOW_DAYS)}
    here = touched & set(lying)
    asking = _found(wanted_of(topic) if topic else None)
    made = 0
    for first, last in stretches_of(here | asked, gap=WINDOW_DAYS):
        made += _recount_stretch(topic, asking, first, last)
    if topic is not None and days is None:
        topic.counted_version = topic.version
        topic.counted_through = lying[-1] if lying else None
        topic.save(update_fields=["counted_version", "counted_through"])
    return made


def count_waiting(*, now: datetime) -> dict[str, int]:
    """Count the days of rounds that were not counted yet, and topics that were changed, over all their past."""
    ended = (IntakeState.DONE, IntakeState.STOPPED)  # or taken back
    waiting = list(Intake.objects.filter(state__in=ended, position__counted=False).order_by("pk"))
    days = {day for intake in waiting for day in _days_of(intake)}
    days -= _thinned(days, now.date())
    made = recount(None, now=now, days=days) if days else 0
    for topic in Topic.objects.filter(is_on=True).order_by("pk"):
        if topic.counted_version != topic.version or days:
            made += _recounted(topic, now, None if topic.counted_version != topic.version else days)
    for intake in waiting:
        intake.position = {**intake.position, "counted": True}
        intake.save(update_fields=["position"])
    return {"rounds": len(waiting), "rows": made}


def _recounted(topic: Topic, now: datetime, days: set[date] | None) -> int:
    """A definition that cannot be asked must not keep all others from being counted; its own counts stay as they are,
    and the desk shows it as not counted yet."""
    import duckdb  # noqa: PLC0415 - heavy, and only jobs count

    try:
        return recount(topic, now=now, days=days)
    except (BrokenTopic, duckdb.InvalidInputException) as fault:
        log.error("listening: topic %s could not be counted: %s", topic.public_id, type(fault).__name__)
        return 0


def _thinned(days: set[date], today: date) -> set[date]:
    """Days of which a source's posts have been deleted since they were counted: their counts are better than new ones
    would be, and stay."""
    keep = dict(Source.objects.values_list("public_id", "keep_days"))
    oldest = today - timedelta(days=min(keep.values(), default=0))
    rows = Tally.objects.filter(topic=None, margin=Margin.SOURCE, day__in=[day for day in days if day < oldest])
    return {day for day, key in rows.values_list("day", "key") if (today - day).days > keep.get(key, 0)}


def _days_of(intake: Intake) -> Iterator[date]:
    for told in intake.position.get("days", []):
        first, last = (date.fromisoformat(day) for day in told)
        yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


def wanted_of(topic: Topic) -> Wanted:
    """The patterns of a topic. Raises BrokenTopic."""
    return patterns_of(topic.definition, topic.name)


def _found(wanted: Wanted | None) -> str:
    """The question for the posts of a topic. What authorities say is no voice of the public."""
    found = counting.about(counting.posts(), wanted)
    official = list(Source.objects.filter(is_official=True).values_list("public_id", flat=True))
    return question(found.filter(found.source.notin(official)) if official else found)


@cache
def _sums() -> str:
    return question(counting.tallies(counting.held("found")))


def _recount_stretch(topic: Topic | None, asking: str, first: date, last: date) -> int:
    rows = [_tally(topic, values) for values in _counted(asking, first, last) if first <= values["day"] <= last]
    with transaction.atomic():
        Tally.objects.filter(topic=topic, day__range=(first, last)).delete()
        Tally.objects.bulk_create(rows, batch_size=_AT_ONCE)
    return len(rows)


def _counted(asking: str, first: date, last: date) -> Iterator[Mapping[str, Any]]:
    # writers of a week are counted on its last day: the six days before belong to the question
    files = files_of(ROOM, first=first - timedelta(days=WINDOW_DAYS - 1), last=last)
    if not files:
        return
    with opened() as lake:
        show(lake, "posts", files)
        hold(lake, "found", asking)
        yield from answer(lake, _sums()).to_pylist()


def _tally(topic: Topic | None, values: Mapping[str, Any]) -> Tally:
    # DuckDB adds whole numbers up into wider ones, which come here as decimals
    felt = {name: int(values[f"felt_{name}"]) for name in map(str.lower, EMOTIONS)}
    most = {name: _SUM_MOST if name in counting.SUMS else _COUNT_MOST for name in _PLAIN}
    return Tally(
        topic=topic, margin=values["margin"], basis=values["basis"], key=(values["key"] or "")[:60],
        day=values["day"], emotions={name: count for name, count in felt.items() if count},
        **{name: min(int(values[name] or 0), most[name]) for name in _PLAIN},
    )  # fmt: skip
