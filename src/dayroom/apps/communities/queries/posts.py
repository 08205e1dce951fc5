"""One post for one reader: fetched and authorised in one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from dayroom.apps.communities.models import AnonymousAuthorship, Attachment, Bookmark, Membership, Post, Revision, Topic
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules import reading
from dayroom.apps.communities.vocabulary import MembershipState, PostState, Standing, Visibility
from dayroom.kernel.errors import NotFound
from dayroom.platform import markup
from dayroom.platform.keyset import Page, newest_first

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member, Persona

FACES_LOOKED_AT = 50  # her newest posts: enough to know a habit, and the question stays small


def post_for(reader: Member | None, public_id: str) -> tuple[Post, Standing]:
    """The post with its topic and community, and the reader's standing there; NotFound when it is not theirs to see."""
    post = Post.objects.select_related("topic__community", "author", "persona").filter(public_id=public_id).first()
    if post is None:
        raise NotFound()
    standing = standing_in(reader, post.topic.community_id)
    own = is_author(post, standing.member_id)
    if not may_see(post, standing, own=own):
        raise NotFound()
    return post, standing


def own_post(member: Member, public_id: str) -> tuple[Post, Standing]:
    """The member's own post, whatever its state; NotFound for the posts of others, so that nothing can be learned
    about who wrote them."""
    post = Post.objects.select_related("topic__community", "author", "persona").filter(public_id=public_id).first()
    if post is None or not is_author(post, member.pk):
        raise NotFound()
    return post, standing_in(member, post.topic.community_id)


def may_see(post: Post, standing: Standing, *, own: bool) -> bool:
    topic, place = post.topic, post.topic.community
    if post.members_only and not (own or reading.is_inside(standing)):
        return False
    topic_open = topic.state == PostState.LIVE or own or standing.may_moderate
    return topic_open and reading.may_read_post(
        standing, visibility=place.visibility, audience=place.audience, state=post.state, pinned=topic.pinned,
        is_author=own,
    )


def is_author(post: Post, member_id: int | None) -> bool:
    """The member wrote this, under their handle or behind a byline. For the member's own requests and for refusing
    self-dealing only: the answer is never shown to anyone else."""
    if member_id is None:
        return False
    if post.byline_number is None:
        return post.author_id == member_id
    return AnonymousAuthorship.objects.filter(post=post, byline__member_id=member_id).exists()


def author_id_of(post: Post) -> int | None:
    """Who wrote it, behind the byline too. For erasure, for notices to the author, for refusing self-dealing."""
    if post.byline_number is None:
        return post.author_id
    found = AnonymousAuthorship.objects.filter(post=post).values_list("byline__member_id", flat=True).first()
    return found


class Wording(NamedTuple):
    number: int
    body_html: str
    written_at: datetime


def history_of(post: Post) -> list[Wording]:
    """Every earlier wording, newest first; the present one stands in the post."""
    rows = Revision.objects.filter(post=post).order_by("-number").values_list("number", "body_html", "written_at")
    return [Wording(*row) for row in rows]


def attachments_of(post: Post) -> list[Attachment]:
    return list(Attachment.objects.filter(post=post).order_by("id"))


def waiting_attachments(member_id: int, public_ids: list[str]) -> list[Attachment]:
    """Files the member has sent up for a post that is not sent yet."""
    return list(Attachment.objects.filter(public_id__in=public_ids, uploader_id=member_id, post=None).order_by("id"))


def attachment_for(reader: Member | None, public_id: str) -> Attachment:
    """A file for whoever may see its post; before it is sent, for its uploader alone."""
    found = (
        Attachment.objects.select_related("post__topic__community", "post__author", "post__persona")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise NotFound()
    post = found.post
    if post is None:
        if reader is None or found.uploader_id != reader.pk:
            raise NotFound()
        return found
    standing = standing_in(reader, post.topic.community_id)
    if not may_see(post, standing, own=is_author(post, standing.member_id)):
        raise NotFound()
    return found


def first_face(member: Member, community_id: int, personas: list[Persona]) -> str:
    """With which name a clinician's composer begins: the one last used in this community, else the professional one.

    Public id of a persona, empty for the personal name. Anonymous posts do not count: nobody learns of them by this.
    """
    if not personas or not member.has_second_factor():
        return ""
    last = Post.objects.filter(author=member).order_by("-made_at", "-id").values_list("persona_id", "topic_id")
    rows = list(last[:FACES_LOOKED_AT])
    here = set(Topic.objects.filter(pk__in={topic for _, topic in rows}, community_id=community_id).values_list(
        "pk", flat=True)) if rows else set()
    by_id: dict[int | None, str] = {persona.pk: persona.public_id for persona in personas} | {None: ""}
    used = (by_id[persona] for persona, topic in rows if topic in here and persona in by_id)
    return next(used, personas[0].public_id)


def bookmarks_of(member: Member, *, place: str, limit: int = 25) -> Page[Bookmark]:
    """Kept posts that are still for this member to read, newest first."""
    mine = Membership.objects.filter(member=member, state=MembershipState.ACTIVE).values("community_id")
    banned = Membership.objects.filter(member=member, state=MembershipState.BANNED).values("community_id")
    readable = Q(post__topic__community__visibility=Visibility.PUBLIC, post__members_only=False) | Q(
        post__topic__community_id__in=mine
    )
    rows = (
        Bookmark.objects.filter(readable, member=member, post__state=PostState.LIVE, post__topic__state=PostState.LIVE)
        .exclude(post__topic__community_id__in=banned)
        .select_related("post__topic__community", "post__author", "post__persona")
    )
    return newest_first(rows, time_field="made_at", place=place, limit=limit)


def extract(post: Post, most: int = 220) -> str:
    """The first words of a post, or its content warning in their place."""
    return post.content_warning or markup.plain(post.body_html, most)
