"""News of others, newest first, and what waits for a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from dayroom.apps.library.models import NewsItem, NewsSource
from dayroom.apps.library.rules.news import oldest_shown
from dayroom.apps.library.vocabulary.news import SHOWN, FeedKind, NewsOrigin, NewsState
from dayroom.kernel.errors import NotFound
from dayroom.platform.keyset import Page, newest_first

DESK_MOST = 200


def news_shown(now: datetime) -> QuerySet[NewsItem]:
    """Accepted or of a source that is on, not too old unless it was kept, and no alert that is over."""
    rows = NewsItem.objects.filter(state=NewsState.LIVE, source__is_on=True).select_related("source")
    return rows.filter(Q(is_kept=True) | Q(published_at__gte=oldest_shown(now))).filter(
        Q(until=None) | Q(until__gt=now)
    )


def news_page(*, now: datetime, tier: int | None = None, source: str = "", place: str = "") -> Page[NewsItem]:
    """Raises BadPlace."""
    rows = news_shown(now)
    if tier is not None:
        rows = rows.filter(source__tier=tier)
    if source:
        rows = rows.filter(source__public_id=source)
    return newest_first(rows, time_field="published_at", place=place, limit=SHOWN)


def news_about(slug: str, names: Collection[str], now: datetime, most: int = 5) -> list[NewsItem]:
    """Of a source that speaks of this condition, or with its name in the title; authorities first."""
    about = Q(source__condition_slugs__contains=f" {slug} ")
    for name in names:
        about |= Q(title__icontains=name)
    return list(news_shown(now).filter(about).order_by("source__tier", "-published_at", "-pk")[:most])


def sources_on() -> list[NewsSource]:
    """Who is read, authorities first."""
    return list(NewsSource.objects.filter(is_on=True).order_by("tier", "name", "pk")[:DESK_MOST])


def sources_for_desk() -> list[NewsSource]:
    """All of them: those with faults first."""
    return list(NewsSource.objects.order_by("-failures", "tier", "name", "pk")[:DESK_MOST])


def failing_sources() -> int:
    return NewsSource.objects.filter(is_on=True, failures__gte=3).exclude(kind=FeedKind.LINKS).count()


def source_for_desk(public_id: str) -> NewsSource:
    found = NewsSource.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def links_held() -> list[NewsItem]:
    """Suggested links that wait, oldest first."""
    rows = NewsItem.objects.filter(state=NewsState.HELD).select_related("suggested_by")
    return list(rows.order_by("fetched_at", "pk")[:DESK_MOST])


def tiers_known() -> dict[str, int]:
    """The tier that each server has already."""
    return dict(NewsSource.objects.order_by("pk").values_list("host", "tier"))


def item_for_desk(public_id: str) -> NewsItem:
    found = NewsItem.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def links_of(member_id: int) -> list[NewsItem]:
    """What this member has suggested, newest first."""
    rows = NewsItem.objects.filter(origin=NewsOrigin.MEMBER, suggested_by_id=member_id)
    return list(rows.order_by("-fetched_at", "-pk")[:20])
