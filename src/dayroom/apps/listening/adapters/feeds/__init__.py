"""News feeds (RSS, Atom) of authorities, ministries and newsrooms."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dayroom.apps.listening.adapters.visiting import Halt, Visit
from dayroom.apps.listening.rules.reading_feeds import pull_of
from dayroom.apps.listening.rules.sources import check_address
from dayroom.apps.listening.vocabulary import Fault, SourceKind
from dayroom.apps.listening.vocabulary.posts import Cursor, Pull, SourceFacts
from dayroom.apps.listening.vocabulary.sources import ENTRIES_MOST
from dayroom.platform.feeds import NotAFeed, digest, read_feed

ACCEPTS = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8"


class FeedConnector:
    label = SourceKind.FEED.label

    def check(self, source: SourceFacts) -> None:
        check_address(source.address)

    def pull(self, source: SourceFacts, cursor: Cursor, now: datetime) -> Pull:
        try:
            answer = Visit(now, source.seconds).get(source.address, ACCEPTS, cursor)
        except Halt as told:
            return Pull(cursor=cursor, fault=told.fault, rest_seconds=told.rest_seconds)
        if answer.status == 304:
            return Pull(cursor=cursor)
        try:
            feed = read_feed(answer.body, address=answer.url, content_type=answer.content_type, most=ENTRIES_MOST)
        except NotAFeed:
            return Pull(cursor=cursor, fault=Fault.FORM)
        # many servers send the same list as if it were new: then nothing is read twice
        mark = digest("\n".join(sorted(f"{one.guid} {one.title} {one.severity}" for one in feed.entries)))
        seen = Cursor(answer.etag, answer.last_modified, mark)
        return Pull(cursor=seen) if mark == cursor.mark else replace(pull_of(feed, source, now), cursor=seen)
