"""Counted days, as the lake would give them: written as rows, so that alarms are tested without a lake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dayroom.apps.listening.actions.alarms import Actor, move_alarm
from dayroom.apps.listening.actions.detecting import detect
from dayroom.apps.listening.models import Alarm, OfficialNotice, Source, Tally, Topic

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
USUAL = (10, 12, 9, 11, 13, 8, 10)


@dataclass(frozen=True, slots=True)
class Listening:
    topic: Topic
    source: Source


def topic(name: str = "Measles", **fields: Any) -> Topic:
    given = {
        "counted_version": 1,
        "counted_through": TODAY,
        "is_public": True,
        "definition": {"terms": {"en": [name]}},
        **fields,
    }
    return Topic.objects.create(name=name, made_at=NOW, changed_at=NOW, **given)


def source(name: str = "Town news", kind: str = "MASTODON", **fields: Any) -> Source:
    return Source.objects.create(name=name, kind=kind, made_at=NOW, **fields)


def usual(on: date, times: float = 1.0) -> int:
    return round(USUAL[on.weekday()] * times)


def count(
    about: Topic | None,
    highs: dict[int, int] | None = None,
    *,
    days: int = 90,
    margin: str = "ALL",
    key: str = "",
    basis: str = "",
    times: float = 1.0,
    **same: int,
) -> None:
    """Rows of the days before today; ``highs`` are days ago → mentions on that day instead of the usual ones."""
    rows = []
    for ago in range(days, 0, -1):
        on = TODAY - timedelta(ago)
        mentions = (highs or {}).get(ago, usual(on, times))
        rows.append(
            Tally(
                topic=about,
                margin=margin,
                basis=basis,
                key=key,
                day=on,
                mentions=mentions,
                **{"authors": mentions, "authors_window": mentions * 5, **same},
            )
        )
    Tally.objects.bulk_create(rows)


def build(highs: dict[int, int] | None = None, *, by: Member | None = None) -> Listening:
    """One topic and one source, with a high day yesterday unless other days are given."""
    made = Listening(topic(made_by=by), source(made_by=by))
    count(made.topic, {1: 60} if highs is None else highs)
    count(made.topic, {1: 60} if highs is None else highs, margin="SOURCE", key=made.source.public_id)
    count(None, times=20)
    count(None, times=20, margin="SOURCE", key=made.source.public_id)
    return made


@dataclass(frozen=True, slots=True)
class Looks:
    """Public ids of rows for pages that are looked at."""

    topic: str
    open: str
    confirmed: str


def looks(by: Member) -> Looks:
    """An alarm that waits with something that may explain it, a confirmed one on the map, and a notice of an office."""
    made = build({30: 60, 2: 45}, by=by)
    since = TODAY - timedelta(60)
    first, second = detect(now=NOW, since=since).raised
    Alarm.objects.filter(pk=second.pk).update(suspects={"copies": 0.6, "news": 4})
    actor = Actor(by.pk, by.roles)
    move_alarm(alarm=first, after="CONFIRMED", actor=actor, now=NOW, note="Two clinics say so.", is_public=True)
    Alarm.objects.filter(pk=first.pk).update(place="US-CA", basis="MENTION", day=date.today())
    office = source("Health office", kind="CAP", is_official=True)
    OfficialNotice.objects.create(
        source=office, key="1", title="Mumps at a school", place="ES", at=datetime.now(tz=UTC),
        link="https://health.example.org/1")  # fmt: skip
    count(None, times=20, margin="LANGUAGE", key="en")
    return Looks(made.topic.public_id, second.public_id, first.public_id)
