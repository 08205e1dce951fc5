"""Open cases and walk them until somebody decides."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.actions.calls import ring, settle_calls
from dayroom.apps.moderation.models import Case, HardLook
from dayroom.apps.moderation.queries import (
    case_for,
    check_no_conflict,
    choice_of,
    facts_of,
    handler_of,
    late_cases,
    moderators_of,
    next_case,
    stewards,
)
from dayroom.apps.moderation.queries.readiness import check_may_act
from dayroom.apps.moderation.rules import check_not_taken_by_another, harm_of, next_state
from dayroom.apps.moderation.rules.clocks import due_at
from dayroom.apps.moderation.rules.duty import is_called_about, is_hard, tier_of
from dayroom.apps.moderation.vocabulary import CaseState, Handler, Priority
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


CALLED_AT_ONCE = 200


def open_case(
    *,
    subject: tuple[str, int],
    scope_id: int | None,
    author_id: int | None,
    anonymous: bool,
    priority: int,
    source: str,
    reasons: list[str],
    now: datetime,
    tier: int = 0,
) -> Case:
    """Open a case about a subject, or add to the one that is open: its priority only ever rises.

    Who can act is told: about urgent cases one by one, about others once until they look. From T3 on, whoever is on
    call is called.
    """
    kind, subject_id = subject
    tier = tier_of(tier, priority)
    with transaction.atomic():
        case, made = Case.objects.get_or_create(
            subject_kind=kind,
            subject_id=subject_id,
            state__in=[CaseState.OPEN, CaseState.TAKEN],
            defaults={
                "scope_id": scope_id, "author_id": author_id, "author_anonymous": anonymous, "priority": priority,
                "source": source, "reasons": _joined(reasons), "opened_at": now, "tier": tier,
                "harm": harm_of(reasons), "due_at": due_at(priority, now), "state": CaseState.OPEN,
            },
        )
        called_before = not made and is_called_about(case.tier)
        rose = not made and _add(case, priority, tier, reasons, now)
        record(actor_id=None, action="case.opened" if made else "case.added", now=now, subject=("case", case.pk),
               facts={"priority": priority, "source": source, "kind": kind})
        if made or rose:
            _call_moderators(case, now)
        if is_called_about(case.tier) and not called_before:
            ring(case, now)
    return case


def _joined(reasons: list[str]) -> str:
    """Codes only, as many as fit whole."""
    kept: list[str] = []
    for reason in sorted(set(reasons)):
        if sum(map(len, kept)) + len(kept) + len(reason) <= 300:
            kept.append(reason)
    return " ".join(kept)


def _add(case: Case, priority: int, tier: int, reasons: list[str], now: datetime) -> bool:
    """Add reasons to an open case; returns whether it has become more urgent."""
    rose = priority < case.priority
    case.reasons = _joined([*case.reasons.split(), *reasons])
    case.harm, case.tier = harm_of(case.reasons.split()), max(case.tier, tier)
    if rose:
        case.priority = priority
        case.due_at = min(case.due_at, due_at(priority, now))
    case.save(update_fields=["reasons", "harm", "tier", "priority", "due_at"])
    return rose


def _call_moderators(case: Case, now: datetime) -> None:
    """The author is left out, also behind a byline: they may not decide. Where nobody is left, stewards are told."""
    author_id, _anonymous, _scope = facts_of(case)
    people = set(moderators_of(case.subject_kind, case.scope_id)) - {author_id}
    if case.priority == Priority.CRISIS or not people:
        people |= set(stewards()) - {author_id}
    _tell(people, case, now)


def _tell(people: set[int], case: Case, now: datetime) -> None:
    if case.priority < Priority.NORMAL:
        tell(member_ids=people, kind=NoticeKind.CASE_URGENT, now=now, subject=("case", case.pk))
    else:
        tell(member_ids=people, kind=NoticeKind.CASE_OPEN, now=now, subject=("queue", case.scope_id or 0))


def call_again(now: datetime) -> int:
    """Tell the stewards of cases that nobody decided in time, once each; returns how many. Audited."""
    late = late_cases(now, most=CALLED_AT_ONCE)
    for case in late:
        with transaction.atomic():
            if not Case.objects.filter(pk=case.pk, called_again_at=None).update(called_again_at=now):
                continue
            _tell(set(stewards()) - {facts_of(case)[0]}, case, now)
            record(actor_id=None, action="case.called_again", now=now, subject=("case", case.pk),
                   facts={"priority": case.priority})
    return len(late)


def take_case(*, by: Member, case_public_id: str, now: datetime) -> Case:
    """Say "I am on it", so that two people do not work on one case. Audited. Raises CaseMoved, OwnContent, NotReady,
    NotFound."""
    handler = handler_of(by)
    with transaction.atomic():
        case = locked_case(handler, case_public_id)
        check_not_taken_by_another(handler, case.taken_by_id)
        if case.state == CaseState.TAKEN and case.taken_by_id == by.pk:
            return case
        check_no_conflict(handler, case)
        untrained = check_may_act(by, case, now)
        if case.state != CaseState.TAKEN:
            case.state = next_state(case.state, CaseState.TAKEN)
        case.taken_by = by
        case.save(update_fields=["state", "taken_by"])
        if is_hard(case.harm):
            HardLook.objects.get_or_create(member=by, case=case, on=now.date())
        settle_calls(case_id=case.pk, member_id=by.pk, now=now)
        record(actor_id=by.pk, action="case.taken", now=now, subject=("case", case.pk),
               facts={"untrained": True} if untrained else {})
    return case


def take_next_case(*, by: Member, now: datetime, leave_hard: bool = False) -> Case | None:
    """Take the most urgent case that waits for this person and that they do not leave to others; None when none does.

    ``leave_hard``: also without the hard cases, because it is enough for today.
    """
    found = next_case(handler_of(by), choice_of(by.pk).skips, leave_hard=leave_hard)
    return take_case(by=by, case_public_id=found.public_id, now=now) if found else None


def put_back(*, by: Member, case_public_id: str, now: datetime) -> Case:
    """Leave a case to others. Nobody has to do this one, and nobody is asked why. Audited."""
    handler = handler_of(by)
    with transaction.atomic():
        case = locked_case(handler, case_public_id)
        check_not_taken_by_another(handler, case.taken_by_id)
        case.state = next_state(case.state, CaseState.OPEN)
        case.taken_by = None
        case.save(update_fields=["state", "taken_by"])
        record(actor_id=by.pk, action="case.put_back", now=now, subject=("case", case.pk))
    return case


def locked_case(handler: Handler, public_id: str) -> Case:
    """The case, held until the transaction ends; authorised after the lock, on what is true now."""
    list(Case.objects.select_for_update().filter(public_id=public_id).values_list("pk"))
    return case_for(handler, public_id)
