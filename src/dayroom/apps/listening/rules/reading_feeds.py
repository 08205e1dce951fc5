"""Entries of a news feed as posts, or as notices of an authority."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from dayroom.apps.listening.vocabulary import Trouble
from dayroom.apps.listening.vocabulary.posts import AHEAD_HOURS, Official, Pull, RawPost, Refusal, SourceFacts
from dayroom.platform.feeds import Entry, Feed


def pull_of(feed: Feed, source: SourceFacts, now: datetime) -> Pull:
    """What one reading of a feed brings."""
    posts: list[RawPost] = []
    notices: list[Official] = []
    refused = [Refusal(Trouble.NO_TEXT, 0)] * feed.left_out
    if feed.broken:
        refused.append(Refusal(Trouble.BROKEN, 0))
    for number, entry in enumerate(feed.entries, start=1):
        trouble = trouble_of(entry.at, source, now)
        if trouble:
            refused.append(Refusal(trouble, number))
        elif source.is_official:
            notices.append(notice_of(entry, source, now))
        else:
            posts.append(post_of(entry, feed.language, source, now))
    return Pull(tuple(posts), tuple(refused), tuple(notices))


def trouble_of(at: datetime | None, source: SourceFacts, now: datetime) -> str:
    """Why a moment cannot be taken, or nothing. What says no date is of today: it has just appeared."""
    if at is not None and at > now + timedelta(hours=AHEAD_HOURS):
        return Trouble.FUTURE
    return Trouble.TOO_OLD if at is not None and source.since is not None and at.date() < source.since else ""


def post_of(entry: Entry, language: str, source: SourceFacts, now: datetime) -> RawPost:
    said_twice = entry.summary.casefold().startswith(entry.title.casefold()[:60])
    text = entry.summary if said_twice else f"{entry.title}\n{entry.summary}".strip()
    return RawPost(
        key=entry.guid, at=min(entry.at or now, now), text=text,
        author=entry.author or (urlsplit(source.address).hostname or ""),
        language=source.language or language.partition("-")[0].lower(),
        tags=tuple(tag.lower().removeprefix("#") for tag in entry.tags),
    )  # fmt: skip


def notice_of(entry: Entry, source: SourceFacts, now: datetime) -> Official:
    return Official(
        key=entry.guid, title=entry.title, link=entry.link, at=min(entry.at or now, now), language=source.language,
        place_words=entry.area, severity=entry.severity,
    )  # fmt: skip
