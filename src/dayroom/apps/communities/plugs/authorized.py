"""Posts that stand on what a patient has signed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from dayroom.apps.communities.actions.deciding import hide_post
from dayroom.apps.communities.queries.moderated import titles_of


class AuthorizedPosts:
    def describe(self, ids: Collection[int]) -> dict[int, tuple[str, str]]:
        return {pk: (title, f"/p/{name}") for pk, title, name in titles_of(ids)}

    def take_down(self, subject_id: int, *, now: datetime) -> None:
        hide_post(subject_id, now=now)
