"""Where articles stand, who may decide about them, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Revision

from dayroom.apps.library.models import ArticlePage, Decision, Standing, Unclear
from dayroom.apps.library.queries.wordings import newest
from dayroom.apps.library.vocabulary.articles import DUE_SOON_DAYS, Approvals, Decider, Step, Verdict
from dayroom.apps.people.queries import is_verified_clinician
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

SHOWN_AT_ONCE = 100


def standing_of(article_id: int, *, lock: bool = False) -> Standing:
    rows = Standing.objects.select_for_update() if lock else Standing.objects.all()
    found = rows.filter(article_id=article_id).first()
    if found is None:
        raise NotFound()
    return found


def newest_page(article: ArticlePage) -> ArticlePage:
    """The newest wording, asked for anew: another request may have saved one."""
    article.refresh_from_db(fields=["latest_revision"])
    return newest(article)


def writers_of(article: ArticlePage) -> set[int]:
    """Who saved a wording since the last one that went out."""
    rows = Revision.objects.filter(object_id=str(article.pk), base_content_type=article.get_base_content_type())
    if article.live_revision_id:
        rows = rows.filter(pk__gt=article.live_revision_id)
    return {key for key in rows.values_list("user_id", flat=True) if key}


def decider_of(page: ArticlePage, step: str, member: Member, *, now: datetime) -> Decider:
    """What matters about somebody who wants to decide."""
    named = page.clinical_reviewer_id if step == Step.CLINICAL else page.plain_reviewer_id
    return Decider(
        is_clinician=is_verified_clinician(member.pk, timezone.localdate(now)),
        wrote_in_it=member.pk == page.author_id or member.pk in writers_of(page),
        is_named=member.pk == named,
    )


def explained_of(article_id: int, digest: str) -> frozenset[str]:
    """Codes that a reviewer of this very wording has answered for in writing."""
    rows = Decision.objects.filter(article_id=article_id, digest=digest, verdict=Verdict.APPROVED)
    return frozenset(code for said in rows.values_list("explained", flat=True) for code in said.split())


def approvals_of(article_id: int, digest: str) -> Approvals:
    steps = set(
        Decision.objects.filter(article_id=article_id, digest=digest, verdict=Verdict.APPROVED).values_list(
            "step", flat=True
        )
    )
    return Approvals(clinical=Step.CLINICAL in steps, plain=Step.PLAIN in steps)


def decisions_of(article_id: int) -> QuerySet[Decision]:
    rows = Decision.objects.filter(article_id=article_id).select_related("decided_by")
    return rows.prefetch_related("decided_by__personas").order_by("-decided_at", "-pk")


@dataclass(frozen=True, slots=True)
class DeskLists:
    """The articles of the desk by where they stand; each list is short or cut."""

    counts: dict[str, int]
    rows: list[Standing]
    step: str


def desk_lists(step: str) -> DeskLists:
    counts = {row["step"]: row["n"] for row in Standing.objects.values("step").annotate(n=Count("pk")).order_by()}
    rows = Standing.objects.select_related("article", "article__author", "article__latest_revision")
    if step:
        rows = rows.filter(step=step)
    return DeskLists(counts, list(rows.order_by("-changed_at", "-pk")[:SHOWN_AT_ONCE]), step)


def waiting_for(member: Member) -> list[Standing]:
    """What waits for this reviewer. Reviewers stand in the newest wording, so few rows are looked into."""
    rows = Standing.objects.filter(step__in=(Step.CLINICAL, Step.PLAIN)).select_related(
        "article", "article__latest_revision"
    )
    found = []
    for row in rows.order_by("changed_at")[:SHOWN_AT_ONCE]:
        page = newest(row.article)
        named = page.clinical_reviewer_id if row.step == Step.CLINICAL else page.plain_reviewer_id
        if named == member.pk:
            found.append(row)
    return found


def due_for_review(today: date) -> QuerySet[ArticlePage]:
    """Live articles whose review day has come or comes soon, the oldest first."""
    return (
        ArticlePage.objects.live().filter(review_by__lte=today + timedelta(days=DUE_SOON_DAYS))
        .select_related("standing", "author").order_by("review_by", "pk")
    )


def due_to_go_out(now: datetime) -> QuerySet[Standing]:
    return Standing.objects.filter(step=Step.SCHEDULED, wanted_at__lte=now).select_related("article")


def unclear_waiting() -> QuerySet[Unclear]:
    return Unclear.objects.filter(seen_at=None).select_related("article").order_by("-made_at", "-pk")


def helpfulness() -> QuerySet[Standing]:
    """Articles that readers have answered about, those with the most "no" first."""
    answered = Standing.objects.filter(Q(helpful_count__gt=0) | Q(unhelpful_count__gt=0))
    return answered.select_related("article").order_by(-F("unhelpful_count"), "article__title")[:SHOWN_AT_ONCE]
