"""Phrases that rise, read out of the lake. Only jobs ask; what comes out names at least eleven writers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dayroom.apps.listening.queries import tallies as counting
from dayroom.apps.listening.rules.lake import ROOM
from dayroom.platform.lake import files_of, opened, question, show

if TYPE_CHECKING:
    from dayroom.engines.meaning.emerging import Phrases, Rising

RISING_LANGUAGES = ("en", "es")  # those whose stop words the engine knows
PAST_WEEKS = 4
MOST_POSTS = 300_000  # of one window; more say the same more slowly
_AT_ONCE = 20_000
_LONGEST_SHOWN = 80


def rising_terms(week: date, language: str) -> list[Rising]:
    """Phrases of the week that begins on this Monday against the four weeks before it, the strongest first.

    Memory is bounded by ``engines.meaning.emerging``; copies and ready counts are left out.
    """
    from dayroom.engines.meaning.emerging import rising  # noqa: PLC0415 - only a job needs it

    day = timedelta(days=1)
    recent = _phrases(week, week + 6 * day, language)
    if not recent.posts:
        return []
    past = _phrases(week - 7 * PAST_WEEKS * day, week - day, language)
    return [one for one in rising(recent, past) if len(one.phrase) <= _LONGEST_SHOWN]


def _phrases(first: date, last: date, language: str) -> Phrases:
    from dayroom.engines.meaning.emerging import Phrases  # noqa: PLC0415 - as above

    held = Phrases()
    files = files_of(ROOM, first=first, last=last)
    if not files:
        return held
    posts = counting.posts()
    told = posts.filter(~posts.copy, posts.about == "", posts.language == language)
    with opened() as lake:
        show(lake, "posts", files)
        # always the same ones, and over all days, where there are more than are read
        asked = question(told.order_by(told.key.hash()).limit(MOST_POSTS).select("folded", "author"))
        for batch in lake.sql(asked).to_arrow_reader(_AT_ONCE):
            texts, authors = batch.column("folded").to_pylist(), batch.column("author").to_pylist()
            held.add_many((text, str(author or "")) for text, author in zip(texts, authors, strict=True))
    return held
