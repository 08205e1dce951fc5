"""What a reader keeps: how far they have read, and what they want to find again. Nobody else sees these."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dayroom.apps.communities.models import Bookmark, ReadMark

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Post
    from dayroom.apps.people.models import Member


def mark_read(*, member_id: int, topic_id: int, position: int, now: datetime) -> None:
    """Remember the last position seen; one statement. The caller asks only when it has moved."""
    ReadMark.objects.bulk_create(
        [ReadMark(member_id=member_id, topic_id=topic_id, position=position, seen_at=now)],
        update_conflicts=True, unique_fields=["member", "topic"], update_fields=["position", "seen_at"],
    )


def bookmark(*, member: Member, post: Post, now: datetime) -> bool:
    """Keep a post, or let it go; returns whether it is kept now."""
    row, made = Bookmark.objects.get_or_create(member=member, post=post, defaults={"made_at": now})
    if not made:
        row.delete()
    return made
