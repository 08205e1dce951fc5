"""Read a feed (RSS, Atom): bytes of a stranger in, plain words out. Fetches nothing, keeps no markup and no picture."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from dayroom.kernel.errors import DayroomError
from dayroom.platform import markup

HEAD_BYTES = 10_000  # the first tag stands within; feedparser's search for a DOCTYPE is quadratic in what precedes it
TITLE_MOST, LINK_MOST, SUMMARY_MOST, NAME_MOST = 300, 500, 600, 200
TAGS_MOST = 20
SUMMARY_READ = 20_000  # characters of markup; more is the whole article, and we show its beginning
FIRST_TAG = re.compile(rb"<[A-Za-z]")
# what costs the reader much more than its bytes: tags without end in number, and attributes, in the square of theirs
SIGNS_MOST = 100_000
ATTRIBUTES_MOST = 120
ATTRIBUTE = re.compile(rb"=\s*+[\"']")
LONG_TAG = re.compile(rb"<[A-Za-z](?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+'){3}(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+")
SEVERITIES = frozenset({"Extreme", "Severe", "Moderate", "Minor", "Unknown"})  # CAP 1.2 §3.2.2
CAP_TYPE = "application/cap+xml"


class NotAFeed(DayroomError):
    """What came is not a feed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as plain words. ``guid`` is a digest of how the feed names it; ``at`` None: it says no date."""

    guid: str
    title: str
    link: str
    summary: str
    at: datetime | None
    severity: str = ""
    until: datetime | None = None
    author: str = ""
    tags: tuple[str, ...] = ()
    area: str = ""  # of a warning (CAP)
    status: str = ""
    message: str = ""
    document: str = ""  # where the whole warning stands


@dataclass(frozen=True, slots=True)
class Feed:
    """What could be read. ``broken``: a tag does not close; ``left_out``: entries without a title or a usable link."""

    entries: tuple[Entry, ...]
    language: str
    broken: bool
    left_out: int


def read_feed(body: bytes, *, address: str, content_type: str = "", most: int = 100) -> Feed:
    """At most so many entries, the first ones. Raises NotAFeed.

    >>> rss = b"<rss><channel><item><title>Wash &lt;b&gt;hands&lt;/b&gt;</title><link>/a</link></item></channel></rss>"
    >>> feed = read_feed(rss, address="https://example.org/feed")
    >>> feed.entries[0].title, feed.entries[0].link
    ('Wash hands', 'https://example.org/a')
    """
    body = body.strip()
    tag = FIRST_TAG.search(body[:HEAD_BYTES])
    # no entity is needed in a feed, and a few of them can unfold to gigabytes
    narrow = body.replace(b"\0", b"")
    if tag is None or b"<!entity" in narrow.lower() or b"<html" in body[:HEAD_BYTES].lower() or _is_costly(narrow):
        raise NotAFeed()
    try:
        parsed = _parse(body, content_type)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as fault:
        raise NotAFeed() from fault  # the loose reader of broken feeds stumbles over some of them
    if not parsed.get("version"):
        raise NotAFeed()
    read = list(_entries(parsed.entries[:most], address))
    entries = tuple(one for one in read if one is not None)
    language = markup.clean_line(str(parsed.feed.get("language") or ""))[:8]
    return Feed(entries, language, _is_broken(parsed), len(read) - len(entries))


def _is_costly(body: bytes) -> bool:
    """Made to keep a reader busy for minutes; no feed of the world is like that.

    >>> _is_costly(b"<rss>" + b"<b>" * SIGNS_MOST), _is_costly(b"<rss " + b"a='' " * 200), _is_costly(b"<rss a='b'>")
    (True, True, False)
    """
    if body.count(b"<") > SIGNS_MOST:
        return True
    return any(found[0].count(b"=") > ATTRIBUTES_MOST and len(ATTRIBUTE.findall(found[0])) > ATTRIBUTES_MOST
               for found in LONG_TAG.finditer(body))


def _parse(body: bytes, content_type: str) -> Any:
    headers = {"content-type": content_type} if "charset" in content_type.lower() else {}
    # a stream: of plain bytes it would first ask whether they name a file or an address
    return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False,
                            response_headers=headers)


def _is_broken(parsed: Any) -> bool:
    """Another encoding than it says is mended without a word; a tag that never closes is worth one."""
    mended = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return bool(parsed.get("bozo")) and not isinstance(parsed.get("bozo_exception"), mended)


def _entries(entries: Iterable[Any], address: str) -> Iterator[Entry | None]:
    """One for each entry; None for one without a title or a usable link."""
    for entry in entries:
        title, link = words_of(entry.get("title"), TITLE_MOST), link_of(entry.get("link"), address)
        if not title or not link:
            yield None
            continue
        severity = str(entry.get("cap_severity") or "")
        yield Entry(
            guid=digest(str(entry.get("id") or link)), title=title, link=link,
            summary=words_of(entry.get("summary"), SUMMARY_MOST),
            at=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
            severity=severity if severity in SEVERITIES else "", until=_iso(entry.get("cap_expires")),
            author=words_of(entry.get("author"), NAME_MOST), tags=_tags(entry.get("tags")),
            area=words_of(entry.get("cap_areadesc"), NAME_MOST), status=words_of(entry.get("cap_status"), 20),
            message=words_of(entry.get("cap_msgtype"), 20), document=_document(entry.get("links"), address),
        )


def _tags(told: Any) -> tuple[str, ...]:
    terms = [words_of(one.get("term"), 60) for one in (told or [])[:TAGS_MOST] if isinstance(one, dict)]
    return tuple(one for one in terms if one)


def _document(links: Any, address: str) -> str:
    """Where the entry says that the message itself lies."""
    for one in links or []:
        if isinstance(one, dict) and str(one.get("type") or "").lower() == CAP_TYPE:
            return link_of(one.get("href"), address)
    return ""


def digest(guid: str) -> str:
    return sha256(guid.encode("utf-8", "replace")).hexdigest()


def words_of(markup_words: object, most: int) -> str:
    """Without tags, entities, control characters and line ends, cut between words."""
    text = str(markup_words or "")[:SUMMARY_READ].encode("utf-8", "replace").decode("utf-8")
    return markup.clean_line(markup.plain(text, most - 1))[:most]


def link_of(link: object, address: str) -> str:
    """An http(s) address without a user name in it, or nothing."""
    try:
        whole = urljoin(address, str(link or "").strip())
        parts = urlsplit(whole)
        named = parts.hostname or ""
    except ValueError:
        return ""
    clear = parts.scheme in ("http", "https") and named and not parts.username and not parts.password
    readable = whole.isprintable() and not any(sign in whole for sign in ' "<>\\^`{|}')
    return whole if clear and readable and len(whole) <= LINK_MOST else ""


def _day(told: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(told), tz=UTC) if told else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _iso(told: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(told)) if told else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
