"""Read a feed: bytes of a stranger in, plain words out. Fetches nothing, and keeps no markup, picture or script."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from dayroom.apps.library.vocabulary.news import ITEMS_MOST, Fault, FeedItem
from dayroom.kernel.errors import DayroomError
from dayroom.platform import markup

HEAD_BYTES = 10_000  # the first tag stands within; feedparser's search for a DOCTYPE is quadratic in what precedes it
TITLE_MOST, LINK_MOST, SUMMARY_MOST = 300, 500, 600
SUMMARY_READ = 20_000  # characters of markup; more is the whole article, and we show its beginning
FIRST_TAG = re.compile(rb"<[A-Za-z]")
SEVERITIES = frozenset({"Extreme", "Severe", "Moderate", "Minor", "Unknown"})  # CAP 1.2 §3.2.2


class NotAFeed(DayroomError):
    """What came is not a feed."""


def read_feed(body: bytes, *, address: str, content_type: str = "") -> tuple[list[FeedItem], list[Fault]]:
    """(entries, what the desk should know). Raises NotAFeed.

    >>> rss = b"<rss><channel><item><title>Wash &lt;b&gt;hands&lt;/b&gt;</title><link>/a</link></item></channel></rss>"
    >>> items, faults = read_feed(rss, address="https://example.org/feed")
    >>> items[0].title, items[0].link
    ('Wash hands', 'https://example.org/a')
    """
    body = body.strip()
    tag = FIRST_TAG.search(body[:HEAD_BYTES])
    # no entity is needed in a feed, and a few of them can unfold to gigabytes
    if tag is None or b"<!entity" in body.replace(b"\0", b"").lower() or b"<html" in body[:HEAD_BYTES].lower():
        raise NotAFeed()
    try:
        parsed = _parse(body, content_type)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as fault:
        raise NotAFeed() from fault  # the loose reader of broken feeds stumbles over some of them
    if not parsed.get("version"):
        raise NotAFeed()
    read = list(_items(parsed.entries[:ITEMS_MOST], address))
    items = [one for one in read if one is not None]
    faults = [Fault.BROKEN] if _is_broken(parsed) else []
    if len(items) < len(read):
        faults.append(Fault.SKIPPED)
    return items, faults


def _parse(body: bytes, content_type: str) -> Any:
    headers = {"content-type": content_type} if "charset" in content_type.lower() else {}
    # a stream: of plain bytes it would first ask whether they name a file or an address
    return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False,
                            response_headers=headers)


def _is_broken(parsed: Any) -> bool:
    """Another encoding than it says is mended without a word; a tag that never closes is worth one."""
    mended = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return bool(parsed.get("bozo")) and not isinstance(parsed.get("bozo_exception"), mended)


def _items(entries: Iterable[Any], address: str) -> Iterator[FeedItem | None]:
    """One for each entry; None for an entry without a title or a usable link."""
    for entry in entries:
        title, link = words_of(entry.get("title"), TITLE_MOST), link_of(entry.get("link"), address)
        if not title or not link:
            yield None
            continue
        severity = str(entry.get("cap_severity") or "")
        yield FeedItem(
            guid=digest(str(entry.get("id") or link)), title=title, link=link,
            summary=words_of(entry.get("summary"), SUMMARY_MOST),
            at=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
            severity=severity if severity in SEVERITIES else "", until=_iso(entry.get("cap_expires")),
        )


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
