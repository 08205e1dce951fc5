"""The news out of a feed: what ``platform.feeds`` has read, as items of ours and as words for the desk."""

from __future__ import annotations

from dayroom.apps.library.vocabulary.news import ITEMS_MOST, Fault
from dayroom.platform import feeds
from dayroom.platform.feeds import LINK_MOST, Entry, NotAFeed, digest, link_of

__all__ = ["LINK_MOST", "NotAFeed", "digest", "link_of", "read_feed"]


def read_feed(body: bytes, *, address: str, content_type: str = "") -> tuple[list[Entry], list[Fault]]:
    """(entries, what the desk should know). Raises NotAFeed."""
    feed = feeds.read_feed(body, address=address, content_type=content_type, most=ITEMS_MOST)
    faults = [Fault.BROKEN] if feed.broken else []
    if feed.left_out:
        faults.append(Fault.SKIPPED)
    return list(feed.entries), faults
