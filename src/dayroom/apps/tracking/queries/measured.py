"""From when to when something was measured, for the timeline: a few questions, however many readings there are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max, Min
from django.utils.timezone import localdate

from dayroom.apps.tracking.models import FormAnswer, Reading
from dayroom.apps.tracking.queries.access import seen_rows
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.queries.trackers import seen_trackers, tracker_shown
from dayroom.platform.sealing import vault_of

if TYPE_CHECKING:
    from dayroom.apps.tracking.vocabulary.records import Record

ANSWERS_MOST = 200  # questionnaires on a timeline: the newest


def measured_spans(record: Record) -> list[tuple[str, date, date]]:
    """(name, first day, last day) of what the reader may see."""
    names = _names(record)
    rows = Reading.objects.filter(tracker__in=names, set_aside=False).values("tracker_id").annotate(
        first=Min("taken_at"), last=Max("taken_at")
    )
    return [(names[row["tracker_id"]], localdate(row["first"]), localdate(row["last"])) for row in rows]


def answered_days(record: Record) -> list[tuple[str, date]]:
    """(name of the questionnaire, day), newest first."""
    names = _names(record)
    rows = seen_rows(record, FormAnswer.objects.filter(tracker__in=names)).order_by("-answered_at", "-id")
    return [(names[row.tracker_id], localdate(row.answered_at)) for row in rows[:ANSWERS_MOST]]


def _names(record: Record) -> dict[int, str]:
    rows = list(seen_trackers(record))
    if not rows:
        return {}
    vault, reader = vault_of(record.owner_id), profile_of(record.owner_id)
    return {row.pk: tracker_shown(row, vault, reader).name for row in rows}
