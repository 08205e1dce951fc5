"""Public hashtag timelines of a server that speaks Mastodon's API. Nothing is followed, no account is needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from dayroom.apps.listening.adapters.visiting import Halt, Visit
from dayroom.apps.listening.rules.reading_mastodon import (
    PAGE,
    address_of,
    hashtags_of,
    mark_of,
    marks_of,
    newest,
    posts_of,
    statuses,
)
from dayroom.apps.listening.rules.sources import check_address
from dayroom.apps.listening.vocabulary import Fault, SourceKind
from dayroom.apps.listening.vocabulary.posts import Cursor, Pull, RawPost, Refusal, SourceFacts
from dayroom.apps.listening.vocabulary.sources import PAGES_A_VISIT


@dataclass(slots=True)
class _Brought:
    """What a visit has brought so far. It counts also where the visit ends early: marks stand behind whole pages."""

    marks: dict[str, str]
    posts: list[RawPost] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    pages: int = 0
    fault: str = ""
    rest_seconds: int | None = None
    more: bool = False


class MastodonConnector:
    label = SourceKind.MASTODON.label

    def check(self, source: SourceFacts) -> None:
        check_address(source.address)
        hashtags_of(source)

    def pull(self, source: SourceFacts, cursor: Cursor, now: datetime) -> Pull:
        tags = hashtags_of(source)
        brought, visit = _Brought(marks_of(cursor.mark, tags)), Visit(now, source.seconds)
        try:
            for tag in tags:
                self._read_tag(visit, source, tag, brought, now)
                if brought.more or brought.fault:
                    break
        except Halt as told:
            brought.fault, brought.rest_seconds = told.fault, told.rest_seconds
            brought.more = told.fault == Fault.NONE
        return Pull(
            tuple(brought.posts), tuple(brought.refused), cursor=Cursor(mark=mark_of(brought.marks)),
            fault=brought.fault, rest_seconds=brought.rest_seconds, more=brought.more,
        )  # fmt: skip

    def _read_tag(self, visit: Visit, source: SourceFacts, tag: str, brought: _Brought, now: datetime) -> None:
        """Page after page towards today; the first visit takes the newest page only."""
        while not brought.more:
            after = brought.marks[tag]
            answer = visit.get(address_of(source.address, tag, after), "application/json")
            rows = statuses(answer.body)
            if rows is None:
                brought.fault = Fault.FORM
                return
            brought.pages += 1
            self._keep(rows, source, brought, now)
            brought.marks[tag] = newest(rows, after)
            enough = visit.is_enough(answer)
            if enough is not None:
                brought.rest_seconds, brought.more = enough, True
            is_last = len(rows) < PAGE or not after or brought.marks[tag] == after
            if is_last:
                return
            brought.more = brought.more or brought.pages >= PAGES_A_VISIT

    def _keep(self, rows: list[object], source: SourceFacts, brought: _Brought, now: datetime) -> None:
        for one in posts_of(rows, source, now):
            if isinstance(one, RawPost):
                brought.posts.append(one)
            else:
                brought.refused.append(one)
