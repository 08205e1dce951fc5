"""A post made coarse before it is written: no identifiers, no handle, no minute, places as codes.

Knows no database and no clock, so that it can run in processes of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from dayroom.apps.listening.rules.lake import schema
from dayroom.apps.listening.rules.meaning import language_of, own_places, places_in, places_of_profile, read
from dayroom.apps.listening.vocabulary import Trouble
from dayroom.apps.listening.vocabulary.posts import AHEAD_HOURS, TEXT_MOST, RawPost
from dayroom.engines.guard.crowds import GONE, without_identifiers
from dayroom.engines.meaning import folded as fold
from dayroom.kernel.errors import DayroomError

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
        clean = without_identifiers(text) if text else text
    except DayroomError:
        # what could not be checked is not written (SAFETY: never fail open)
        made.note(Trouble.UNSCREENED)
        return
    made.screened += GONE in clean and clean.count(GONE) > text.count(GONE)
    day = post.at.astimezone(UTC).date()
    quarter = quarter_number(day)
    said = read(clean)
    values = (
        keyed(terms.key, terms.source, post.key),
        row,
        day,
        post.at.astimezone(UTC).hour,
        terms.source,
        terms.intake,
        keyed(terms.author_key, str(quarter), post.author) if post.author else None,
        terms.key_era * 10_000 + quarter,
        _tagged(said.folded, post.tags),
        _plain(post.language or terms.language)[:8].lower() or language_of(clean),
        [_plain(tag).lower().lstrip("#") for tag in post.tags],
        places_in(text),
        places_of_profile(_plain(post.profile_place)),
        own_places(text, _plain(post.place)),
        said.mention,
        said.question,
        said.feeling,
        said.emotion,
        post.count,
        _plain(post.about),
        _number(post.likes),
        _number(post.shares),
        _number(post.comments),
        False,
    )
    for column, value in zip(made.columns.values(), values, strict=True):
        column.append(value)


def _tagged(folded: str, tags: tuple[str, ...]) -> str:
    """The words, and the tags that the source names apart from them."""
    missing = [f"#{fold(_plain(tag)).lstrip('#')}" for tag in tags]
    missing = [tag for tag in missing if tag not in folded]
    return " ".join([folded, *missing]) if missing else folded


def _plain(words: str) -> str:
    """Without lone surrogates, which no file can hold."""
    return words if words.isascii() else words.encode("utf-8", "replace").decode("utf-8")


def _number(told: int) -> int:
    return min(max(told, 0), COUNT_MOST)


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
