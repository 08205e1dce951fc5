"""The demo as it is written down: people, communities, topics and posts, read from ``content/*.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

CONTENT = Path(__file__).resolve().parent / "content"
CAST = ("ann", "carl", "ngozi-o", "mo", "oda", "ivo", "rea", "sue")
STILL_TO_LEARN = "gardenpeas"  # a professional who has read and passed nothing yet: who enters as her meets the gate


@dataclass(frozen=True, slots=True)
class Telling:
    """One post: where, by whom, when, what. ``number`` counts in its topic; the opening post is 1."""

    community: str
    topic: str
    number: int
    author: str
    at: datetime
    body: str
    raw: dict[str, Any] = field(repr=False)

    @property
    def is_opening(self) -> bool:
        return self.number == 1


@lru_cache(maxsize=2)
def _files(kind: str) -> list[dict[str, Any]]:
    found = []
    for path in sorted(CONTENT.glob("*.toml")):
        with path.open("rb") as file:
            read = tomllib.load(file)
        if kind in read:
            found.append(read)
    return found


def people() -> list[dict[str, Any]]:
    return [one for read in _files("member") for one in read["member"]]


def communities() -> list[dict[str, Any]]:
    return [read["community"] for read in _files("community")]


def tellings(now: datetime) -> list[Telling]:
    """Every post of every community in the order of time, so that ids grow as they would have grown."""
    told = [one for read in _files("community") for topic in read["topic"] for one in _of_topic(read, topic, now)]
    return sorted(told, key=lambda one: (one.at, one.topic, one.number))


def _of_topic(read: dict[str, Any], topic: dict[str, Any], now: datetime) -> list[Telling]:
    slug = read["community"]["slug"]
    # the minute is taken from the key: the same at every load, and not always the full hour
    day = (now - timedelta(days=topic["days_ago"])).replace(
        hour=topic.get("hour", 12), minute=crc32(topic["key"].encode()) % 60, second=0, microsecond=0
    )
    replies = topic.get("post", [])
    # what was written "this morning" has been written before now, and answers come after questions
    latest = now - timedelta(minutes=4 * (len(replies) + 1))
    at = min(day, latest)
    told = [Telling(slug, topic["key"], 1, topic["author"], at, topic["body"].strip(), topic)]
    for number, post in enumerate(replies, start=2):
        at = min(at + timedelta(hours=post.get("after_hours", 1)), latest + timedelta(minutes=4 * (number - 1)))
        told.append(Telling(slug, topic["key"], number, post["author"], at, post["body"].strip(), post))
    return told


def meeting(topic: dict[str, Any], now: datetime) -> datetime:
    """When a meet-up of the story is: so many days from now, and from there to the weekday it is named after."""
    day = now + timedelta(days=topic["meets_in_days"])
    weekday = topic.get("meets_on_weekday")  # 1 Monday … 7 Sunday
    if weekday is not None:
        day += timedelta(days=(weekday - day.isoweekday()) % 7)
    return day.replace(hour=topic.get("meets_at_hour", 18), minute=0)
