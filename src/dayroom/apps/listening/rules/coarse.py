"""A post made coarse before it is written: no identifiers, no handle, no minute, places as codes.

Knows no database and no clock, so that it can run in processes of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from dayroom.apps.listening.rules import meaning
from dayroom.apps.listening.rules.lake import schema
from dayroom.apps.listening.vocabulary import Trouble
from dayroom.apps.listening.vocabulary.posts import AHEAD_HOURS, TEXT_MOST, RawPost
from dayroom.engines.guard import Context, redact, screen

COUNT_MOST = 2**53  # what a number of any other program holds exactly


@dataclass(frozen=True, slots=True)
class Terms:
    """What posts of one round are written under. ``key`` names posts, ``author_key`` writers; both are secrets."""

    source: str
    intake: str
    language: str
    now: datetime
    oldest: date
    key: bytes
    author_key: bytes
    key_era: int


@dataclass(slots=True)
class Coarse:
    """Columns of posts that may be written, and what became of the others."""

    columns: dict[str, list[Any]]
    troubles: dict[str, int]
    screened: int = 0

    def note(self, trouble: str) -> None:
        self.troubles[trouble] = self.troubles.get(trouble, 0) + 1


def coarsen(posts: Iterable[tuple[int, RawPost]], terms: Terms) -> Coarse:
    """The posts (with their place in the round) as columns of the lake."""
    made = Coarse({name: [] for name in schema().names}, {})
    for row, post in posts:
        for repair in post.troubles:
            made.note(repair)
        trouble = _trouble(post, terms)
        if trouble:
            made.note(trouble)
            continue
        _add(made, row, post, terms)
    return made


def _trouble(post: RawPost, terms: Terms) -> str:
    if not isinstance(post.count, int) or not (0 if post.about else 1) <= post.count <= COUNT_MOST:
        return Trouble.BAD_COUNT
    if not post.text.strip() and not post.about:
        return Trouble.NO_TEXT
    if post.at.tzinfo is None:
        return Trouble.NO_DATE
    if post.at > terms.now + timedelta(hours=AHEAD_HOURS):
        return Trouble.FUTURE
    if post.at.astimezone(UTC).date() < terms.oldest:
        return Trouble.TOO_OLD
    return ""


def _add(made: Coarse, row: int, post: RawPost, terms: Terms) -> None:
    text = post.text
    if len(text) > TEXT_MOST:
        text = text[:TEXT_MOST]
        made.note(Trouble.TOO_LONG)
    try:
        clean = screened(text)
    except ValueError:
        made.note(Trouble.UNSCREENED)
        return
    made.screened += clean != text
    at = post.at.astimezone(UTC)
    read = meaning.read(clean)
    values: dict[str, Any] = {
        "key": keyed(terms.key, terms.source, post.key),
        "row": row,
        "day": at.date(),
        "hour": at.hour,
        "source": terms.source,
        "intake": terms.intake,
        "author": keyed(terms.author_key, quarter_of(at.date()), post.author) if post.author else None,
        "era": terms.key_era * 10_000 + quarter_number(at.date()),
        "text": clean,
        "folded": read.folded,
        "language": (post.language or terms.language)[:8].lower(),
        "tags": [tag.lower().lstrip("#") for tag in post.tags],
        "mentioned": meaning.places_in(text),
        "profile": meaning.place_of_profile(post.profile_place),
        "own": meaning.own_place(text),
        "mention": read.mention,
        "question": read.question,
        "feeling": read.feeling,
        "emotion": read.emotion,
        "count": post.count,
        "about": post.about,
        "likes": post.likes,
        "shares": post.shares,
        "comments": post.comments,
        "sketch": read.sketch,
        "copy": False,
    }
    for name, value in values.items():
        made.columns[name].append(value)


def screened(text: str) -> str:
    """The text without identifiers. Raises ValueError where it cannot be checked."""
    return redact(text, screen(text, context=Context())) if text else text


def keyed(key: bytes, *parts: str) -> int:
    """A hash of 64 bits that only the holder of the key can make again."""
    return int.from_bytes(
        blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), key=key, digest_size=8).digest(), "big", signed=True
    )


def quarter_number(day: date) -> int:
    """Quarters since the year 1970.

    >>> quarter_number(date(1970, 5, 1)), quarter_number(date(2026, 12, 31))
    (1, 227)
    """
    return (day.year - 1970) * 4 + (day.month - 1) // 3


def quarter_of(day: date) -> str:
    return str(quarter_number(day))
