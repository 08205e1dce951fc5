"""Tell people that something was said: those who were named at once, those who follow by a job."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from dayroom.apps.communities.models import Post
from dayroom.apps.communities.vocabulary import POST_KIND, MembershipState, Visibility
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.queries import hidden_from
from dayroom.platform.jobs import enqueue

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Community, Topic


def announce(
    post: Post, topic: Topic, community: Community, *, author_id: int, mentioned_ids: Iterable[int],
    quoted_ids: Iterable[int], now: datetime,
) -> None:
    """Tell those who were named; followers are told by a job.

    Behind a byline or a professional persona nobody is named as the actor: the notice would tie the two together.
    """
    speaks_openly = post.byline_number is None and post.persona_id is None
    quoted_authors = Post.objects.filter(pk__in=list(quoted_ids), author__isnull=False, persona=None).values_list(
        "author_id", flat=True
    )
    for kind, ids in ((NoticeKind.MENTION, mentioned_ids), (NoticeKind.QUOTE, quoted_authors)):
        named = set(ids) - {author_id}
        if speaks_openly and named:
            named -= hidden_from(author_id)
        if named:
            # only those who may read the place are told that something stands there
            tell(member_ids=_may_be_told(named, community, post), kind=kind, now=now, subject=(POST_KIND, post.pk),
                 scope_id=community.pk, actor_id=author_id if speaks_openly else None)
    enqueue("communities.tell_followers", post_id=post.pk)


def _may_be_told(member_ids: set[int], community: Community, post: Post) -> set[int]:
    if community.visibility == Visibility.PUBLIC and not post.members_only:
        return member_ids
    rows = community.memberships.filter(member_id__in=member_ids, state=MembershipState.ACTIVE)
    return set(rows.values_list("member_id", flat=True))
