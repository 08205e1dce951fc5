"""What the measures of a community, or of all open ones (None), are counted from: who wrote, reacted, read and joined,
by id and time; never a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from dayroom.apps.communities.models import Community, Membership, Post, Reaction, ReadMark
from dayroom.apps.communities.vocabulary import MembershipRole, MembershipState, PostState
from dayroom.kernel.errors import NotFound

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class PostFact:
    """One visible post. ``author_id`` is None for one written anonymously: who stands behind a byline is not asked."""

    topic_id: int
    opens: bool
    author_id: int | None
    byline: int | None
    as_professional: bool
    at: datetime


def _in(community_id: int | None, path: str) -> dict[str, object]:
    """The filter for one community; for all, those that are closed are left out."""
    return {f"{path}__closed_at": None} if community_id is None else {path: community_id}


def posts_between(community_id: int | None, since: datetime, until: datetime) -> Iterator[PostFact]:
    """Visible posts, read in batches; imported ones are left out, since nobody knows who wrote them."""
    rows = Post.objects.filter(
        **_in(community_id, "topic__community"),
        state=PostState.LIVE,
        topic__state=PostState.LIVE,
        imported_byline="",
        made_at__gte=since,
        made_at__lte=until,
    ).values_list("topic_id", "position", "author_id", "byline_number", "persona_id", "made_at")
    for topic_id, position, author_id, byline, persona_id, at in rows.iterator(chunk_size=BATCH):
        yield PostFact(topic_id, position == 1, author_id, byline, persona_id is not None, at)


def authors_between(community_id: int | None, since: datetime, until: datetime) -> set[int]:
    """Members who wrote under their own name."""
    rows = Post.objects.filter(
        **_in(community_id, "topic__community"),
        state=PostState.LIVE,
        made_at__gte=since,
        made_at__lt=until,
        author__isnull=False,
    )
    return set(rows.values_list("author_id", flat=True).distinct())


def reacted_since(community_id: int | None, since: datetime) -> set[int]:
    rows = Reaction.objects.filter(**_in(community_id, "post__topic__community"), made_at__gte=since)
    return set(rows.values_list("member_id", flat=True).distinct())


def readers_since(community_id: int | None, since: datetime) -> set[int]:
    """Signed-in members who opened a topic."""
    rows = ReadMark.objects.filter(**_in(community_id, "topic__community"), seen_at__gte=since)
    return set(rows.values_list("member_id", flat=True).distinct())


def joined_since(community_id: int | None, since: datetime, until: datetime) -> list[tuple[int, datetime]]:
    """(member id, when) of those who joined, also of those who left."""
    rows = Membership.objects.filter(
        **_in(community_id, "community"),
        since__gte=since,
        since__lte=until,
        state__in=(MembershipState.ACTIVE, MembershipState.LEFT),
    )
    return list(rows.values_list("member_id", "since"))


def last_signs(community_id: int | None) -> dict[int, datetime]:
    """Member id → when they last read, wrote or reacted here; three queries."""
    seen: dict[int, datetime] = {}
    for rows in (
        ReadMark.objects.filter(**_in(community_id, "topic__community"))
        .values_list("member_id")
        .annotate(Max("seen_at")),
        Post.objects.filter(**_in(community_id, "topic__community"), author__isnull=False)
        .values_list("author_id")
        .annotate(Max("made_at")),
        Reaction.objects.filter(**_in(community_id, "post__topic__community"))
        .values_list("member_id")
        .annotate(Max("made_at")),
    ):
        for member_id, at in rows:
            seen[member_id] = max(at, seen.get(member_id, at))
    return seen


def team_of(community_id: int | None) -> set[int]:
    """Moderators and peer supporters."""
    rows = Membership.objects.filter(
        **_in(community_id, "community"),
        state=MembershipState.ACTIVE,
        role__in=(MembershipRole.MODERATOR, MembershipRole.PEER_SUPPORTER),
    )
    return set(rows.values_list("member_id", flat=True))


def open_communities(after: int = 0, most: int = 100) -> list[int]:
    """Ids of open communities, in order."""
    rows = Community.objects.filter(closed_at=None, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:most])


def looked_after(member_id: int) -> dict[int, tuple[str, str]]:
    """Community id → (address, name) of those this member moderates."""
    rows = Membership.objects.filter(
        member_id=member_id, state=MembershipState.ACTIVE, role=MembershipRole.MODERATOR, community__closed_at=None
    ).values_list("community_id", "community__slug", "community__name")
    return {pk: (slug, name) for pk, slug, name in rows}


def names_of(ids: list[int]) -> dict[int, tuple[str, str]]:
    """Community id → (address, name)."""
    found = Community.objects.filter(pk__in=ids).values_list("pk", "slug", "name")
    return {pk: (slug, name) for pk, slug, name in found}


def id_of(slug: str) -> int:
    """Raises NotFound."""
    found = Community.objects.filter(slug=slug, closed_at=None).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound()
    return int(found)
