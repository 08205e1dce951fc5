"""Care: for somebody who may be in danger, and for those who read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.models import DebriefCount, DeskChoice
from dayroom.apps.moderation.queries import case_for, choice_of, facts_of, handler_of
from dayroom.apps.moderation.rules.duty import check_harms
from dayroom.apps.moderation.vocabulary import Choice, Harm
from dayroom.apps.moderation.vocabulary.duty import Debrief
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.kernel.errors import Invalid, NotFound

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


def keep_choice(*, by: Member, skips: Sequence[str], scope_ids: Sequence[int]) -> Choice:
    """What this moderator leaves to others, and which of their places they look at.

    Not audited: it is nobody's business. Raises Invalid on a harm that does not exist.
    """
    handler = handler_of(by)
    kept = check_harms(skips)
    places = " ".join(str(pk) for pk in sorted(set(scope_ids) & set(handler.scopes)))[:400]
    DeskChoice.objects.update_or_create(member=by, defaults={"skips": kept, "scope_ids": places})
    return choice_of(by.pk)


def leave_crises(*, by: Member, leave: bool) -> Choice:
    """Leave crisis cases to others, or see them again."""
    choice = choice_of(by.pk)
    skips = choice.skips | {Harm.CRISIS.value} if leave else choice.skips - {Harm.CRISIS.value}
    return keep_choice(by=by, skips=sorted(skips), scope_ids=sorted(choice.scope_ids))


def count_debrief(*, answer: str, now: datetime) -> None:
    """Count how somebody was after a hard case: by day, without a name. Raises Invalid."""
    if answer not in Debrief.values:
        raise Invalid()
    with transaction.atomic():
        row, _made = DebriefCount.objects.get_or_create(on=now.date(), answer=answer)
        DebriefCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
