"""What a notice says about posts, topics and communities, to those who may see them."""

from __future__ import annotations

from collections.abc import Collection

from dayroom.apps.communities.queries import moderated
from dayroom.apps.notices.ports import Scope


class PostNotices:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return {pk: (title, f"/p/{name}") for pk, title, name in moderated.post_titles(ids, reader_id)}


class TopicNotices:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return {pk: (title, f"/t/{name}/") for pk, title, name in moderated.topic_titles(ids, reader_id)}


class CommunityNotices:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        return {pk: (name, f"/c/{slug}/") for pk, name, slug in moderated.community_titles(ids, reader_id)}


class CommunityScopes:
    def of_member(self, member_id: int) -> list[Scope]:
        rows = moderated.communities_of(member_id)
        return [Scope(id=pk, public_id=public_id, name=name) for pk, public_id, name in rows]
