"""Everything this app holds of one member, as plain values: for the member's own copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from dayroom.apps.communities.models import (
    Attachment,
    Bookmark,
    Draft,
    Membership,
    Post,
    Reaction,
    ReadMark,
    Revision,
    TopicFollow,
)
from dayroom.apps.communities.queries.personal_questions import question_tables

Rows = list[dict[str, object]]


def own_posts(member_id: int) -> Q:
    return Q(author_id=member_id) | Q(anonymous__byline__member_id=member_id)


def own_attachments(member_id: int) -> Iterable[Attachment]:
    posts = Post.objects.filter(own_posts(member_id)).values("pk")
    return Attachment.objects.filter(Q(uploader_id=member_id) | Q(post_id__in=posts)).order_by("id")


def exported_file_name(row: Attachment) -> str:
    return f"files/{row.public_id}.{row.file_name.rsplit('.', 1)[-1]}"


def exported_tables(member_id: int) -> Iterator[tuple[str, Rows]]:
    """Own words first, those posted anonymously too: the copy is for the member alone."""
    yield _("Posts"), [_post(row) for row in _posts(member_id)]
    yield _("Earlier wordings"), _revisions(member_id)
    yield _("Drafts"), [
        {"place": row.place, "title": row.title, "body": row.body, "saved_at": row.saved_at.isoformat()}
        for row in Draft.objects.filter(member_id=member_id).order_by("id")
    ]
    yield _("Communities"), [
        {"community": row.community.name, "state": row.state, "role": row.role, "since": row.since.isoformat(),
         "follows": row.follows, "note": row.asked_note}
        for row in Membership.objects.filter(member_id=member_id).select_related("community").order_by("id")
    ]
    yield _("Words you gave to posts"), [
        {"post": row.post.public_id, "word": row.get_kind_display(), "made_at": row.made_at.isoformat()}
        for row in Reaction.objects.filter(member_id=member_id).select_related("post").order_by("id")
    ]
    yield _("Bookmarks"), [
        {"post": row.post.public_id, "made_at": row.made_at.isoformat()}
        for row in Bookmark.objects.filter(member_id=member_id).select_related("post").order_by("id")
    ]
    yield _("Topics you follow"), [
        {"topic": row.topic.public_id, "since": row.since.isoformat()}
        for row in TopicFollow.objects.filter(member_id=member_id).select_related("topic").order_by("id")
    ]
    yield _("How far you have read"), [
        {"topic": row.topic.public_id, "position": row.position, "seen_at": row.seen_at.isoformat()}
        for row in ReadMark.objects.filter(member_id=member_id).select_related("topic").order_by("id")
    ]
    yield from question_tables(member_id)
    yield _("Files"), [
        {"file": exported_file_name(row), "kind": row.kind, "description": row.alt, "transcript": row.transcript,
         "captions": row.captions, "shows": row.shows, "made_at": row.made_at.isoformat()}
        for row in own_attachments(member_id)
    ]


def _posts(member_id: int) -> Iterable[Post]:
    rows = Post.objects.filter(own_posts(member_id)).select_related("topic__community", "persona")
    return rows.order_by("made_at", "id")


def _post(row: Post) -> dict[str, object]:
    return {
        "id": row.public_id, "community": row.topic.community.name, "topic": row.topic.title, "body": row.body,
        "content_warning": row.content_warning, "made_at": row.made_at.isoformat(),
        "edited_at": row.edited_at.isoformat() if row.edited_at else None, "state": row.state,
        "anonymous": row.byline_number is not None, "spoken_as": row.persona.display_name if row.persona else None,
    }


def _revisions(member_id: int) -> Rows:
    posts = Post.objects.filter(own_posts(member_id)).values("pk")
    rows = Revision.objects.filter(post_id__in=posts).select_related("post").order_by("post_id", "number")
    return [
        {"post": row.post.public_id, "number": row.number, "body": row.body, "written_at": row.written_at.isoformat()}
        for row in rows
    ]
