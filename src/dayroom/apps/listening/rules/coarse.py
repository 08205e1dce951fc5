"""A post made coarse before it is written: no identifiers, no handle, no minute, places as codes.

Knows no database and no clock, so that it can run in processes of its own.
"""

from __future__ import annotations

import re
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
TAG_MOST = 60
_TAG = re.compile(r"[^\W_]\w*+")  # one word; what has spaces, dots or signs in it is a sentence, or an address
_DIGITS_MOST = 6  # of a tag; more are a number by which somebody can be reached or found
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?")
# a point on the map, to a kilometer or closer: two numbers with two decimals or more and the size of a latitude and a
# longitude, or the address of one
_POINT = re.compile(
    r"(?:geo:)?[+-]?\b\d{1,2}\.\d{2,12}°?\s?[NSns]?\s?[,;/ ]\s?[+-]?\d{1,3}\.\d{2,12}°?(?:\s?[EWew]\b)?"
)


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
        clean = without_points(without_identifiers(text)) if text else text
        tags = screened_tags(post.tags)
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
        _tagged(said.folded, tags),
        _language(post.language) or _language(terms.language) or language_of(clean),
        tags,
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


def without_points(text: str) -> str:
    """Without coordinates: places are kept as codes of places where many live.

    >>> without_points("I am at 32.2217, -110.9265 now"), without_points("from 2.25 to 3.75 mg")
    ('I am at … now', 'from 2.25 to 3.75 mg')
    """
    return _POINT.sub(GONE, text) if "." in text else text


def screened_tags(tags: tuple[str, ...]) -> list[str]:
    """Hashtags that may be written: one word each, no number that is long, nothing that the guard would take out.
    What a feed calls a category can be anything, a name and an address as well. Raises as ``without_identifiers``.

    >>> screened_tags(("#Flu", "Jane Roe 202-555-0143", "jane.roe@example.org", "call2025550143", "covid19"))
    ['flu', 'covid19']
    """
    words = [_plain(tag).lower().strip().lstrip("#") for tag in tags]
    sound = [word for word in words if len(word) <= TAG_MOST and _TAG.fullmatch(word)
             and sum(map(str.isdigit, word)) <= _DIGITS_MOST]  # fmt: skip
    return list(dict.fromkeys(sound))


def _language(told: str) -> str:
    """A code, or nothing: the field is the source's own, and could hold any words.

    >>> _language("EN_us"), _language("j.smith")
    ('en-us', '')
    """
    code = told.strip().lower().replace("_", "-")[:8]
    return code if _LANGUAGE.fullmatch(code) else ""


def _tagged(folded: str, tags: list[str]) -> str:
    """The words, and the tags that the source names apart from them."""
    missing = [f"#{fold(tag)}" for tag in tags]
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
