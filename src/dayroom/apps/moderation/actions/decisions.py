"""Decide a case, tell the author why, and take a wrong click back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.actions.calls import settle_calls
from dayroom.apps.moderation.actions.cases import locked_case
from dayroom.apps.moderation.actions.seconds import ask_second
from dayroom.apps.moderation.actions.strikes import give_strike, lift_strike
from dayroom.apps.moderation.models import Appeal, Case, Decision, Second
from dayroom.apps.moderation.ports import SUBJECTS
from dayroom.apps.moderation.queries import card_of, check_no_conflict, facts_of, handler_of
from dayroom.apps.moderation.queries.readiness import check_may_act
from dayroom.apps.moderation.rules import (
    CaseMoved,
    check_can_undo,
    check_limit_has_end,
    check_member_can_give,
    check_nobody_in_crisis_is_locked_out,
    check_not_taken_by_another,
    check_statement_is_complete,
    next_state,
)
from dayroom.apps.moderation.rules.categories import category_of
from dayroom.apps.moderation.vocabulary import (
    NEEDS_STATEMENT,
    STAYS_VISIBLE,
    TOUCHES_ACCOUNT,
    CaseState,
    Extras,
    Source,
    Statement,
    Verdict,
)
from dayroom.apps.moderation.vocabulary.duty import SECOND_WITHIN_DAYS
from dayroom.apps.notices.actions import take_back, tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people import actions as people
from dayroom.apps.people.queries import member_by_id
from dayroom.apps.people.vocabulary import MemberState
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

NO_EXTRAS = Extras()
LIVE = "LIVE"  # the state in which every kind of subject is visible


def decide_case(
    *, by: Member, case_public_id: str, verdict: str, statement: Statement, limit_until: datetime | None, now: datetime,
    extras: Extras = NO_EXTRAS,
) -> Decision:
    """Decide: the subject is released, hidden or removed, the author is told why, flaggers are answered. Audited.

    Closing an account limits it at first, until a second person agrees. Raises NotFound, OwnContent, OwnFlag, AtOdds,
    CaseMoved, StatementIncomplete, Invalid (no end of a limit, no strike possible), NotReady, Refused.
    """
    handler = handler_of(by)
    with transaction.atomic():
        case = locked_case(handler, case_public_id)
        author_id, anonymous, _scope = facts_of(case)
        check_not_taken_by_another(handler, case.taken_by_id)
        check_no_conflict(handler, case)
        untrained = check_may_act(by, case, now)
        check_member_can_give(handler, verdict)
        check_statement_is_complete(verdict, statement)
        check_nobody_in_crisis_is_locked_out(verdict, case.reasons.split(), statement.ground)
        if verdict == Verdict.CLOSE:
            limit_until = now + timedelta(days=SECOND_WITHIN_DAYS)
        check_limit_has_end(verdict, limit_until, author_id, now)
        case.state = next_state(case.state, CaseState.DECIDED)
        decision = _keep(case, by, verdict=verdict, statement=statement, limit_until=limit_until, now=now,
                         extras=extras)
        _weigh(case, decision, author_id, anonymous=anonymous, strike=extras.strike, now=now)
        _apply(case, verdict, author_id=author_id, limit_until=limit_until, by_id=by.pk, now=now)
        record(actor_id=by.pk, action="case.decided", now=now, subject=("case", case.pk),
               reason=decision.decision_ground,
               facts={"decision": decision.pk, "verdict": str(verdict), **({"untrained": True} if untrained else {})})
        _tell(case, decision, author_id, now)
    return decision


def _keep(
    case: Case, by: Member, *, verdict: str, statement: Statement, limit_until: datetime | None, now: datetime,
    extras: Extras,
) -> Decision:
    card = card_of(case)
    category, keywords = category_of(case.reasons.split(), extras.harm)
    case.decided_at, case.taken_by = now, by
    case.save(update_fields=["state", "decided_at", "taken_by"])
    says = statement if verdict in NEEDS_STATEMENT else Statement()
    return Decision.objects.create(
        case=case, verdict=verdict, decided_by=by, decided_at=now, decision_ground=says.ground,
        ground_reference=says.reference.strip()[:500], ground_explanation=says.explanation.strip()[:2000],
        decision_facts=says.facts.strip()[:5000], automated_detection=case.source == Source.MACHINE,
        limit_until=limit_until if verdict in TOUCHES_ACCOUNT else None, state_before=card.state[:12] if card else "",
        category=category, category_specification=" ".join(keywords),
        content_date=card.made_at.date() if card else None,
        language=card.language[:8] if card else "", canned_code=extras.canned_code, bulk_id=extras.bulk_id,
        canned_version=extras.canned_version,
    )


def _weigh(
    case: Case, decision: Decision, author_id: int | None, *, anonymous: bool, strike: bool, now: datetime
) -> None:
    """What comes with the decision: a strike, or the question to a second person. Whoever was called has an answer."""
    if strike:
        give_strike(case, decision, author_id, anonymous=anonymous, now=now)
    if decision.verdict == Verdict.CLOSE:
        ask_second(decision, author_id, now)
    if decision.decided_by_id is not None:
        settle_calls(case_id=case.pk, member_id=decision.decided_by_id, now=now)


def _apply(
    case: Case, verdict: str, *, author_id: int | None, limit_until: datetime | None, by_id: int, now: datetime
) -> None:
    plug = SUBJECTS.get(case.subject_kind)
    if plug is None:
        raise NotFound()
    if verdict in STAYS_VISIBLE:
        plug.release(case.subject_id, by_id=by_id, now=now)
    elif verdict == Verdict.HIDE:
        plug.hide(case.subject_id, by_id=by_id, now=now)
    else:
        plug.remove(case.subject_id, by_id=by_id, now=now)
    if author_id is not None and verdict in (Verdict.LIMIT, Verdict.CLOSE):
        people.limit_member(member_id=author_id, until=limit_until, by_id=by_id, now=now, reason="case")
    if author_id is not None and verdict == Verdict.SUSPEND:
        people.suspend_member(member_id=author_id, until=limit_until, by_id=by_id, now=now, reason="case")


def _tell(case: Case, decision: Decision, author_id: int | None, now: datetime) -> None:
    if author_id is not None and decision.verdict in NEEDS_STATEMENT:
        tell(member_ids=[author_id], kind=NoticeKind.CASE_DECIDED, now=now, subject=("decision", decision.pk))
    elif author_id is not None and decision.state_before != LIVE:
        tell(member_ids=[author_id], kind=NoticeKind.RELEASED, now=now, scope_id=case.scope_id,
             subject=(case.subject_kind, case.subject_id))
    for pk, flagger_id in case.flags.exclude(flagger=None).values_list("pk", "flagger_id"):
        if flagger_id is not None:
            tell(member_ids=[flagger_id], kind=NoticeKind.FLAG_ANSWERED, now=now, subject=("flag", pk))


def undo_decision(*, by: Member, case_public_id: str, now: datetime) -> Case:
    """Take the last decision back within ten minutes: the subject, the account and the notice as before. Audited.

    Raises Refused (somebody else's), TooLate, CaseMoved.
    """
    handler = handler_of(by)
    with transaction.atomic():
        case = locked_case(handler, case_public_id)
        decision = case.decisions.order_by("-decided_at", "-id").first()
        if decision is None:
            raise NotFound()
        check_can_undo(handler, decided_by_id=decision.decided_by_id, decided_at=decision.decided_at,
                       undone=decision.undone_at is not None, now=now)
        if Case.objects.filter(subject_kind=case.subject_kind, subject_id=case.subject_id,
                               state__in=[CaseState.OPEN, CaseState.TAKEN]).exists():
            raise CaseMoved()
        next_state(case.state, CaseState.OPEN)
        case.state, case.decided_at, case.taken_by = next_state(CaseState.OPEN, CaseState.TAKEN), None, by
        case.save(update_fields=["state", "decided_at", "taken_by"])
        decision.undone_at = now
        decision.save(update_fields=["undone_at"])
        _restore(case, decision, by.pk, now)
        record(actor_id=by.pk, action="case.undone", now=now, subject=("case", case.pk),
               facts={"decision": decision.pk})
    return case


def _restore(case: Case, decision: Decision, by_id: int, now: datetime) -> None:
    """As it was. What had been waiting for us is hidden again until somebody decides."""
    plug = SUBJECTS.get(case.subject_kind)
    if plug is not None and decision.state_before == LIVE:
        plug.release(case.subject_id, by_id=by_id, now=now)
    elif plug is not None:
        plug.hide(case.subject_id, by_id=by_id, now=now)
    lift_limit(case, decision, by_id, now)
    lift_strike(decision, now)
    Second.objects.filter(decision=decision, answered_at=None).delete()
    take_back(kind=NoticeKind.CASE_DECIDED, subject=("decision", decision.pk))
    take_back(kind=NoticeKind.RELEASED, subject=(case.subject_kind, case.subject_id))


def lift_limit(case: Case, decision: Decision, by_id: int, now: datetime) -> None:
    """End the limit that came with this decision, unless another decision still holds one up."""
    author_id, _anonymous, _scope = facts_of(case)
    if decision.verdict not in TOUCHES_ACCOUNT or author_id is None:
        return
    others = Decision.objects.filter(case__author_id=author_id, verdict__in=TOUCHES_ACCOUNT, undone_at=None)
    others = others.filter(Q(limit_until__gt=now) | Q(for_good=True)).exclude(pk=decision.pk)
    overturned = Appeal.objects.filter(outcome="OVERTURNED").values("decision")
    if others.exclude(pk__in=overturned).exists():
        return
    if member_by_id(author_id).state in (MemberState.LIMITED, MemberState.SUSPENDED):
        people.lift(member_id=author_id, by_id=by_id, now=now, reason="case")
