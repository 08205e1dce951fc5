"""What the checkers of facts, and the notices about them, ask about posts."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from dayroom.apps.communities.models import Post
from dayroom.apps.communities.queries.moderated import post_titles
from dayroom.apps.communities.vocabulary import POST_KIND, PostState
from dayroom.apps.screening.queries import check_names, subjects_of_questions


def readable_posts(ids: Collection[int]) -> list[tuple[int, str, str, str, str]]:
    """(id, public id, title of the topic, body as HTML, community) of posts that still stand; one query."""
    rows = Post.objects.filter(pk__in=list(ids), state=PostState.LIVE)
    return list(rows.values_list("pk", "public_id", "topic__title", "body_html", "topic__community__name"))


def fact_check_titles(ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Fact check id → (title, address) for a notice."""
    title = _("See what it says now")
    return {pk: (title, f"/fact-checks/{name}/") for pk, name in check_names(ids).items()}


def truth_titles(ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
    """Question id → (title, address) of the post it is about, for those who may read it."""
    about = {pk: post for pk, (kind, post) in subjects_of_questions(ids).items() if kind == POST_KIND}
    readable = {pk: (title, f"/p/{name}") for pk, title, name in post_titles(list(about.values()), reader_id)}
    return {pk: readable[post] for pk, post in about.items() if post in readable}
