"""The author objects; somebody else looks again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.actions.cases import open_case
from dayroom.apps.moderation.actions.decisions import lift_limit
from dayroom.apps.moderation.actions.strikes import lift_strike
from dayroom.apps.moderation.models import Appeal, Case
from dayroom.apps.moderation.ports import SUBJECTS
from dayroom.apps.moderation.queries import (
    appeal_for,
    check_no_conflict,
    decision_for_author,
    facts_of,
    handler_of,
    moderators_of,
    stewards,
)
from dayroom.apps.moderation.rules import (
    CaseMoved,
    check_can_appeal,
    check_member_can_decide_appeal,
    check_text_given,
    next_state,
)
from dayroom.apps.moderation.rules.clocks import appeal_due_at
from dayroom.apps.moderation.rules.clocks import due_at as case_due_at
from dayroom.apps.moderation.vocabulary import CRISIS_REASON, AppealOutcome, CaseState, Priority, Source
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.queries import check_ready
from dayroom.apps.people.vocabulary.policies import Capacity
from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.kernel.errors import Invalid

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

TEXT_MAX = 3000


def appeal(*, member_id: int | None, decision_public_id: str, text: str, now: datetime, key: str = "") -> Appeal:
    """The author says why the decision is wrong: once, within six months, free. Audited.

    ``key`` (from the mail) stands in for signing in, because a suspended account must be able to appeal. Raises
    NotFound for everybody else, Conflict (twice, nothing to appeal), TooLate, Invalid (empty). Whatever the words say,
    they are never refused: those of somebody in danger open a case, and are due as soon as one.
    """
    tier, reasons = _heard(decision_public_id, text, member_id=member_id, key=key)
    with transaction.atomic():
        found = decision_for_author(decision_public_id, member_id=member_id, key=key)
        check_can_appeal(is_author=True, verdict=found.decision.verdict, decided_at=found.decision.decided_at,
                         undone=found.decision.undone_at is not None, appealed=found.appeal is not None, now=now)
        words = check_text_given(text, _("Please write what we should look at again."))
        found.case.state = next_state(found.case.state, CaseState.APPEALED)
        found.case.save(update_fields=["state"])
        row = _keep(found.decision.pk, found.author_id, words, now, tier)
        if tier >= guard.Tier.T2:
            _call_for_help(found.case, tier, reasons, now)
        record(actor_id=None if found.case.author_anonymous else found.author_id, action="appeal.made", now=now,
               subject=("case", found.case.pk), facts={"decision": found.decision.pk})
        people = {*moderators_of(found.case.subject_kind, found.case.scope_id), *stewards()}
        tell(member_ids=people - {found.decision.decided_by_id or 0, found.author_id}, kind=NoticeKind.CASE_OPEN,
             now=now, subject=("appeal", row.pk))
    return row


def _heard(public_id: str, text: str, *, member_id: int | None, key: str) -> tuple[int, list[str]]:
    """(crisis tier, reasons) of the words, read before anything is locked."""
    found = decision_for_author(public_id, member_id=member_id, key=key)
    language = (found.card.language if found.card else "") or get_language() or "en"
    context = guard.Context(place=guard.Place.DIRECT, language=language, country=settings.DEFAULT_COUNTRY)
    _report, decision = examine(text[:TEXT_MAX], context=context)
    return int(decision.tier), [rule for rule in decision.reasons if rule.startswith(CRISIS_REASON)]


def _call_for_help(case: Case, tier: int, reasons: list[str], now: datetime) -> None:
    """About the same subject, so that a byline stays one; the appeal stands on its page."""
    author_id, anonymous, scope_id = facts_of(case)
    open_case(
        subject=(case.subject_kind, case.subject_id), scope_id=scope_id, author_id=None if anonymous else author_id,
        anonymous=anonymous, priority=Priority.of_tier(tier), source=Source.MACHINE, reasons=reasons, now=now,
        tier=tier,
    )


def _keep(decision_pk: int, author_id: int, words: str, now: datetime, tier: int) -> Appeal:
    due_at = appeal_due_at(now) if tier < guard.Tier.T2 else case_due_at(Priority.of_tier(tier), now)
    try:
        with transaction.atomic():
            return Appeal.objects.create(decision_id=decision_pk, made_by_id=author_id, made_at=now, due_at=due_at,
                                         tier=tier, text=words[:TEXT_MAX])
    except IntegrityError as fault:  # sent twice at the same time
        raise CaseMoved(_("You have appealed already. We have your words.")) from fault


def decide_appeal(*, by: Member, appeal_public_id: str, outcome: str, answer: str, now: datetime) -> Appeal:
    """Answer an appeal. Overturned: the words are visible again and the limit ends. Audited; the author is told.

    Raises Refused to whoever made the first decision, OwnContent, NotFound, CaseMoved, Invalid.
    """
    handler = handler_of(by)
    with transaction.atomic():
        list(Appeal.objects.select_for_update().filter(public_id=appeal_public_id).values_list("pk"))
        row = appeal_for(handler, appeal_public_id)
        case = row.decision.case
        author_id, _anonymous, scope_id = facts_of(case)
        check_member_can_decide_appeal(handler, scope_id=scope_id, decided_by_id=row.decision.decided_by_id,
                                       author_id=author_id)
        check_no_conflict(handler, case)
        check_ready(by, Capacity.MODERATOR, now)
        if outcome not in AppealOutcome.values:
            raise Invalid(_("Please choose whether the decision stands."))
        row.answer = check_text_given(answer, _("Please write an answer. The author has a right to one."))[:TEXT_MAX]
        case.state = next_state(case.state, CaseState.CLOSED)
        case.save(update_fields=["state"])
        row.outcome, row.decided_by, row.decided_at = outcome, by, now
        row.save(update_fields=["answer", "outcome", "decided_by", "decided_at"])
        if outcome == AppealOutcome.OVERTURNED:
            _make_good(case, row, by.pk, now)
        record(actor_id=by.pk, action="appeal.decided", now=now, subject=("case", case.pk),
               facts={"appeal": row.pk, "outcome": str(outcome)})
        if author_id is not None:
            tell(member_ids=[author_id], kind=NoticeKind.APPEAL_DECIDED, now=now, subject=("decision", row.decision_id))
    return row


def _make_good(case: Case, row: Appeal, by_id: int, now: datetime) -> None:
    plug = SUBJECTS.get(case.subject_kind)
    if plug is not None:
        plug.release(case.subject_id, by_id=by_id, now=now)
    lift_limit(case, row.decision, by_id, now)
    lift_strike(row.decision, now)
