"""Posts, as moderation sees them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dayroom.apps.communities.actions.checking import screened_text
from dayroom.apps.communities.actions.deciding import hide_post, release_post, remove_post
from dayroom.apps.communities.models import Post
from dayroom.apps.communities.presenters.bookmarks import byline_of
from dayroom.apps.communities.queries import moderated
from dayroom.apps.communities.queries.posts import post_for
from dayroom.apps.moderation.ports import SubjectCard
from dayroom.apps.people.queries import member_by_id
from dayroom.kernel.errors import NotFound


class Posts:
    def id_for(self, public_id: str, reader_id: int) -> int | None:
        try:
            post, _standing = post_for(member_by_id(reader_id), public_id)
        except NotFound:
            return None
        return post.pk

    def card(self, subject_id: int) -> SubjectCard | None:
        post = moderated.post_with_place(subject_id)
        if post is None:
            return None
        before, after = moderated.neighbors(post)
        return SubjectCard(
            title=post.topic.title, url=f"/p/{post.public_id}", body_html=post.body_html,
            # findings count from the start of what was screened: the title of an opening post, then its body
            body=screened_text(post.topic.title if post.position == 1 else "", post.body),
            byline=byline_of(post), place=post.topic.community.name, state=str(post.state), made_at=post.made_at,
            before=_lines(before), after=_lines(after), language=post.topic.community.language,
        )

    def facts(self, subject_id: int) -> tuple[int | None, bool, int | None]:
        return moderated.facts_of(subject_id)

    def moderated_scopes(self, member_id: int) -> list[tuple[int, str]]:
        return moderated.moderated_communities(member_id)

    def moderators_of(self, scope_id: int) -> list[int]:
        return moderated.moderator_ids(scope_id)

    def release(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        release_post(subject_id, now=now)

    def hide(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        hide_post(subject_id, now=now)

    def remove(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        remove_post(subject_id, now=now)


def _lines(posts: Iterable[Post]) -> tuple[tuple[str, str], ...]:
    return tuple((byline_of(post), post.body_html) for post in posts)
