"""What stands of somebody's posts on their public page."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dayroom.apps.communities.actions.memberships import admit_child
from dayroom.apps.communities.queries.directory import young_places
from dayroom.apps.communities.queries.moderated import recent_posts
from dayroom.apps.communities.queries.posts import extract

SHOWN = 5


class ClosedPlaces:
    """The communities for children, for the guardians who ask."""

    def places(self) -> list[tuple[int, str]]:
        return young_places()

    def admit(self, *, place_id: int, member_id: int, now: datetime) -> None:
        admit_child(community_id=place_id, member_id=member_id, now=now)


class RecentPosts:
    def parts(self, member_id: int, reader_id: int | None) -> list[tuple[str, list[dict[str, object]]]]:
        rows: list[dict[str, object]] = [
            {"title": post.topic.title, "url": f"/p/{post.public_id}", "at": post.made_at,
             "meta": f"{post.topic.community.name} · {extract(post, 120)}"}
            for post in recent_posts(member_id, reader_id, SHOWN)
        ]
        return [(_("Recent posts"), rows)] if rows else []
