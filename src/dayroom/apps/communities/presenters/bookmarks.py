from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dayroom.apps.communities.presenters.communities import ago
from dayroom.apps.communities.queries.posts import extract

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Bookmark, Post


def byline_of(post: Post) -> str:
    """The name a reader sees; never the author behind a byline."""
    if post.byline_number is not None:
        return _("Anonymous %(number)d") % {"number": post.byline_number}
    if post.persona is not None:
        return post.persona.display_name
    if post.author is not None:
        return post.author.handle
    return post.imported_byline or _("a former member")


def bookmark_rows(rows: Iterable[Bookmark], *, now: datetime) -> list[dict[str, str]]:
    return [
        {
            "url": f"/p/{row.post.public_id}", "title": row.post.topic.title, "extract": extract(row.post),
            "meta": f"{byline_of(row.post)} · {row.post.topic.community.name} · {ago(row.post.made_at, now)}",
        }
        for row in rows
    ]
