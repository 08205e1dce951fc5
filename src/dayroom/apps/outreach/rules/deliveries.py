"""How a delivery moves from one state to the next, when it is tried again, and what a local minute means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dayroom.apps.outreach.vocabulary.campaigns import BACKOFF_SECONDS, TRIES_MOST, DeliveryState
from dayroom.kernel.errors import Conflict, Invalid, Refused

S = DeliveryState
TRANSITIONS: dict[str, frozenset[str]] = {
    S.QUEUED: frozenset({S.SENDING, S.BY_HAND, S.STOPPED}),
    S.SENDING: frozenset({S.SENT, S.QUEUED, S.FAILED, S.UNSURE}),
    S.UNSURE: frozenset({S.SENT, S.QUEUED, S.STOPPED}),  # by a person only
    S.BY_HAND: frozenset({S.SENT, S.STOPPED}),
    S.FAILED: frozenset({S.QUEUED, S.STOPPED}),  # by a person only
    S.SENT: frozenset({S.WITHDRAWN}),
    S.STOPPED: frozenset(),
    S.WITHDRAWN: frozenset(),
}


class NotThatWay(Conflict):
    """This delivery is in another state by now. Please look at it again."""


class TooOften(Refused):
    """This channel has had enough messages this week. Fewer, better ones are read: choose another day."""


class NoSuchMoment(Invalid):
    """This day or time cannot be read. Please write it as 2026-11-21 14:30."""


def check_move(before: str, after: str) -> None:
    if after not in TRANSITIONS[before]:
        raise NotThatWay()


def next_try(tries: int, now: datetime, retry_after_seconds: int | None) -> datetime | None:
    """When to try again after the ``tries``-th failure; None: not any more. A channel's own wish counts, up to a day.

    >>> next_try(1, datetime(2026, 1, 1), None)
    datetime.datetime(2026, 1, 1, 0, 1)
    """
    if tries >= TRIES_MOST:
        return None
    own = BACKOFF_SECONDS[min(tries, len(BACKOFF_SECONDS)) - 1]
    asked = min(max(retry_after_seconds or 0, 0), 24 * 3600)
    return now + timedelta(seconds=max(own, asked))


def moment_of(local: datetime, zone: str) -> datetime:
    """The instant that a wall clock of the site means. A minute that the clock skips is the first one after the gap; a
    minute that comes twice is the first of the two.

    >>> moment_of(datetime(2026, 3, 8, 2, 30), "America/New_York").isoformat()
    '2026-03-08T07:00:00+00:00'
    >>> moment_of(datetime(2026, 11, 1, 1, 30), "America/New_York").isoformat()
    '2026-11-01T05:30:00+00:00'
    """
    aware = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    instant = aware.astimezone(UTC)
    if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local:
        return instant
    # skipped: read with the offset that held before, it falls behind the gap; go back to the gap's end
    after = instant.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    before = aware.utcoffset() or timedelta()
    low, high = instant - (after - before), instant
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        changed = middle.astimezone(ZoneInfo(zone)).utcoffset() == after
        low, high = (low, middle) if changed else (middle, high)
    return high.replace(second=0, microsecond=0)  # less than a second behind the gap, which ends on a full minute
