"""Keep what somebody has begun to write: through an expired sign-in, a closed tab, a refused form."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from dayroom.apps.communities.models import Draft
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.communities.vocabulary import BODY_MAX, WARNING_MAX, Seeking
from dayroom.kernel.errors import NotFound, TooLarge

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

# "topic:<public id>" a reply there, "community:<slug>" a new topic, "post:<public id>" an edit, "ask:<slug>" a question
# to a professional there, "answer:<public id>" an answer to it, "again:<public id>" the one follow-up
PLACE = re.compile(r"(?:topic|post|answer|again):[0-9a-z]{20}|(?:community|ask):[-a-z0-9_]{1,60}")
DRAFTS_MOST = 100  # of one member; the oldest make room
DRAFT_BODY_MAX = 2 * BODY_MAX  # a draft may be longer than a post: it is not lost for being too long


class NoSuchPlace(NotFound):
    """There is nothing to write at this address."""


def keep_draft(*, member: Member, place: str, written: Written, now: datetime) -> Draft | None:
    """Keep the words for a place, replacing what was kept there; empty words forget the draft. Raises TooLarge."""
    if not PLACE.fullmatch(place):
        raise NoSuchPlace()
    if len(written.body) > DRAFT_BODY_MAX:
        raise TooLarge()
    if not (written.body or written.title):
        forget_draft(member=member, place=place)
        return None
    draft, made = Draft.objects.update_or_create(
        member=member, place=place,
        defaults={
            "title": written.title[:200], "body": written.body,
            "content_warning": written.content_warning[:WARNING_MAX],
            "seeking": written.seeking if written.seeking in Seeking.values else "",
            "anonymous": written.anonymous, "saved_at": now,
        },
    )
    if made:
        _make_room(member.pk)
    return draft


def _make_room(member_id: int) -> None:
    too_old = Draft.objects.filter(member_id=member_id).order_by("-saved_at", "-id").values_list("pk", flat=True)
    Draft.objects.filter(pk__in=list(too_old[DRAFTS_MOST:DRAFTS_MOST + 50])).delete()


def forget_draft(*, member: Member, place: str) -> None:
    Draft.objects.filter(member=member, place=place).delete()


