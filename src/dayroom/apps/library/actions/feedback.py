"""What readers say of an article: was it helpful, and what is still unclear. Nobody is remembered for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from dayroom.apps.audit.actions import record
from dayroom.apps.library.models import ArticlePage, ReadingWish, Standing, Unclear
from dayroom.apps.library.vocabulary.articles import ARTICLE_KIND
from dayroom.kernel.errors import NotFound
from dayroom.platform.limits import spend

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

ANSWERS_A_DAY = 30  # per address, over all articles
QUESTIONS_AN_HOUR = 5


def answer_helpful(*, article: ArticlePage, helpful: bool, who: str, now: datetime) -> None:
    """Count one answer. ``who`` is counted as a digest for a day, so that nobody answers a hundred times."""
    spend(what=f"helpful {article.pk}", who=who, most=1, per_seconds=24 * 3600, now=now)
    spend(what="helpful", who=who, most=ANSWERS_A_DAY, per_seconds=24 * 3600, now=now)
    field = "helpful_count" if helpful else "unhelpful_count"
    Standing.objects.filter(article_id=article.pk).update(**{field: F(field) + 1})


def ask_unclear(*, article: ArticlePage, text: str, who: str, now: datetime) -> None:
    """Keep a question for whoever wrote it, without a name."""
    spend(what="unclear", who=who, most=QUESTIONS_AN_HOUR, per_seconds=3600, now=now)
    Unclear.objects.create(article=article, text=text, made_at=now)


def mark_unclear_seen(*, public_id: str, by: Member, now: datetime) -> None:
    """Somebody of the desk has read it. Audited. Raises NotFound."""
    with transaction.atomic():
        row = Unclear.objects.select_for_update().filter(public_id=public_id).first()
        if row is None:
            raise NotFound()
        Unclear.objects.filter(pk=row.pk, seen_at=None).update(seen_at=now, seen_by=by)
        record(actor_id=by.pk, action="article.question_seen", now=now, subject=(ARTICLE_KIND, row.article_id))


def keep_wish(*, member: Member, suggestions: bool, interests: tuple[str, ...], now: datetime) -> None:
    """What a member would like to be shown. Turned off, nothing is kept of what they liked."""
    ReadingWish.objects.update_or_create(
        member=member,
        defaults={
            "suggestions": suggestions, "interests": " ".join(interests) if suggestions else "", "changed_at": now,
        },
    )
