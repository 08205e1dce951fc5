"""Warnings of authorities (CAP): a list of them (Atom, RSS), or one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from dayroom.apps.listening.adapters.visiting import Halt, Visit
from dayroom.apps.listening.rules.reading_cap import is_warning, pull_of_entry, pull_of_warning
from dayroom.apps.listening.rules.sources import check_address
from dayroom.apps.listening.vocabulary import Fault, SourceKind
from dayroom.apps.listening.vocabulary.posts import Cursor, Pull, SourceFacts
from dayroom.apps.listening.vocabulary.sources import DOCUMENTS_MOST, ENTRIES_MOST
from dayroom.platform.feeds import Entry, NotAFeed, read_feed

ACCEPTS = "application/cap+xml, application/atom+xml, application/rss+xml;q=0.9, application/xml;q=0.8"


class CapConnector:
    label = SourceKind.CAP.label

    def check(self, source: SourceFacts) -> None:
        check_address(source.address)

    def pull(self, source: SourceFacts, cursor: Cursor, now: datetime) -> Pull:
        visit = Visit(now, source.seconds)
        try:
            answer = visit.get(source.address, ACCEPTS, cursor)
        except Halt as told:
            return Pull(cursor=cursor, fault=told.fault, rest_seconds=told.rest_seconds)
        if answer.status == 304:
            return Pull(cursor=cursor)
        seen = Cursor(answer.etag, answer.last_modified, cursor.mark)
        if is_warning(answer.body):
            made = pull_of_warning(answer.body, source, now, link=answer.url)
            return replace(made, cursor=seen, fault=Fault.FORM if _is_nothing(made) else "")
        try:
            feed = read_feed(answer.body, address=answer.url, content_type=answer.content_type, most=ENTRIES_MOST)
        except NotAFeed:
            return Pull(cursor=cursor, fault=Fault.FORM)
        return self._entries(visit, feed.entries, source, seen, now)

    def _entries(
        self, visit: Visit, entries: Sequence[Entry], source: SourceFacts, seen: Cursor, now: datetime
    ) -> Pull:
        """Each once: those behind the mark, oldest first. A document that cannot be had is told by its entry."""
        fresh = sorted((one for one in entries if _moment(one, now) > seen.mark), key=lambda one: _moment(one, now))
        part = _whole_moments(fresh, now)
        pulls: list[Pull] = []
        fault, rest = "", None
        for entry in part:
            try:
                pulls.append(self._one(visit, entry, source, now))
            except Halt as told:
                if told.fault in (Fault.BUSY, Fault.NONE):
                    # they, or the clock, ask us to stop here: the rest comes with the next visit
                    fault, rest = told.fault, told.rest_seconds
                    break
                pulls.append(pull_of_entry(entry, source, now))
        mark = _moment(part[len(pulls) - 1], now) if pulls else seen.mark
        more = len(pulls) < len(fresh)
        # with the conditions of this answer the rest of its list would not be sent again
        cursor = Cursor(mark=mark) if more else replace(seen, mark=mark)
        return replace(_joined(pulls), cursor=cursor, fault=fault, rest_seconds=rest, more=more and not fault)

    def _one(self, visit: Visit, entry: Entry, source: SourceFacts, now: datetime) -> Pull:
        if not entry.document:
            return pull_of_entry(entry, source, now)
        return pull_of_warning(visit.get(entry.document, ACCEPTS).body, source, now, link=entry.link)


def _moment(entry: Entry, now: datetime) -> str:
    """Sortable, and the mark of a visit; what says no date is new today."""
    return (entry.at or now).strftime("%Y-%m-%dT%H:%M:%S")


def _whole_moments(fresh: Sequence[Entry], now: datetime) -> Sequence[Entry]:
    """As many as one visit opens, and those of the same second with them: the mark would leave them behind."""
    most = DOCUMENTS_MOST
    while most < len(fresh) and _moment(fresh[most], now) == _moment(fresh[most - 1], now):
        most += 1
    return fresh[:most]


def _joined(pulls: Sequence[Pull]) -> Pull:
    return Pull(
        refused=tuple(one for pull in pulls for one in pull.refused),
        notices=tuple(one for pull in pulls for one in pull.notices),
        withdrawn=tuple(one for pull in pulls for one in pull.withdrawn),
    )


def _is_nothing(pull: Pull) -> bool:
    return not pull.notices and not pull.withdrawn and bool(pull.refused)
