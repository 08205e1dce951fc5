"""How many public posts of this site's own members speak of each topic in a week: of members who agreed, as numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from dayroom.apps.communities.queries.counted import public_posts_between
from dayroom.apps.listening.models import Topic
from dayroom.apps.listening.rules.meaning import patterns_of
from dayroom.apps.listening.rules.places import BURST
from dayroom.apps.listening.rules.series import monday
from dayroom.apps.listening.vocabulary import LEAST_AUTHORS
from dayroom.apps.people.queries.consents import who_agreed
from dayroom.apps.people.vocabulary import Purpose
from dayroom.engines.meaning import BrokenTopic, folded

WEEK = timedelta(days=7)
Judge = tuple[str, re.Pattern[str], "re.Pattern[str] | None"]


def ended_weeks(after: date | None, now: datetime, most: int) -> list[date]:
    """The Mondays of weeks that are over and not counted yet, oldest first; the first time, so many back."""
    this = monday(now.astimezone(UTC).date())
    first = after + WEEK if after is not None else this - most * WEEK
    weeks = max(0, (this - first) // WEEK)
    return [first + number * WEEK for number in range(min(weeks, most))]


def counts_of_week(monday: date) -> dict[str, int]:
    """Topic → posts, where at least eleven members who agreed wrote of it."""
    since = datetime.combine(monday, time(), tzinfo=UTC)
    judges = _judges()
    found: dict[str, list[int]] = {name: [] for name, _wanted, _unwanted in judges}
    for author_id, body in public_posts_between(since, since + WEEK):
        words = folded(body)
        for name, wanted, unwanted in judges:
            if wanted.search(words) and not (unwanted and unwanted.search(words)):
                found[name].append(author_id)
    agreed = who_agreed({one for writers in found.values() for one in writers}, Purpose.COUNTING)
    kept = {name: [one for one in writers if one in agreed] for name, writers in found.items()}
    return {name: _posts(writers) for name, writers in kept.items() if len(set(writers)) >= LEAST_AUTHORS}


def _posts(writers: Iterable[int]) -> int:
    """One loud member does not make a number: beyond three posts of one week theirs are left out.

    >>> _posts([1, 1, 1, 1, 1, 2])
    4
    """
    return sum(min(times, BURST) for times in Counter(writers).values())


def _judges() -> list[Judge]:
    judges: list[Judge] = []
    for topic in Topic.objects.filter(is_on=True).order_by("name"):
        try:
            pattern = patterns_of(topic.definition, topic.name)
        except BrokenTopic:
            # the desk says so at the topic itself
            continue
        judges.append((topic.name, re.compile(pattern.wanted),
                       re.compile(pattern.unwanted) if pattern.unwanted else None))
    return judges
