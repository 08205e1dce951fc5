"""What the news of others offers to lower apps and to the page of a condition."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.library.models import NewsItem
from dayroom.apps.library.ports import HUB_PARTS, HubLine
from dayroom.apps.library.queries.news import failing_sources, links_held, news_about
from dayroom.apps.library.vocabulary.news import NEWS_ROLES, NewsState
from dayroom.apps.moderation.ports import DESK_PARTS, DeskPart
from dayroom.platform.ports import CHECKUPS, PERSONAL_DATA


class NewsDesk:
    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint(NEWS_ROLES):
            return []
        return [DeskPart(title=_("News of others"), url=reverse("news-desk"), count=len(links_held()),
                         note=_("Links that members suggest; feeds of health authorities."))]


class NewsOfCondition:
    def lines(self, *, slug: str, names: Collection[str], reader_id: int | None) -> tuple[str, list[HubLine]]:
        found = news_about(slug, names, timezone.now())
        return _("News"), [
            HubLine(title=row.title, url=row.link, note=f"{row.source.name}, {date_format(row.published_at)}")
            for row in found if row.source is not None
        ]


class NewsData:
    title = gettext_lazy("Suggested links")

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        rows = NewsItem.objects.filter(suggested_by_id=member_id).order_by("pk")
        yield (
            "suggested links",
            [{"link": row.link, "title": row.title, "why": row.summary, "suggested_at": row.fetched_at.isoformat()}
             for row in rows],
        )

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        """What others read stays without the reason the member gave; what waits or was refused goes."""
        own = NewsItem.objects.filter(suggested_by_id=member_id)
        own.exclude(state=NewsState.LIVE).delete()
        own.update(suggested_by=None, summary="")


class NewsCheckup:
    def sentences(self) -> Iterable[str]:
        failing = failing_sources()
        if failing:
            yield f"{failing} news source(s) could not be read three times or more. The desk says why at /desk/news/."


DESK_PARTS.plug("news", NewsDesk())
HUB_PARTS.plug("news", NewsOfCondition())
PERSONAL_DATA.plug("news", NewsData())
CHECKUPS.plug("news", NewsCheckup())
