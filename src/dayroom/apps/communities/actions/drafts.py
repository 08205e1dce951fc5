"""Keep what somebody has begun to write: through an expired sign-in, a closed tab, a refused form."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from dayroom.apps.communities.actions.files import delete_files
from dayroom.apps.communities.models import Attachment, Draft
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
DRAFT_DAYS = 180  # since it was last changed; our own choice, 2026-11-21. The page of drafts says so
LOOSE_FILE_DAYS = 2  # a file that belongs to no post and to no draft
SWEPT_AT_ONCE = 500


class NoSuchPlace(NotFound):
    """There is nothing to write at this address."""


def keep_draft(
    *, member: Member, place: str, written: Written, now: datetime, attachment_ids: Collection[str] | None = None
) -> Draft | None:
    """Keep the words for a place, replacing what was kept there, and the files that wait with them (None: those that
    wait already). Nothing at all forgets the draft. Raises TooLarge."""
    if not PLACE.fullmatch(place):
        raise NoSuchPlace()
    if len(written.body) > DRAFT_BODY_MAX:
        raise TooLarge()
    waits = attachment_ids is None and Attachment.objects.filter(
        draft__member=member, draft__place=place, post=None
    ).exists()
    if not (written.body or written.title or attachment_ids or waits):
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
    if attachment_ids is not None:
        waiting = Attachment.objects.filter(uploader=member, post=None)
        waiting.filter(draft=draft).exclude(public_id__in=attachment_ids).update(draft=None)
        waiting.filter(public_id__in=attachment_ids).update(draft=draft)
    if made:
        _make_room(member.pk)
    return draft


def _make_room(member_id: int) -> None:
    too_old = Draft.objects.filter(member_id=member_id).order_by("-saved_at", "-id").values_list("pk", flat=True)
    _forget(Draft.objects.filter(pk__in=list(too_old[DRAFTS_MOST:DRAFTS_MOST + 50])))


def forget_draft(*, member: Member, place: str) -> None:
    """The words go, and the files that waited with them; files of a post that was sent are the post's."""
    _forget(Draft.objects.filter(member=member, place=place))


def _forget(drafts: QuerySet[Draft]) -> int:
    with transaction.atomic():
        _drop(Attachment.objects.filter(draft__in=drafts, post=None))
        return drafts.delete()[1].get(Draft._meta.label, 0)


def _drop(files: QuerySet[Attachment]) -> int:
    found = dict(files.values_list("pk", "file_name"))
    if found:
        Attachment.objects.filter(pk__in=found).delete()
        transaction.on_commit(partial(delete_files, list(found.values())))
    return len(found)


def sweep_drafts(now: datetime) -> int:
    """Daily: drafts that nobody has touched for half a year go, and files that were never sent. Returns how many."""
    old = Draft.objects.filter(saved_at__lt=now - timedelta(days=DRAFT_DAYS)).values_list("pk", flat=True)
    gone = _forget(Draft.objects.filter(pk__in=list(old[:SWEPT_AT_ONCE])))
    loose = Attachment.objects.filter(post=None, draft=None, made_at__lt=now - timedelta(days=LOOSE_FILE_DAYS))
    with transaction.atomic():
        return gone + _drop(Attachment.objects.filter(pk__in=list(loose.values_list("pk", flat=True)[:SWEPT_AT_ONCE])))




def begin_topic(*, member: Member, slug: str, title: str, body: str, now: datetime) -> str:
    """Keep words from elsewhere as the member's draft of a topic; returns the address where it is finished."""
    keep_draft(member=member, place=f"community:{slug}", written=Written(title=title, body=body), now=now)
    return f"/c/{slug}/new"
