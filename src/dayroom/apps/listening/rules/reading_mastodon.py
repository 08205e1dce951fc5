"""Public posts as a server of the fediverse tells them (Mastodon's API, entity Status), and where to go on.

Source: docs.joinmastodon.org, methods timelines, entities Status and Account, from memory, 2026-11-21.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext_lazy as _

from dayroom.apps.listening.rules.dates import reader_of
from dayroom.apps.listening.rules.reading_feeds import trouble_of
from dayroom.apps.listening.rules.shaping import cleaned, line, whole
from dayroom.apps.listening.vocabulary import Trouble
from dayroom.apps.listening.vocabulary.posts import RawPost, Refusal, SourceFacts
from dayroom.apps.listening.vocabulary.sources import MARK_MOST, TAGS_MOST, DateForm
from dayroom.kernel.errors import Invalid
from dayroom.platform import markup

PAGE = 40  # as many as one page holds
NAME = re.compile(r"[\w]{1,100}")
ID = re.compile(r"[0-9A-Za-z]{1,24}")
BREAK = re.compile(r"<br ?/?>|</p>", re.IGNORECASE)
# what people call the line of their profile that says where they are
PLACE_NAMES = frozenset({"location", "place", "where", "lives in", "city", "ubicación", "lugar", "ciudad", "ort"})
MARKUP_READ = 50_000
_iso = reader_of(DateForm.ISO, "UTC")


class NotHashtags(Invalid):
    """A hashtag is one word of letters and numbers. Write at least one."""


def hashtags_of(source: SourceFacts) -> list[str]:
    """Raises NotHashtags."""
    told = source.settings.get("hashtags")
    names = [str(one).strip().lstrip("#").lower() for one in told] if isinstance(told, (list, tuple)) else []
    if not names or not all(NAME.fullmatch(one) and not one.isdigit() for one in names):
        raise NotHashtags()
    if len(set(names)) > TAGS_MOST:
        raise NotHashtags(_("At most %(most)d hashtags in one source. You can add a second source.")
                          % {"most": TAGS_MOST})
    return list(dict.fromkeys(names))


def address_of(server: str, tag: str, after: str) -> str:
    """A page of the timeline: the oldest posts after the one where we stopped, or the newest ones at the first visit.

    >>> address_of("https://social.example/x", "flu", "12")
    'https://social.example/api/v1/timelines/tag/flu?limit=40&min_id=12'
    """
    parts = urlsplit(server)
    more = f"&min_id={after}" if after else ""
    return f"{parts.scheme}://{parts.netloc}/api/v1/timelines/tag/{quote(tag)}?limit={PAGE}{more}"


def marks_of(mark: str, tags: Sequence[str]) -> dict[str, str]:
    """Hashtag → the newest post that was read. Marks stand in the order of the hashtags.

    >>> marks_of("12,,a9", ["flu", "cold", "rsv"])
    {'flu': '12', 'cold': '', 'rsv': 'a9'}
    """
    ids = mark.split(",") if mark else []
    sound = [one if ID.fullmatch(one) else "" for one in ids]
    return dict(zip(tags, [*sound, *[""] * len(tags)], strict=False))


def mark_of(marks: Mapping[str, str]) -> str:
    return ",".join(marks.values())[:MARK_MOST]


def later(one: str, other: str) -> str:
    """The later of two numbers of posts: longer, or greater at the same length."""
    return max(one, other, key=lambda name: (len(name), name))


def statuses(body: bytes) -> list[Any] | None:
    """The rows of an answer, None where it is not a list of posts."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, list) else None


def newest(rows: Iterable[Any], before: str) -> str:
    """The mark behind these rows."""
    for row in rows:
        name = row.get("id") if isinstance(row, dict) else None
        if isinstance(name, str) and ID.fullmatch(name):
            before = later(before, name)
    return before


def posts_of(rows: Iterable[Any], source: SourceFacts, now: datetime) -> Iterator[RawPost | Refusal]:
    for number, row in enumerate(rows, start=1):
        made = _post(row, source, now) if isinstance(row, dict) else Trouble.BROKEN
        yield made if isinstance(made, RawPost) else Refusal(made, number)


def _post(row: Mapping[str, Any], source: SourceFacts, now: datetime) -> RawPost | str:
    account = row.get("account")
    name = row.get("uri") or row.get("id")
    if not isinstance(account, dict) or not isinstance(name, str):
        return Trouble.BROKEN
    # what is not for everybody, and who does not want to be found, is not ours to count
    if row.get("visibility", "public") != "public" or account.get("noindex") is True:
        return Trouble.ASKED_NOT
    at = _iso(row.get("created_at"))
    if at is None:
        return Trouble.NO_DATE
    repairs: list[str] = []
    text = cleaned(_words(row), repairs)
    trouble = trouble_of(at, source, now) or ("" if text else Trouble.NO_TEXT)
    if trouble:
        return trouble
    return RawPost(
        key=name[:500], at=min(at, now), text=text, author=line(account.get("url") or account.get("acct")),
        language=line(row.get("language"), 8).lower() or source.language, tags=_tags(row.get("tags")),
        profile_place=_place(account.get("fields")), likes=whole(row.get("favourites_count")) or 0,
        shares=whole(row.get("reblogs_count")) or 0, comments=whole(row.get("replies_count")) or 0,
        troubles=tuple(repairs),
    )  # fmt: skip


def _words(row: Mapping[str, Any]) -> str:
    """The warning in front of a post and its words, without markup."""
    said = BREAK.sub(" ", str(row.get("content") or "")[:MARKUP_READ])
    both = f"{row.get('spoiler_text') or ''} {said}".encode("utf-8", "replace").decode()
    return markup.plain(both, MARKUP_READ)


def _tags(told: Any) -> tuple[str, ...]:
    names = [line(one.get("name"), 100).lower() for one in told[:50] if isinstance(one, dict)] if isinstance(
        told, list) else []  # fmt: skip
    return tuple(dict.fromkeys(name for name in names if name))


def _place(fields: Any) -> str:
    for one in fields[:8] if isinstance(fields, list) else []:
        if isinstance(one, dict) and str(one.get("name") or "").strip().casefold() in PLACE_NAMES:
            return line(markup.plain(str(one.get("value") or "")[:1000].encode("utf-8", "replace").decode(), 200))
    return ""
