"""Read the sources, take in what they say, and settle the links that members suggest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.library.models import NewsItem, NewsSource
from dayroom.apps.library.models.panels import slugs_of
from dayroom.apps.library.rules.feeds import NotAFeed, digest, read_feed
from dayroom.apps.library.rules.news import (
    FAULT_OF_CODE,
    check_may_settle,
    dated,
    host_of,
    oldest_shown,
    rest_after,
)
from dayroom.apps.library.vocabulary.news import (
    NEWS_KIND,
    NEWS_SOURCE_KIND,
    SOURCES_A_ROUND,
    SUGGESTIONS_A_DAY,
    Fault,
    FeedKind,
    NewsOrigin,
    NewsState,
)
from dayroom.kernel.errors import Conflict
from dayroom.platform import markup
from dayroom.platform.feeds import Entry
from dayroom.platform.limits import spend
from dayroom.platform.outgoing import AddressRefused, NotSent
from dayroom.platform.reading import Answer, read

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

ACCEPTS = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8"


class KnownLink(Conflict):
    """Somebody suggested this link already. Thank you all the same."""


@dataclass(frozen=True, slots=True)
class SourceWords:
    """A source as it was entered; ``conditions`` one per line."""

    name: str
    feed: str
    kind: str
    tier: int
    language: str = "en"
    place: str = ""
    conditions: str = ""
    is_on: bool = True
    host: str = ""  # of a source without a feed


def keep_source(*, words: SourceWords, by_id: int | None, now: datetime, row: NewsSource | None = None) -> NewsSource:
    """Enter a source, or change it: it is read with the next round. Audited."""
    with transaction.atomic():
        row = row or NewsSource()
        row.name, row.feed, row.kind, row.tier = markup.clean_line(words.name), words.feed, words.kind, words.tier
        row.host = host_of(words.feed) or words.host
        row.language, row.place, row.is_on = words.language, markup.clean_line(words.place), words.is_on
        row.conditions = "\n".join(markup.clean_line(one) for one in words.conditions.splitlines() if one.strip())
        row.condition_slugs = slugs_of(row.conditions)
        row.next_at, row.failures, row.fault, row.etag, row.last_modified = None, 0, Fault.NONE, "", ""
        row.save()
        record(actor_id=by_id, action="news-source.kept", now=now, subject=(NEWS_SOURCE_KIND, row.pk),
               facts={"tier": row.tier, "on": row.is_on})
    return row


def fetch_due(now: datetime) -> dict[str, int]:
    """Sources whose time has come, those first that wait longest; then what is too old goes. Counts only.

    A round has few of them, because silent servers would keep a worker from everything else; the next is soon.
    """
    due = NewsSource.objects.filter(is_on=True).exclude(feed="").filter(Q(next_at=None) | Q(next_at__lte=now))
    told = {"read": 0, "new": 0, "faults": 0}
    for row in due.order_by(F("next_at").asc(nulls_first=True), "pk")[:SOURCES_A_ROUND]:
        new, fault = fetch_source(row, now)
        told["read"] += 1
        told["new"] += new
        told["faults"] += fault
    NewsItem.objects.filter(is_kept=False, published_at__lt=oldest_shown(now)).delete()
    return told


def fetch_source(row: NewsSource, now: datetime) -> tuple[int, bool]:
    """(new entries, whether it failed). The network is asked outside any transaction; a fault rests the source."""
    asked = {"Accept": ACCEPTS, "User-Agent": f"Dayroom ({settings.SITE_NAME})".encode("ascii", "replace").decode()}
    if row.etag:
        asked["If-None-Match"] = row.etag
    if row.last_modified:
        asked["If-Modified-Since"] = row.last_modified
    try:
        answer = read(row.feed, asked)
        items, fault = _understood(answer)
    except AddressRefused:
        return _failed(row, Fault.ADDRESS, now)
    except NotSent as told:
        return _failed(row, FAULT_OF_CODE.get(told.code, Fault.SILENT), now)
    except NotAFeed:
        return _failed(row, Fault.NOT_FEED, now)
    if fault is Fault.STATUS:
        return _failed(row, fault, now)
    with transaction.atomic():
        new, early = _take_in(row, items, now)
        row.fault = fault or (Fault.FUTURE if early else row.fault if answer.status == 304 else Fault.NONE)
        row.fetched_at, row.next_at, row.failures = now, now + rest_after(0), 0
        if answer.status == 200:
            row.etag, row.last_modified = answer.etag, answer.last_modified
        row.save(update_fields=["fault", "fetched_at", "next_at", "failures", "etag", "last_modified"])
    return new, False


def _understood(answer: Answer) -> tuple[list[Entry], Fault]:
    if answer.status == 304:
        return [], Fault.NONE
    if answer.status != 200:
        return [], Fault.STATUS
    items, faults = read_feed(answer.body, address=answer.url, content_type=answer.content_type)
    return items, faults[0] if faults else Fault.NONE


def _failed(row: NewsSource, fault: Fault, now: datetime) -> tuple[int, bool]:
    row.fault, row.failures, row.fetched_at = fault, min(row.failures + 1, 1000), now
    row.next_at = now + rest_after(row.failures)
    row.save(update_fields=["fault", "failures", "fetched_at", "next_at"])
    return 0, True


def _take_in(row: NewsSource, items: Sequence[Entry], now: datetime) -> tuple[int, bool]:
    """(new rows, whether an entry came from the future). What is known already stays as it was first told, except
    for its words: a source may mend them."""
    once = {one.guid: one for one in reversed(items)}  # of two with one name the first counts
    known = {one.guid: one for one in NewsItem.objects.filter(source=row, guid__in=once)}
    new, early, oldest = 0, False, oldest_shown(now)
    for found in once.values():
        item, ahead = dated(found, now)
        early = early or ahead
        said = {"title": item.title, "link": item.link, "summary": item.summary, "severity": item.severity,
                "until": item.until}
        held = known.get(item.guid)
        if held is not None:
            if any(getattr(held, name) != value for name, value in said.items()):
                NewsItem.objects.filter(pk=held.pk).update(**said)
        elif item.at is not None and item.at >= oldest:
            NewsItem.objects.create(
                source=row, guid=item.guid, language=row.language, published_at=item.at, fetched_at=now, **said
            )
            new += 1
    return new, early


def suggest_link(*, member: Member, link: str, title: str, why: str, language: str, now: datetime) -> NewsItem:
    """A member's link, held until somebody of the house has looked. Raises TooMany, KnownLink."""
    guid = digest(link)
    if NewsItem.objects.filter(Q(guid=guid) | Q(link=link)).exclude(state=NewsState.REFUSED).exists():
        raise KnownLink()
    spend(what="news-link", who=str(member.pk), most=SUGGESTIONS_A_DAY, per_seconds=86_400, now=now)
    return NewsItem.objects.create(
        origin=NewsOrigin.MEMBER, state=NewsState.HELD, guid=guid, link=link, title=markup.clean_line(title),
        summary=markup.clean_line(why), language=language, published_at=now, fetched_at=now, suggested_by=member,
    )


def settle_link(*, item: NewsItem, accept: bool, tier: int, by_id: int, now: datetime) -> None:
    """Somebody else's word about it. Accepted, it is news from today under its server's name, and that server has
    the tier from now on. Audited. Raises OwnLink, SettledLink, KnownLink."""
    with transaction.atomic():
        row = NewsItem.objects.select_for_update().get(pk=item.pk)
        check_may_settle(state=row.state, suggested_by_id=row.suggested_by_id, by_id=by_id)
        row.state = NewsState.LIVE if accept else NewsState.REFUSED
        if accept:
            row.source, row.published_at = _source_of_link(row, tier), now
            if NewsItem.objects.filter(source=row.source).filter(Q(guid=row.guid) | Q(link=row.link)).exists():
                raise KnownLink(_("The feed of that server has brought it already. You can say no to this one."))
        row.save(update_fields=["state", "source", "published_at"])
        record(actor_id=by_id, action="news.accepted" if accept else "news.not-accepted", now=now,
               subject=(NEWS_KIND, row.pk), facts={"tier": tier} if accept else {})


def _source_of_link(item: NewsItem, tier: int) -> NewsSource:
    host = host_of(item.link)
    found = NewsSource.objects.filter(host=host).order_by("feed", "pk").first()
    if found is None:
        return NewsSource.objects.create(name=host, host=host, kind=FeedKind.LINKS, tier=tier, language=item.language)
    if found.tier != tier:
        NewsSource.objects.filter(host=host).update(tier=tier)
    return found


def hide_item(*, item: NewsItem, by_id: int, now: datetime) -> None:
    """Not shown any more; it does not come back with the next round. Audited."""
    with transaction.atomic():
        NewsItem.objects.filter(pk=item.pk).update(state=NewsState.REFUSED)
        record(actor_id=by_id, action="news.hidden", now=now, subject=(NEWS_KIND, item.pk), facts={})


def keep_item(*, item: NewsItem, kept: bool, by_id: int, now: datetime) -> None:
    """It stays when its time is over, or no longer. Audited."""
    with transaction.atomic():
        NewsItem.objects.filter(pk=item.pk).update(is_kept=kept)
        record(actor_id=by_id, action="news.saved" if kept else "news.not-saved", now=now,
               subject=(NEWS_KIND, item.pk), facts={})
