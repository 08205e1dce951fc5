"""Public posts under a member's own name, for counting how many speak of something (``Purpose.COUNTING``).

The words pass through memory; whoever asks keeps numbers, and asks first who has agreed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dayroom.apps.communities.models import Post
from dayroom.apps.communities.vocabulary import PostState, Visibility

BATCH = 2_000


def public_posts_between(since: datetime, until: datetime) -> Iterator[tuple[int, str]]:
    """(author, words) of posts that anyone may read, read in batches. Anonymous, imported and hidden ones are none."""
    rows = Post.objects.filter(
        topic__community__visibility=Visibility.PUBLIC,
        topic__community__closed_at=None,
        topic__state=PostState.LIVE,
        topic__members_only=False,
        members_only=False,
        state=PostState.LIVE,
        imported_byline="",
        author__isnull=False,
        made_at__gte=since,
        made_at__lt=until,
    ).values_list("author_id", "body")
    for author_id, body in rows.iterator(chunk_size=BATCH):
        if author_id is not None:
            yield author_id, body
