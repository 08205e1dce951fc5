"""Decisions drawn by chance, for somebody else to look at."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from dayroom.apps.moderation.models import Decision, SecondLook
from dayroom.apps.moderation.queries.handlers import facts_of
from dayroom.apps.moderation.rules import check_member_can_handle
from dayroom.apps.moderation.vocabulary import CASES_PER_PAGE, Handler
from dayroom.kernel.errors import NotFound
from dayroom.platform.keyset import Page, place_of, read_place

DECISIONS_OF_A_WEEK = 20_000


def decided_in_week(monday: date) -> list[int]:
    """Ids of what was decided from Monday to Sunday and stands."""
    start = datetime.combine(monday, time(), tzinfo=UTC)
    rows = Decision.objects.filter(decided_at__gte=start, decided_at__lt=start + timedelta(days=7), undone_at=None)
    return list(rows.order_by("id").values_list("pk", flat=True)[:DECISIONS_OF_A_WEEK])


def looks_waiting(handler: Handler, *, place: str = "", limit: int = CASES_PER_PAGE) -> Page[SecondLook]:
    """Second looks that this person may take: not at their own decisions, in their places."""
    rows = SecondLook.objects.filter(looked_at=None, decision__undone_at=None).select_related("decision__case")
    rows = rows.exclude(decision__decided_by_id=handler.member_id).exclude(decision__case__author_id=handler.member_id)
    if not handler.is_steward:
        rows = rows.filter(decision__case__scope_id__in=handler.scopes)
    if place:
        (last_id,) = read_place(place, int)
        rows = rows.filter(pk__gt=last_id)
    found = list(rows.order_by("id")[: limit + 1])
    older = place_of(found[limit - 1].pk) if len(found) > limit else ""
    return Page(rows=found[:limit], older=older, newer="")


def look_for(handler: Handler, public_id: str) -> SecondLook:
    """One of them, for those who may handle the case; raises NotFound."""
    row = SecondLook.objects.select_related("decision__case", "looked_by").filter(public_id=public_id).first()
    if row is None:
        raise NotFound()
    author_id, _anonymous, scope_id = facts_of(row.decision.case)
    check_member_can_handle(handler, scope_id)
    if handler.member_id in (row.decision.decided_by_id, author_id):
        raise NotFound()
    return row
