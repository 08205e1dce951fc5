"""This site's own public communities: numbers per topic and week, of members who agreed to be counted. No words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from dayroom.apps.listening.queries.own import counts_of_week, ended_weeks
from dayroom.apps.listening.vocabulary import SourceKind
from dayroom.apps.listening.vocabulary.posts import Cursor, Pull, RawPost, SourceFacts

WEEKS_A_VISIT = 8
NOON = time(12, tzinfo=UTC)


class OwnConnector:
    label = SourceKind.OWN.label

    def check(self, source: SourceFacts) -> None:
        """There is nothing to be wrong."""

    def pull(self, source: SourceFacts, cursor: Cursor, now: datetime) -> Pull:
        weeks = ended_weeks(date.fromisoformat(cursor.mark) if cursor.mark else None, now, WEEKS_A_VISIT)
        posts = [
            RawPost(f"own {topic} {monday.isoformat()}", datetime.combine(monday, NOON), count=count, about=topic)
            for monday in weeks
            for topic, count in counts_of_week(monday).items()
        ]
        mark = weeks[-1].isoformat() if weeks else cursor.mark
        return Pull(tuple(posts), cursor=Cursor(mark=mark), more=len(weeks) == WEEKS_A_VISIT)
