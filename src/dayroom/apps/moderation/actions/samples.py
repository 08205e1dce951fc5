"""A second look at decisions drawn by chance, so that a team sees whether it decides alike. Nobody is ranked by it."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.models import Call, HardLook, SecondLook
from dayroom.apps.moderation.queries import facts_of, handler_of
from dayroom.apps.moderation.queries.samples import decided_in_week
from dayroom.apps.moderation.rules import CaseMoved, check_member_can_handle
from dayroom.apps.moderation.rules.weighing import check_member_can_look_again
from dayroom.apps.moderation.vocabulary.duty import HARD_KEPT_DAYS, SAMPLE_LEAST, SAMPLE_MOST, SAMPLE_SHARE
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

CALLS_KEPT_DAYS = 365


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def draw_sample(week: date, now: datetime) -> int:
    """Draw a tenth of a week's decisions (at least three, at most twenty), once; returns how many. Audited."""
    with transaction.atomic():
        if SecondLook.objects.filter(week=week).exists():
            return 0
        ids = decided_in_week(week)
        most = min(max(SAMPLE_LEAST, round(len(ids) * SAMPLE_SHARE)), SAMPLE_MOST)
        drawn = secrets.SystemRandom().sample(ids, min(most, len(ids)))
        SecondLook.objects.bulk_create(SecondLook(decision_id=pk, week=week) for pk in drawn)
        if drawn:
            record(actor_id=None, action="sample.drawn", now=now, subject=("week", week.toordinal()),
                   facts={"decisions": len(ids), "drawn": len(drawn)})
    return len(drawn)


def look_again(*, by: Member, public_id: str, agrees: bool, now: datetime) -> SecondLook:
    """Say whether one would have decided the same. Audited. It changes nothing for the author.

    Raises NotFound, Refused (one's own decision or words), CaseMoved.
    """
    handler = handler_of(by)
    with transaction.atomic():
        row = (SecondLook.objects.select_for_update(of=("self",)).select_related("decision__case")
               .filter(public_id=public_id).first())
        if row is None:
            raise NotFound()
        author_id, _anonymous, scope_id = facts_of(row.decision.case)
        check_member_can_handle(handler, scope_id)
        check_member_can_look_again(handler, decided_by_id=row.decision.decided_by_id, author_id=author_id)
        if row.looked_at is not None:
            raise CaseMoved()
        row.looked_by, row.looked_at, row.agrees = by, now, agrees
        row.save(update_fields=["looked_by", "looked_at", "agrees"])
        record(actor_id=by.pk, action="sample.looked", now=now, subject=("case", row.decision.case_id),
               facts={"decision": row.decision_id, "agrees": agrees})
    return row


def keep_house(now: datetime) -> dict[str, int]:
    """Draw last week's sample; forget who looked at hard cases after two weeks, and calls after a year."""
    drawn = draw_sample(monday_of(now.date()) - timedelta(days=7), now)
    looks, _kinds = HardLook.objects.filter(on__lt=now.date() - timedelta(days=HARD_KEPT_DAYS)).delete()
    calls, _kinds = Call.objects.filter(made_at__lt=now - timedelta(days=CALLS_KEPT_DAYS)).delete()
    return {"drawn": drawn, "looks": looks, "calls": calls}


