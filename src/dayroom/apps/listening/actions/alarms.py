"""What people do with an alarm: look, decide, take back, hand over. Every step is kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.listening.actions.thresholds import learn
from dayroom.apps.listening.models import Alarm, AlarmStep
from dayroom.apps.listening.ports import ALERT_DESKS
from dayroom.apps.listening.queries.alarms import desk_members
from dayroom.apps.listening.rules.alarms import (
    DECIDED,
    AlarmMoved,
    NobodyAtTheDesk,
    check_can_decide,
    check_can_hand_over,
    check_step,
    check_verdict,
)
from dayroom.apps.listening.vocabulary import ALARM_KIND, AlarmState
from dayroom.apps.notices.actions import mark_seen, tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.platform import markup

OFFICERS = ("COMMUNICATIONS_OFFICER", "STEWARD", "OWNER")  # who works at the alert desk
ALERTS = "alerts"  # the plug of the alert desk


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and in which roles."""

    id: int
    roles: Collection[str]


def move_alarm(
    *,
    alarm: Alarm,
    after: str,
    actor: Actor,
    now: datetime,
    explanation: str = "",
    note: str = "",
    is_public: bool = False,
) -> Alarm:
    """One step of an alarm: look at it, put it back, decide, or take a verdict back. What the verdict teaches moves the
    limit of this topic and place. Audited. Raises NotTheAnalyst, AlarmMoved, NeedsExplanation, NeedsNote."""
    check_can_decide(actor.roles)
    check_verdict(after, explanation, note)
    with transaction.atomic():
        row = Alarm.objects.select_for_update().select_related("topic").filter(pk=alarm.pk).first()
        if row is None or row.state != alarm.state:
            raise AlarmMoved()
        check_step(row.state, after)
        before, row.state = row.state, after
        row.explanation = explanation if after == AlarmState.EXPLAINED else ""
        row.owner_id = None if after == AlarmState.NEW else actor.id
        row.decided_at = now if after in DECIDED else None
        row.is_public = is_public and row.topic.is_public and after == AlarmState.CONFIRMED
        row.save(update_fields=["state", "explanation", "owner", "decided_at", "is_public"])
        AlarmStep.objects.create(
            alarm=row,
            by_id=actor.id,
            at=now,
            before=before,
            after=after,
            explanation=row.explanation,
            note=markup.clean_line(note)[:500],
        )
        if before in DECIDED or after in DECIDED:
            learn(topic_id=row.topic_id, place=row.place, now=now)
        record(
            actor_id=actor.id,
            action=f"alarm.{str(after).lower()}",
            now=now,
            subject=(ALARM_KIND, row.pk),
            facts={"before": str(before), "explanation": row.explanation, "public": row.is_public},
        )
    mark_seen(member_id=actor.id, subject=(ALARM_KIND, row.pk), now=now)
    return row


def show_alarm(*, alarm: Alarm, is_public: bool, actor: Actor, now: datetime) -> None:
    """Put a confirmed alarm on the public map, or take it off. Audited. Raises NotTheAnalyst, AlarmMoved."""
    check_can_decide(actor.roles)
    with transaction.atomic():
        rows = Alarm.objects.filter(pk=alarm.pk, state=AlarmState.CONFIRMED)
        changed = rows.filter(topic__is_public=True) if is_public else rows
        if not changed.update(is_public=is_public):
            raise AlarmMoved()
        record(
            actor_id=actor.id,
            action="alarm.shown" if is_public else "alarm.hidden",
            now=now,
            subject=(ALARM_KIND, alarm.pk),
            facts={},
        )


def hand_over(*, alarm: Alarm, sentence: str, place_name: str, actor: Actor, now: datetime) -> str:
    """A confirmed alarm becomes the draft of an alert, which waits at the alert desk; its officers are told. Numbers
    and the topic's name only. Audited. Returns the draft's public id. Raises NotTheAnalyst, NotConfirmed, HandedOver,
    NobodyAtTheDesk."""
    check_can_decide(actor.roles)
    officers, desk = desk_members(OFFICERS), ALERT_DESKS.get(ALERTS)
    if desk is None:
        raise NobodyAtTheDesk()
    with transaction.atomic():
        row = Alarm.objects.select_for_update().select_related("topic").get(pk=alarm.pk)
        check_can_hand_over(state=row.state, drafted=row.drafted, officers=len(officers))
        row.drafted = desk.draft(
            topic=row.topic.name, place=place_name, since=row.day, sentence=sentence, by_id=actor.id, now=now
        )
        row.save(update_fields=["drafted"])
        record(actor_id=actor.id, action="alarm.handed_over", now=now, subject=(ALARM_KIND, row.pk), facts={})
        tell(member_ids=officers, kind=NoticeKind.ALARM, now=now, subject=(ALARM_KIND, row.pk), actor_id=actor.id)
    return row.drafted


def draft_address(alarm: Alarm) -> str:
    """Where the draft of an alarm waits; empty when there is none."""
    desk = ALERT_DESKS.get(ALERTS)
    return desk.url(alarm.drafted) if desk is not None and alarm.drafted else ""
