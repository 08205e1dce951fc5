"""The queue and the case page, already filtered for who asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dayroom.apps.moderation.models import Appeal, Case, Decision, Flag
from dayroom.apps.moderation.ports import SubjectCard
from dayroom.apps.moderation.queries.authors import strikes_of
from dayroom.apps.moderation.queries.handlers import card_of, check_no_conflict, facts_of
from dayroom.apps.moderation.rules import (
    check_member_can_handle,
    check_not_at_odds,
    check_not_flagged_by,
    check_not_own,
)
from dayroom.apps.moderation.vocabulary import CASES_PER_PAGE, Asked, CaseState, Handler, Harm, Priority, Source
from dayroom.apps.moderation.vocabulary.duty import HARD, StrikeNow
from dayroom.apps.people.queries import blocks_of
from dayroom.apps.screening.queries import latest_findings
from dayroom.kernel.errors import NotFound, Refused
from dayroom.platform.keyset import Page, newest_first, place_of, read_place

if TYPE_CHECKING:
    from dayroom.apps.screening.models import Finding

WAITING = (CaseState.OPEN, CaseState.TAKEN)


def _in_reach(handler: Handler) -> QuerySet[Case]:
    """Cases this person may handle. Their own are left out here where the row says so, and refused when opened."""
    rows = Case.objects.exclude(author_id=handler.member_id)
    return rows if handler.is_steward else rows.filter(scope_id__in=handler.scopes)


def queue(handler: Handler, asked: Asked, *, place: str = "", limit: int = CASES_PER_PAGE) -> Page[Case]:
    """A page of the queue: most urgent first, then what is due first; decided cases newest first."""
    rows = _in_reach(handler).select_related("taken_by")
    rows = _without(rows, asked.skips)
    if asked.scope_id is not None:
        rows = rows.filter(scope_id=asked.scope_id)
    elif asked.scope_ids:
        rows = rows.filter(scope_id__in=asked.scope_ids)
    if asked.source:
        rows = rows.filter(source=asked.source)
    if asked.harm:
        rows = rows.filter(harm=asked.harm)
    if asked.show == "decided":
        return newest_first(rows.exclude(decided_at=None), time_field="decided_at", place=place, limit=limit)
    rows = rows.filter(state__in=WAITING)
    if asked.show == "mine":
        rows = rows.filter(taken_by_id=handler.member_id)
    return _most_urgent_first(rows, place, limit)


def _without(rows: QuerySet[Case], skips: Collection[str]) -> QuerySet[Case]:
    """Without the harms that somebody leaves to others; whoever leaves crises leaves everything that urgent."""
    if Harm.CRISIS in skips:
        rows = rows.exclude(priority=Priority.CRISIS)
    return rows.exclude(harm__in=skips) if skips else rows


def _most_urgent_first(rows: QuerySet[Case], place: str, limit: int) -> Page[Case]:
    if place:
        priority, due_at, last_id = read_place(place, int, datetime, int)
        rows = rows.filter(
            Q(priority__gt=priority) | Q(priority=priority, due_at__gt=due_at)
            | Q(priority=priority, due_at=due_at, pk__gt=last_id)
        )
    found = list(rows.order_by("priority", "due_at", "id")[: limit + 1])
    kept = found[:limit]
    last = kept[-1] if len(found) > limit else None
    return Page(rows=kept, older=place_of(last.priority, last.due_at, last.pk) if last else "", newer="")


def next_case(handler: Handler, skips: Collection[str] = (), *, leave_hard: bool = False) -> Case | None:
    """The most urgent case that nobody has taken and that this person may judge."""
    rows = _without(_in_reach(handler).filter(state=CaseState.OPEN), {*skips, *(HARD if leave_hard else ())})
    rows = rows.exclude(Exists(Flag.objects.filter(case_id=OuterRef("pk"), flagger_id=handler.member_id)))
    for case in rows.order_by("priority", "due_at", "id")[:10]:
        if facts_of(case)[0] == handler.member_id:
            continue
        try:
            check_no_conflict(handler, case)
        except Refused:
            continue
        return case
    return None


def late_cases(now: datetime, *, most: int) -> list[Case]:
    """Cases over their time about which the stewards have not been called; the most urgent first."""
    rows = Case.objects.filter(state__in=WAITING, due_at__lt=now, called_again_at=None)
    return list(rows.order_by("priority", "due_at", "id")[:most])


def waiting_counts(handler: Handler, now: datetime) -> dict[str, int]:
    """How much waits, by source and by harm, how much is over its time, what is mine, which appeals: one query each."""
    waiting = _in_reach(handler).filter(state__in=WAITING).aggregate(
        all=Count("pk"), crisis=Count("pk", filter=Q(priority=Priority.CRISIS)),
        late=Count("pk", filter=Q(due_at__lt=now)), mine=Count("pk", filter=Q(taken_by_id=handler.member_id)),
        machine=Count("pk", filter=Q(source=Source.MACHINE)), member=Count("pk", filter=Q(source=Source.MEMBER)),
        **{f"harm_{harm}": Count("pk", filter=Q(harm=harm)) for harm in Harm.values},
    )
    return {**waiting, "appeals": _appeals(handler).count()}


def _appeals(handler: Handler) -> QuerySet[Appeal]:
    """Appeals this person may decide: not on their own decision, not on their own words."""
    rows = Appeal.objects.filter(decided_at=None).select_related("decision__case")
    rows = rows.exclude(decision__decided_by_id=handler.member_id).exclude(made_by_id=handler.member_id)
    if not handler.is_steward:
        rows = rows.filter(decision__case__scope_id__in=handler.scopes)
    return rows


def appeals_waiting(handler: Handler, *, place: str = "", limit: int = CASES_PER_PAGE) -> Page[Appeal]:
    """A page of the appeals that this person may decide, what is due first."""
    rows = _appeals(handler)
    if place:
        due_at, last_id = read_place(place, datetime, int)
        rows = rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=last_id))
    found = list(rows.order_by("due_at", "id")[: limit + 1])
    kept = found[:limit]
    older = place_of(kept[-1].due_at, kept[-1].pk) if len(found) > limit else ""
    return Page(rows=kept, older=older, newer="")


def case_for(handler: Handler, public_id: str) -> Case:
    """The case, if this person may handle it. Raises NotFound, and OwnContent on one's own words."""
    case = Case.objects.select_related("taken_by").filter(public_id=public_id).first()
    if case is None:
        raise NotFound()
    author_id, _anonymous, scope_id = facts_of(case)
    check_member_can_handle(handler, scope_id)
    check_not_own(handler, author_id)
    return case


def appeal_for(handler: Handler, public_id: str) -> Appeal:
    """The appeal with its decision and case, for those who may handle the case."""
    found = Appeal.objects.select_related("decision__case", "decision__decided_by").filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    author_id, _anonymous, scope_id = facts_of(found.decision.case)
    check_member_can_handle(handler, scope_id)
    check_not_own(handler, author_id)
    return found


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything needed to decide, for one screen."""

    case: Case
    card: SubjectCard | None
    findings: list[Finding]
    flags: list[Flag]
    decisions: list[Decision]
    appeals: list[Appeal]  # about the same words, not answered yet
    earlier: dict[str, int]  # verdict → how often before, about the same author
    anonymous: bool
    has_author: bool
    place: str


def case_file(handler: Handler, public_id: str) -> CaseFile:
    case = case_for(handler, public_id)
    author_id, anonymous, scope_id = facts_of(case)
    card = card_of(case)
    return CaseFile(
        case=case, card=card, findings=latest_findings(case.subject_kind, case.subject_id),
        flags=list(case.flags.order_by("flagged_at", "id")),
        decisions=list(case.decisions.select_related("decided_by", "appeal").order_by("-decided_at", "-id")),
        appeals=list(Appeal.objects.filter(
            decision__case__subject_kind=case.subject_kind, decision__case__subject_id=case.subject_id, decided_at=None,
        )),
        earlier=_earlier(author_id, besides=case.pk), anonymous=anonymous, has_author=author_id is not None,
        place=card.place if card else handler.scopes.get(scope_id or 0, ""),
    )


def _earlier(author_id: int | None, *, besides: int) -> dict[str, int]:
    """What was decided before about this author's signed words. What stood behind a byline is not counted."""
    if author_id is None:
        return {}
    rows = Decision.objects.filter(case__author_id=author_id, undone_at=None).exclude(case_id=besides)
    return dict(Counter(rows.values_list("verdict", flat=True)))


def strikes_about(file: CaseFile, now: datetime) -> list[StrikeNow]:
    """The strikes that count now against whoever signed this; behind a byline nobody is asked about."""
    author_id = file.case.author_id
    return strikes_of(author_id, now) if author_id is not None and not file.anonymous else []


def conflict_with(handler: Handler, file: CaseFile) -> str:
    """Why this person may not judge this, as a sentence; "" when they may. The action decides again."""
    author_id = file.case.author_id
    try:
        check_not_flagged_by(handler, [flag.flagger_id for flag in file.flags])
        if author_id is not None and not file.anonymous:
            blocked = blocks_of(handler.member_id).filter(blocked_id=author_id).exists()
            check_not_at_odds(anonymous=False, blocked=blocked)
    except Refused as fault:
        return str(fault)
    return ""
