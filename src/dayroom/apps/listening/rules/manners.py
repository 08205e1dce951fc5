"""When a source is asked again. No queries, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dayroom.apps.listening.vocabulary import Fault
from dayroom.apps.listening.vocabulary.sources import ASKED_REST_MOST_SECONDS, REST_MOST_MINUTES

FAULT_OF_CODE = {"too-slow": Fault.SLOW, "too-large": Fault.LARGE, "packed": Fault.FORM,
                 "too-many-redirects": Fault.STATUS}  # fmt: skip
BUSY = frozenset({429, 503})


def rest_after(failures: int, every_minutes: int, asked_seconds: int | None = None) -> timedelta:
    """Twice as long after each fault in a row, at most a day; never less than the server asks for.

    >>> [rest_after(count, 60).total_seconds() / 3600 for count in (0, 1, 3, 60)], rest_after(0, 60, 7200).seconds
    ([1.0, 2.0, 8.0, 24.0], 7200)
    """
    own = timedelta(minutes=min(every_minutes * 2 ** min(failures, 12), max(REST_MOST_MINUTES, every_minutes)))
    return max(own, timedelta(seconds=min(asked_seconds or 0, ASKED_REST_MOST_SECONDS)))


def wait_asked(manners: Mapping[str, str], now: datetime) -> int | None:
    """Seconds until a server wants to be asked again: Retry-After as seconds or as a date (RFC 9110 §10.2.3), or the
    moment at which its count of our questions begins anew.

    >>> at = datetime(2026, 11, 21, tzinfo=UTC)
    >>> wait_asked({"retry-after": "90"}, at), wait_asked({"retry-after": "Sat, 21 Nov 2026 00:02:00 GMT"}, at)
    (90, 120)
    >>> wait_asked({"x-ratelimit-reset": "2026-11-21T00:05:00.1Z"}, at), wait_asked({"retry-after": "soon"}, at)
    (301, None)
    """
    told = manners.get("retry-after", "")
    if told.isascii() and told.isdigit() and len(told) < 9:
        return int(told)
    try:
        until = parsedate_to_datetime(told) if told else datetime.fromisoformat(manners.get("x-ratelimit-reset", ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, int((until - now).total_seconds()) + (0 if until.microsecond == 0 else 1))


def is_last_question(manners: Mapping[str, str]) -> bool:
    """The server says that the next question would be one too many."""
    left = manners.get("x-ratelimit-remaining", "")
    return left.isascii() and left.isdigit() and int(left[:9]) < 2
