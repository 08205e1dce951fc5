"""Keep what can be found beside the rows, in the same transaction."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from dayroom.apps.library.models import ArticlePage
from dayroom.apps.library.models.finding import Findable
from dayroom.apps.library.queries.wordings import wording_of
from dayroom.apps.library.rules.wordings import text_of
from dayroom.apps.library.vocabulary.articles import ARTICLE_KIND
from dayroom.platform.terms import terms_of

TERMS_MOST = 40_000  # characters; an article has some hundred words


def put_findable(
    *, kind: str, subject_id: int, title: str, text: str, url: str, note: str = "", language: str = "",
    condition_slugs: str = "", at: date | None = None,
) -> None:
    """One thing that anybody may read. Put again, it is replaced."""
    Findable.objects.update_or_create(
        kind=kind, subject_id=subject_id,
        defaults={
            "title": title[:255], "url": url[:200], "note": note[:400], "language": language,
            "condition_slugs": condition_slugs, "title_terms": _spaced(title),
            "terms": _spaced(f"{title} {note} {text}")[:TERMS_MOST], "at": at,
        },
    )


def drop_findable(*, kind: str, subject_id: int) -> None:
    Findable.objects.filter(kind=kind, subject_id=subject_id).delete()


def index_article(article_id: int) -> None:
    """The live wording of an article, if it is listed; otherwise nothing of it."""
    page = ArticlePage.objects.select_related("standing").get(pk=article_id)
    if not page.live or not page.standing.listed:
        drop_article(article_id)
        return
    wording = wording_of(page)
    put_findable(
        kind=ARTICLE_KIND, subject_id=page.pk, title=page.title, note=page.summary,
        text=f"{text_of(wording)} {' '.join(wording.conditions)}", url=reverse("article-show", args=[page.slug]),
        language=page.language, condition_slugs=page.condition_slugs, at=page.reviewed_on,
    )


def drop_article(article_id: int) -> None:
    drop_findable(kind=ARTICLE_KIND, subject_id=article_id)


def _spaced(text: str) -> str:
    return f" {' '.join(dict.fromkeys(terms_of(text)))} "
