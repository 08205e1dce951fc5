"""An article, or one saved wording of it, as plain values."""

from __future__ import annotations

from dayroom.apps.library.models import ArticlePage
from dayroom.apps.library.rules.wordings import blocks_of, editions_of, sources_of
from dayroom.apps.library.vocabulary.wordings import Wording
from dayroom.kernel.errors import NotFound


def wording_of(page: ArticlePage) -> Wording:
    """What stands in this row, or in this object made from a revision."""
    return Wording(
        article_id=page.pk,
        slug=page.slug,
        title=page.title,
        kind=page.kind,
        summary=page.summary,
        language=page.language,
        audience=tuple(page.audience.split()),
        conditions=tuple(line.strip() for line in page.conditions.splitlines() if line.strip()),
        author_id=page.author_id,
        clinical_reviewer_id=page.clinical_reviewer_id,
        plain_reviewer_id=page.plain_reviewer_id,
        funding=page.funding,
        interests=page.interests,
        ai_role=page.ai_role,
        shows_patient=page.shows_patient,
        authorization_id=page.authorization_id,
        blocks=blocks_of(page.body.get_prep_value()),
        sources=sources_of(page.sources.get_prep_value()),
        editions=editions_of(page.editions.get_prep_value()),
        written_on=page.written_on,
        reviewed_on=page.reviewed_on,
        review_by=page.review_by,
    )


def newest(article: ArticlePage) -> ArticlePage:
    """The article as it was last saved, whether readers see that or not."""
    revision = article.latest_revision
    if revision is None:
        return article
    made: ArticlePage = revision.as_object()
    return made


def article_by_id(article_id: int) -> ArticlePage:
    found = ArticlePage.objects.select_related("latest_revision", "standing").filter(pk=article_id).first()
    if found is None:
        raise NotFound()
    return found


def article_by_public_id(public_id: str) -> ArticlePage:
    found = ArticlePage.objects.select_related("latest_revision", "standing").filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found
