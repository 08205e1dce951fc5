"""Look behind a byline: possible, never silent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.queries import case_for, facts_of, handler_of
from dayroom.apps.moderation.rules import check_reason_for_look
from dayroom.apps.people.queries import member_by_id
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def look_behind_byline(*, by: Member, case_public_id: str, reason: str, now: datetime) -> str:
    """The handle of an anonymous author. Recorded with the reason before it is shown; nothing is kept on the case.

    Raises Invalid (no byline, no reason), OwnContent, NotFound (the author is gone).
    """
    handler = handler_of(by)
    with transaction.atomic():
        case = case_for(handler, case_public_id)
        author_id, anonymous, _scope = facts_of(case)
        words = check_reason_for_look(reason, anonymous=anonymous)
        if author_id is None:
            raise NotFound()
        # the author's id stays out of the record: it would tell every later reader what only this person may see
        record(actor_id=by.pk, action="byline.looked_behind", now=now, subject=("case", case.pk), reason=words)
        return member_by_id(author_id).handle
