"""Tell members something, as rows; mails leave later, in digests, by a job."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from dayroom.apps.notices.models import Notice
from dayroom.apps.people.models import Member


def tell(
    *,
    member_ids: Iterable[int],
    kind: str,
    now: datetime,
    subject: tuple[str, int] | None = None,
    scope_id: int | None = None,
    actor_id: int | None = None,
) -> int:
    """Put a notice in front of each member; returns to how many. The one who acts is never told of it.

    More of the same about the same subject raises the count of the unread notice instead of adding another.
    """
    subject_kind, subject_id = subject if subject else ("", None)
    wanted = {member_id for member_id in member_ids if member_id != actor_id}
    unread = Notice.objects.filter(
        member_id__in=wanted, kind=kind, subject_kind=subject_kind, subject_id=subject_id, read_at=None
    )
    already = set(unread.values_list("member_id", flat=True))
    unread.update(count=F("count") + 1, made_at=now, actor_id=actor_id)
    fresh = wanted - already
    Notice.objects.bulk_create(
        Notice(member_id=member_id, kind=kind, subject_kind=subject_kind, subject_id=subject_id, scope_id=scope_id,
               actor_id=actor_id, made_at=now)
        for member_id in sorted(fresh)
    )
    Member.objects.filter(pk__in=fresh).update(unread_count=F("unread_count") + 1)
    return len(wanted)
