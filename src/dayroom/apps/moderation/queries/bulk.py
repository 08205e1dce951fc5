"""Decisions that were made together."""

from __future__ import annotations

from dayroom.apps.moderation.models import Bulk, Case
from dayroom.apps.moderation.queries.cases import WAITING, case_for
from dayroom.apps.moderation.vocabulary import CASES_PER_PAGE, Handler
from dayroom.kernel.errors import DayroomError, NotFound


def bulk_for(member_id: int, public_id: str) -> Bulk:
    """One's own; raises NotFound."""
    found = Bulk.objects.filter(public_id=public_id, made_by_id=member_id).first()
    if found is None:
        raise NotFound()
    return found


def cases_chosen(handler: Handler, public_ids: list[str]) -> list[Case]:
    """Those of the chosen cases that wait and that this person may handle, in the order of the queue."""
    found = []
    for public_id in dict.fromkeys(public_ids[:CASES_PER_PAGE]):
        try:
            case = case_for(handler, public_id)
        except DayroomError:
            continue
        if case.state in WAITING:
            found.append(case)
    return sorted(found, key=lambda case: (case.priority, case.due_at, case.pk))
