"""What may be behind a high count instead of an illness: copies, the news, everything rising, a source that broke."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dayroom.apps.listening.queries.judging import news_counts, source_totals, volumes
from dayroom.apps.listening.rules.detecting import doubled, volume_ratio
from dayroom.apps.listening.vocabulary.alarms import (
    COPIES_SHARE,
    NEWS_LEAST,
    NEWS_RATIO,
    VOLUME_RATIO,
    Suspect,
)

BEFORE, AFTER = 35, 13  # days around an alarm that are read for breaks; those to come may not be there yet


class Suspects:
    """Looks up what may explain alarms of one run; what is the same for all topics is read once for each day."""

    def __init__(self, until: date) -> None:
        self.until = until
        self.breaks = lru_cache(maxsize=None)(self._breaks)
        self.volume = lru_cache(maxsize=None)(self._volume)

    def of(self, topic_id: int, day: date, *, mentions: int, copies: int) -> dict[str, Any]:
        """Suspect → how much of it; empty when nothing is known that would explain the count."""
        made: dict[str, Any] = {}
        every = mentions + copies
        if every and copies / every >= COPIES_SHARE:
            made[Suspect.COPIES.value] = round(copies / every, 2)
        news = self._news(topic_id, day)
        if news:
            made[Suspect.NEWS.value] = news
        if self.volume(day):
            made[Suspect.VOLUME.value] = self.volume(day)
        if self.breaks(day):
            source, since, ratio = self.breaks(day)[0]
            made[Suspect.BREAK.value] = {"source": source, "since": since.isoformat(), "ratio": ratio}
        return made

    def _breaks(self, day: date) -> list[tuple[str, date, float]]:
        """(source, since, ratio) of sources that began to give much more at or shortly before this day."""
        start = day - timedelta(BEFORE)
        found = []
        for source, values in source_totals(start, min(day + timedelta(AFTER), self.until)).items():
            seen = doubled(values, BEFORE)
            if seen:
                found.append((source, start + timedelta(seen[0]), seen[1]))
        return sorted(found, key=lambda one: -one[2])

    def _volume(self, day: date) -> float | None:
        ratio = volume_ratio(volumes(day - timedelta(14), day))
        return ratio if ratio is not None and ratio >= VOLUME_RATIO else None

    def _news(self, topic_id: int, day: date) -> int:
        """Mentions in news feeds on this day and the two before, where they are many more than usual."""
        values = news_counts(topic_id, day - timedelta(16), day)
        lately, before = sum(values[-3:]), sum(values[:-3]) / 14 * 3
        return int(lately) if lately >= NEWS_LEAST and lately >= NEWS_RATIO * before else 0
