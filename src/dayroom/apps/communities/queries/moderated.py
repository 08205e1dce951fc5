"""What moderation and notices ask about posts, topics and communities."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q

from dayroom.apps.communities.models import Community, Membership, Post, Topic
from dayroom.apps.communities.queries.posts import author_id_of
from dayroom.apps.communities.vocabulary import MembershipRole, MembershipState, PostState, Visibility

NEIGHBORS = 2  # posts before and after a case, so that it is judged in its place


def moderated_communities(member_id: int) -> list[tuple[int, str]]:
    rows = Membership.objects.filter(
        member_id=member_id, role=MembershipRole.MODERATOR, state=MembershipState.ACTIVE
    ).order_by("community__name")
    return list(rows.values_list("community_id", "community__name"))


def join_request(membership_id: int) -> Membership | None:
    return Membership.objects.filter(pk=membership_id).select_related("community", "member").first()


def moderator_ids(community_id: int) -> list[int]:
    rows = Membership.objects.filter(
        community_id=community_id, role=MembershipRole.MODERATOR, state=MembershipState.ACTIVE
    )
    return list(rows.values_list("member_id", flat=True))


def post_with_place(post_id: int) -> Post | None:
    return Post.objects.select_related("topic__community", "author", "persona").filter(pk=post_id).first()


def facts_of(post_id: int) -> tuple[int | None, bool, int | None]:
    post = Post.objects.select_related("topic").filter(pk=post_id).first()
    if post is None:
        return None, False, None
    return author_id_of(post), post.byline_number is not None, post.topic.community_id


def neighbors(post: Post) -> tuple[list[Post], list[Post]]:
    """Visible posts just before and just after."""
    rows = Post.objects.select_related("author", "persona").filter(topic_id=post.topic_id, state=PostState.LIVE)
    before = list(rows.filter(position__lt=post.position).order_by("-position")[:NEIGHBORS])
    after = list(rows.filter(position__gt=post.position).order_by("position")[:NEIGHBORS])
    return before[::-1], after


def _readable(prefix: str, reader_id: int) -> Q:
    member = Membership.objects.filter(
        community_id=OuterRef(f"{prefix}community_id"), member_id=reader_id, state=MembershipState.ACTIVE
    )
    public: Q = Q(**{f"{prefix}community__visibility": Visibility.PUBLIC, f"{prefix}members_only": False})
    return public | Q(Exists(member))


def post_titles(ids: Collection[int], reader_id: int) -> Iterable[tuple[int, str, str]]:
    """(id, title of the topic, public id) of posts the reader may see, their own held ones included; one query."""
    own = Q(author_id=reader_id) | Q(anonymous__byline__member_id=reader_id)
    rows = Post.objects.filter(_readable("topic__", reader_id), pk__in=ids)
    rows = rows.filter(Q(state=PostState.LIVE, topic__state=PostState.LIVE) | own)
    return rows.values_list("pk", "topic__title", "public_id")


def titles_of(ids: Collection[int]) -> Iterable[tuple[int, str, str]]:
    """(id, title of the topic, public id), whatever their state: for those who must know where something stands."""
    return Post.objects.filter(pk__in=ids).values_list("pk", "topic__title", "public_id")


def topic_titles(ids: Collection[int], reader_id: int) -> Iterable[tuple[int, str, str]]:
    own = Q(author_id=reader_id) | Q(bylines__member_id=reader_id)
    rows = Topic.objects.filter(_readable("", reader_id), pk__in=ids).filter(Q(state=PostState.LIVE) | own)
    return rows.distinct().values_list("pk", "title", "public_id")


def community_titles(ids: Collection[int], reader_id: int) -> Iterable[tuple[int, str, str]]:
    inside = Membership.objects.filter(community_id=OuterRef("pk"), member_id=reader_id).exclude(
        state=MembershipState.BANNED
    )
    rows = Community.objects.filter(~Q(visibility=Visibility.PRIVATE) | Exists(inside), pk__in=ids)
    return rows.values_list("pk", "name", "slug")


def communities_of(member_id: int) -> list[tuple[int, str, str]]:
    """(id, public id, name) of what the member belongs to, by name."""
    rows = Membership.objects.filter(member_id=member_id, state=MembershipState.ACTIVE).order_by("community__name")
    return list(rows.values_list("community_id", "community__public_id", "community__name"))


def recent_posts(member_id: int, reader_id: int | None, limit: int) -> list[Post]:
    """Posts under the handle that this reader may see: never anonymous ones, never those of a persona."""
    rows = Post.objects.filter(
        author_id=member_id, byline_number=None, persona=None, state=PostState.LIVE, topic__state=PostState.LIVE
    )
    if reader_id is None:
        rows = rows.filter(topic__community__visibility=Visibility.PUBLIC, members_only=False)
    else:
        rows = rows.filter(_readable("topic__", reader_id)).filter(
            Q(members_only=False) | Exists(Membership.objects.filter(
                community_id=OuterRef("topic__community_id"), member_id=reader_id, state=MembershipState.ACTIVE
            ))
        )
    return list(rows.select_related("topic__community").order_by("-made_at", "-id")[:limit])
