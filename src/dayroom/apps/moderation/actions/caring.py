"""Let somebody who may be in danger know that a person has read them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.queries import case_for, facts_of, handler_of
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def send_check_in(*, by: Member, case_public_id: str, now: datetime) -> None:
    """Send the author a notice that somebody thought of them, with the way to help; also behind a byline. Audited.

    Nobody learns who wrote it, and the author does not learn which moderator. Raises NotFound, OwnContent.
    """
    handler = handler_of(by)
    with transaction.atomic():
        case = case_for(handler, case_public_id)
        author_id, _anonymous, _scope = facts_of(case)
        if author_id is None:
            raise NotFound()
        tell(member_ids=[author_id], kind=NoticeKind.CHECK_IN, now=now, subject=("check_in", case.pk))
        record(actor_id=by.pk, action="case.checked_in", now=now, subject=("case", case.pk))
