"""When a source is read again, what is too old, and who may say yes to a link. No queries, no clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from dayroom.apps.library.vocabulary.news import KEPT_DAYS, REST_HOURS_MOST, Fault, NewsState
from dayroom.kernel.errors import Conflict, Refused
from dayroom.platform.feeds import Entry

HOUR = timedelta(hours=1)
FAULT_OF_CODE = {
    "name-unknown": Fault.NAME, "too-slow": Fault.SLOW, "too-large": Fault.LARGE, "packed": Fault.PACKED,
    "too-many-redirects": Fault.REDIRECTS,
}


class OwnLink(Refused):
    """You suggested this link. Somebody else has to look at it."""


class SettledLink(Conflict):
    """Somebody has decided about this link already."""


def host_of(address: str) -> str:
    """The name of the server as people know it.

    >>> host_of("https://www.example.org/a")
    'example.org'
    """
    return (urlsplit(address).hostname or "").lower().removeprefix("www.")[:120]


def rest_after(failures: int) -> timedelta:
    """Twice as long after each fault in a row, at most a day.

    >>> [rest_after(count).total_seconds() / 3600 for count in (0, 1, 3, 60)]
    [1.0, 2.0, 8.0, 24.0]
    """
    return HOUR * min(2 ** min(failures, 10), REST_HOURS_MOST)


def oldest_shown(now: datetime) -> datetime:
    return now - timedelta(days=KEPT_DAYS)


def dated(item: Entry, now: datetime) -> tuple[Entry, bool]:
    """The entry with a day: of today where it has none, or one that has not come. True: it was in the future."""
    early = item.at is not None and item.at > now + HOUR
    return replace(item, at=now if item.at is None or item.at > now else item.at), early


def check_may_settle(*, state: str, suggested_by_id: int | None, by_id: int) -> None:
    if state != NewsState.HELD:
        raise SettledLink()
    if suggested_by_id == by_id:
        raise OwnLink()
