"""What the library keeps about a member, for their export."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.models import Revision

from dayroom.apps.library.models import ArticlePage, Decision, ReadingWish, Recording

Rows = list[dict[str, object]]


def exported_tables(member_id: int) -> Iterator[tuple[str, Rows]]:
    """(heading, rows) in plain JSON values."""
    wish = ReadingWish.objects.filter(member_id=member_id).first()
    if wish is not None:
        yield "reading wishes", [{
            "suggestions": wish.suggestions, "interests": wish.interests, "changed_at": wish.changed_at.isoformat(),
        }]
    written = ArticlePage.objects.filter(author_id=member_id).order_by("pk")
    yield "articles written", [{"title": one.title, "written_on": str(one.written_on or "")} for one in written]
    saved = Revision.objects.filter(user_id=member_id, content_type__model="articlepage").order_by("pk")
    yield "wordings saved", [{"title": one.object_str, "at": one.created_at.isoformat()} for one in saved]
    decided = Decision.objects.filter(decided_by_id=member_id).select_related("article").order_by("pk")
    yield "reviews of articles", [
        {"title": one.article.title, "step": one.step, "verdict": one.verdict, "words": one.words,
         "at": one.decided_at.isoformat()}
        for one in decided
    ]
    made = Recording.objects.filter(made_by_id=member_id).order_by("pk")
    yield "recordings", [{"title": one.title, "at": one.made_at.isoformat()} for one in made]
