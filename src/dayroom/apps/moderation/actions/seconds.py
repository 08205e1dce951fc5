"""Two people, for what cannot be mended: an account is closed for good when a second one agrees."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.models import Decision, Second
from dayroom.apps.moderation.queries import facts_of, handler_of, stewards
from dayroom.apps.moderation.rules.weighing import check_member_can_second, check_second_is_open
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people import actions as people
from dayroom.apps.people.queries import check_ready, member_by_id
from dayroom.apps.people.vocabulary import MemberState
from dayroom.apps.people.vocabulary.policies import Capacity
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def ask_second(decision: Decision, author_id: int | None, now: datetime) -> Second:
    """Ask the other stewards. The account is limited meanwhile; without an answer the limit ends by itself."""
    row = Second.objects.create(decision=decision, asked_at=now, lapses_at=decision.limit_until or now)
    tell(member_ids=set(stewards()) - {author_id, decision.decided_by_id}, kind=NoticeKind.CASE_OPEN, now=now,
         subject=("second", row.pk))
    return row


def answer_second(*, by: Member, public_id: str, agreed: bool, now: datetime) -> Second:
    """Agree, and the account is closed; disagree, and its limit ends. Audited; the person is told either way.

    Raises NotFound, Refused (the first person, no steward), OwnContent, CaseMoved, TooLate.
    """
    handler = handler_of(by)
    with transaction.atomic():
        row = (Second.objects.select_for_update(of=("self",)).select_related("decision__case")
               .filter(public_id=public_id).first())
        if row is None or not handler.has_a_desk:
            raise NotFound()
        decision = row.decision
        author_id, _anonymous, _scope = facts_of(decision.case)
        check_member_can_second(handler, decided_by_id=decision.decided_by_id, author_id=author_id)
        check_ready(by, Capacity.MODERATOR, now)
        check_second_is_open(answered=row.answered_at is not None, undone=decision.undone_at is not None,
                             lapses_at=row.lapses_at, now=now)
        row.answered_by, row.answered_at, row.agreed = by, now, agreed
        row.save(update_fields=["answered_by", "answered_at", "agreed"])
        if author_id is not None:
            _carry_out(decision, author_id, agreed=agreed, by_id=by.pk, now=now)
        record(actor_id=by.pk, action="second.agreed" if agreed else "second.disagreed", now=now,
               subject=("case", decision.case_id), facts={"decision": decision.pk})
    return row


def _carry_out(decision: Decision, author_id: int, *, agreed: bool, by_id: int, now: datetime) -> None:
    decision.limit_until, decision.for_good = (None, True) if agreed else (now, False)
    decision.save(update_fields=["limit_until", "for_good"])
    if agreed:
        people.suspend_member(member_id=author_id, until=None, by_id=by_id, now=now, reason="case")
    elif member_by_id(author_id).state == MemberState.LIMITED:
        people.lift(member_id=author_id, by_id=by_id, now=now, reason="case")
    tell(member_ids=[author_id], kind=NoticeKind.CASE_DECIDED, now=now, subject=("decision", decision.pk))
