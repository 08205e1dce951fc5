"""Let an approved wording go out, now or at its time; take one down; say that one is still right."""

from __future__ import annotations

import logging
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from dayroom.apps.audit.actions import record
from dayroom.apps.library.actions.evidence import gather
from dayroom.apps.library.actions.indexing import drop_article, index_article
from dayroom.apps.library.actions.reviews import keep, move
from dayroom.apps.library.models import ArticlePage, Decision, Standing
from dayroom.apps.library.queries.reviews import (
    approvals_of,
    decider_of,
    due_to_go_out,
    explained_of,
    newest_page,
    standing_of,
)
from dayroom.apps.library.rules import articles as rules
from dayroom.apps.library.vocabulary.articles import ARTICLE_KIND, REVIEW_MONTHS_MOST, Missing, Step, Verdict
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.actions.authorizations import use_authorization
from dayroom.kernel.errors import DayroomError, Invalid

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

log = logging.getLogger("dayroom.library")


def schedule_article(*, article: ArticlePage, wanted_at: datetime, by: Member, now: datetime) -> None:
    """Choose when an approved wording goes out. Raises Invalid for a time that has passed, NotReady."""
    rules.check_time(wanted_at, now)
    with transaction.atomic():
        standing = standing_of(article.pk, lock=True)
        if standing.step not in (Step.APPROVED, Step.SCHEDULED):
            raise Invalid()
        evidence = gather(newest_page(article), today=timezone.localdate(now))
        move(standing, Step.SCHEDULED, now=now, wanted_at=wanted_at)
        keep(article, evidence, standing=standing, step=Step.APPROVED, verdict=Verdict.SCHEDULED, by=by, now=now)


def publish_article(*, article: ArticlePage, by: Member | None, now: datetime) -> None:
    """The approved wording goes out now. Everything is looked at once more; raises NotReady with what has changed."""
    with transaction.atomic():
        standing = standing_of(article.pk, lock=True)
        if standing.step not in (Step.APPROVED, Step.SCHEDULED):
            raise Invalid()
        page = newest_page(article)
        today = timezone.localdate(now)
        evidence = gather(page, today=today)
        digest = evidence.facts.digest
        rules.check_may_publish(
            evidence.facts, approvals_of(article.pk, digest), explained=explained_of(article.pk, digest), now=now,
            today=today,
        )
        revision = page.latest_revision
        if revision is None or revision.pk != standing.revision_id:
            raise rules.WordingChanged()
        # nobody has the right to publish in the editor: this action has just looked at everything
        revision.publish(user=by, skip_permission_checks=True)
        ArticlePage.objects.filter(pk=article.pk).update(reviewed_on=_reviewed_on(article.pk, digest))
        move(standing, Step.LIVE, now=now, wanted_at=None, listed=True, told_late=False)
        keep(article, evidence, standing=standing, step=Step.LIVE, verdict=Verdict.PUBLISHED, by=by, now=now)
        if page.authorization is not None and page.shows_patient:
            use_authorization(authorization=page.authorization, subject=(ARTICLE_KIND, article.pk),
                              by_id=by.pk if by else 0, now=now)
        index_article(article.pk)
    tell(member_ids=[one for one in (page.author_id,) if one], kind=NoticeKind.LIBRARY, now=now,
         subject=(ARTICLE_KIND, article.pk), actor_id=by.pk if by else None)


def _reviewed_on(article_id: int, digest: str) -> date | None:
    row = Decision.objects.filter(
        article_id=article_id, digest=digest, verdict=Verdict.APPROVED, step=Step.CLINICAL
    ).order_by("-decided_at").first()
    return timezone.localdate(row.decided_at) if row else None


def publish_due(now: datetime) -> dict[str, int]:
    """What is planned for now goes out. What may not any more stops, says so, and waits for a person."""
    done = stopped = 0
    for standing in due_to_go_out(now):
        try:
            publish_article(article=standing.article, by=None, now=now)
            done += 1
        except DayroomError as fault:
            stopped += 1
            log.warning("a planned article was not published: %s", type(fault).__name__)
            stop_plan(article=standing.article, now=now)
    return {"published": done, "stopped": stopped}


def stop_plan(*, article: ArticlePage, now: datetime) -> None:
    """The plan ends; the author and whoever began it are told. Audited."""
    with transaction.atomic():
        standing = standing_of(article.pk, lock=True)
        page = newest_page(article)
        evidence = gather(page, today=timezone.localdate(now))
        keep(article, evidence, standing=standing, step=Step.SCHEDULED, verdict=Verdict.STOPPED, by=None, now=now)
        move(standing, Step.APPROVED, now=now, wanted_at=None)
    tell(member_ids=[one for one in (page.author_id, article.owner_id) if one], kind=NoticeKind.LIBRARY, now=now,
         subject=(ARTICLE_KIND, article.pk))


def withdraw_article(*, article: ArticlePage, by: Member | None, words: str, now: datetime) -> None:
    """Nobody reads it any more; it stays with the desk. Audited. Called again, it changes nothing."""
    with transaction.atomic():
        standing = standing_of(article.pk, lock=True)
        article.refresh_from_db()
        if not article.live:
            return
        evidence = gather(article, today=timezone.localdate(now))
        UnpublishPageAction(article, user=by).execute(skip_permission_checks=True)
        drop_article(article.pk)
        move(standing, Step.WITHDRAWN, now=now, wanted_at=None)
        keep(article, evidence, standing=standing, step=Step.LIVE, verdict=Verdict.WITHDRAWN, by=by, now=now,
             words=words[:1000])


def say_still_right(*, article: ArticlePage, by: Member, review_by: date, words: str, now: datetime) -> None:
    """The clinical reviewer has read a live article again; only its days move. Raises NotYours, NotReady."""
    today = timezone.localdate(now)
    if not today < review_by <= rules.add_months(today, REVIEW_MONTHS_MOST):
        raise rules.NotReady([Missing.REVIEW_LATE])
    with transaction.atomic():
        standing = standing_of(article.pk, lock=True)
        article.refresh_from_db()
        rules.check_may_decide(Step.CLINICAL, decider_of(article, Step.CLINICAL, by, now=now))
        evidence = gather(article, today=today)
        ArticlePage.objects.filter(pk=article.pk, live=True).update(reviewed_on=today, review_by=review_by)
        move(standing, Step(standing.step), now=now, listed=True, told_late=False)
        keep(article, evidence, standing=standing, step=Step.LIVE, verdict=Verdict.STILL_TRUE, by=by, now=now,
             words=words[:1000])
    index_article(article.pk)


def look_at_days(now: datetime) -> dict[str, int]:
    """Once a day: who wrote a late page is told; six months later it leaves the lists and the search."""
    today = timezone.localdate(now)
    told = unlisted = 0
    for article in ArticlePage.objects.live().filter(review_by__lt=today).select_related("standing"):
        standing: Standing = article.standing
        if not standing.told_late:
            tell(member_ids=[one for one in (article.author_id, article.clinical_reviewer_id) if one],
                 kind=NoticeKind.LIBRARY, now=now, subject=(ARTICLE_KIND, article.pk))
            Standing.objects.filter(pk=standing.pk).update(told_late=True)
            told += 1
        if standing.listed and rules.freshness(article.review_by, today) is rules.Freshness.STALE:
            with transaction.atomic():
                Standing.objects.filter(pk=standing.pk).update(listed=False)
                drop_article(article.pk)
                record(actor_id=None, action="article.unlisted", now=now, subject=(ARTICLE_KIND, article.pk))
            unlisted += 1
    return {"told": told, "unlisted": unlisted}
