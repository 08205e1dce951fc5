"""Begin an article and save a new wording of it; a new wording is no longer what somebody approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Revision, WorkflowState

from dayroom.apps.audit.actions import record
from dayroom.apps.library.actions.founding import library_root
from dayroom.apps.library.models import ArticlePage, Standing
from dayroom.apps.library.models.panels import slugs_of
from dayroom.apps.library.rules.articles import NotReady, add_months
from dayroom.apps.library.vocabulary.articles import ARTICLE_KIND, REVIEW_MONTHS_MOST, ArticleKind, Missing, Step
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

TITLE_MOST = 160


@dataclass(frozen=True, slots=True)
class Draft:
    """What a wording is made of, as a person or a file says it. Blocks as (type, value)."""

    title: str
    slug: str = ""
    kind: str = ArticleKind.ARTICLE
    summary: str = ""
    language: str = "en"
    audience: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    author: Member | None = None
    clinical_reviewer: Member | None = None
    plain_reviewer: Member | None = None
    funding: str = ""
    interests: str = ""
    ai_role: str = "NONE"
    blocks: tuple[tuple[str, dict[str, Any]], ...] = ()
    sources: tuple[Mapping[str, Any], ...] = ()
    editions: tuple[tuple[date, str], ...] = field(default=())
    written_on: date | None = None
    review_by: date | None = None
    prevents: bool = False


def begin_article(*, draft: Draft, by: Member, now: datetime) -> ArticlePage:
    """A new article as a draft that nobody but the desk sees. Audited."""
    with transaction.atomic():
        root = library_root()
        page = ArticlePage(title=markup.clean_line(draft.title)[:TITLE_MOST], slug=_free_slug(draft), live=False)
        page.owner = by
        _put(page, draft, now=now)
        root.add_child(instance=page)
        save_wording(page, by=by, now=now)
        record(actor_id=by.pk, action="article.begun", now=now, subject=(ARTICLE_KIND, page.pk))
    return page


def change_article(*, article: ArticlePage, draft: Draft, by: Member, now: datetime) -> Revision:
    """A new wording of an article that exists. What was approved before no longer counts for it."""
    page = article.get_latest_revision_as_object()
    page.title = markup.clean_line(draft.title)[:TITLE_MOST]
    _put(page, draft, now=now)
    return save_wording(page, by=by, now=now)


def save_wording(page: ArticlePage, *, by: Member, now: datetime) -> Revision:
    """Keep a wording as a revision; ``follow_wording`` hears of it, as it hears of what the editor saves."""
    revision: Revision = page.save_revision(user=by, changed=True)
    return revision


def follow_wording(revision: Revision, *, now: datetime) -> None:
    """The newest wording is a draft again: approvals belong to what was approved, and a plan to publish it ends."""
    article_id = int(revision.object_id)
    standing, _made = Standing.objects.get_or_create(article_id=article_id, defaults={"changed_at": now})
    for state in WorkflowState.objects.filter(object_id=revision.object_id, status__in=("in_progress", "needs_changes"),
                                              base_content_type=revision.base_content_type):
        state.cancel(user=revision.user)
    voided = standing.step in (Step.CLINICAL, Step.PLAIN, Step.APPROVED, Step.SCHEDULED)
    Standing.objects.filter(pk=standing.pk).update(
        step=Step.DRAFT, revision_id=revision.pk, wanted_at=None, changed_at=now
    )
    if voided:
        record(actor_id=revision.user_id, action="article.approval_voided", now=now,
               subject=(ARTICLE_KIND, article_id), facts={"revision": revision.pk})


def _free_slug(draft: Draft) -> str:
    wanted = slugify(draft.slug or draft.title)[:80] or "article"
    taken = set(ArticlePage.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, 1000))) if name not in taken)


def _put(page: ArticlePage, draft: Draft, *, now: datetime) -> None:
    if draft.review_by and draft.review_by > add_months(now.date(), REVIEW_MONTHS_MOST):
        raise NotReady([Missing.REVIEW_LATE])
    page.kind, page.summary, page.language = draft.kind, markup.clean_line(draft.summary)[:400], draft.language
    page.audience = " ".join(sorted(draft.audience))
    page.conditions = "\n".join(draft.conditions)
    page.condition_slugs = slugs_of(page.conditions)
    page.author, page.clinical_reviewer = draft.author, draft.clinical_reviewer
    page.plain_reviewer = draft.plain_reviewer
    page.funding, page.interests, page.ai_role = draft.funding, draft.interests, draft.ai_role
    page.body = [(name, _as_editor_keeps(value)) for name, value in draft.blocks]
    page.sources = [("source", {**one, "tier": str(one["tier"])}) for one in draft.sources]
    page.editions = [("edition", {"date": day, "what": what}) for day, what in draft.editions]
    page.written_on, page.review_by, page.prevents = draft.written_on, draft.review_by, draft.prevents


def _as_editor_keeps(value: dict[str, Any]) -> dict[str, Any]:
    return {key: list(part) if isinstance(part, (list, tuple)) else part for key, part in value.items()}
