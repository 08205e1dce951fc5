"""What the listening desk keeps about one member of its staff, for their export."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from dayroom.apps.listening.models import (
    Alarm,
    AlarmStep,
    Intake,
    OfficialSeries,
    Source,
    Threshold,
    Topic,
    TopicSample,
)

Rows = list[dict[str, object]]


def exported_tables(member_id: int) -> Iterable[tuple[str, Rows]]:
    """(table, rows) in plain values."""
    steps = AlarmStep.objects.filter(by_id=member_id).select_related("alarm__topic").order_by("pk")
    yield "verdicts and looks", [
        {"topic": row.alarm.topic.name, "day": row.alarm.day.isoformat(), "after": row.after,
         "explanation": row.explanation, "note": row.note, "at": row.at.isoformat()}
        for row in steps
    ]  # fmt: skip
    held = Alarm.objects.filter(owner_id=member_id).select_related("topic").order_by("pk")
    yield "alarms you have", [{"topic": row.topic.name, "day": row.day.isoformat(), "state": row.state} for row in held]
    yield (
        "limits set",
        [
            {"topic": row.topic.name, "place": row.place, "at": row.changed_at.isoformat()}
            for row in Threshold.objects.filter(changed_by_id=member_id).select_related("topic").order_by("pk")
        ],
    )
    yield "topics defined", _made(Topic.objects.filter(made_by_id=member_id))
    yield (
        "posts judged",
        [
            {"topic": row.topic.name, "fits": row.fits, "at": row.judged_at.isoformat()}
            for row in TopicSample.objects.filter(judged_by_id=member_id).select_related("topic").order_by("pk")
        ],
    )
    yield "sources", _made(Source.objects.filter(made_by_id=member_id))
    yield (
        "files read in",
        [
            {"source": row.source.name, "file": row.shown_name, "at": row.started_at.isoformat()}
            for row in Intake.objects.filter(started_by_id=member_id).select_related("source").order_by("pk")
        ],
    )
    yield "official counts read in", _made(OfficialSeries.objects.filter(made_by_id=member_id))


def _made(rows: QuerySet[Any]) -> Rows:
    """What has a name and a day on which it was made."""
    return [{"name": name, "at": at.isoformat()} for name, at in rows.order_by("pk").values_list("name", "made_at")]
