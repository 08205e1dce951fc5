"""Words of the record: what a check of the chain found, what a reader may ask for, what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dayroom.kernel.errors import Refused

GENESIS = bytes(32)  # H_0: 32 zero bytes (standards §11)
SEAL_AT_ONCE = 1_000  # rows per transaction: about a tenth of a second, so that other writers do not wait long
EVENTS_PER_PAGE = 50
EXPORT_MOST = 50_000  # rows of one CSV; more is asked for by date


class AppendOnly(Refused):
    """The record is only ever added to."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the chain found. ``first_bad_seq`` is where the first change shows."""

    ok: bool
    first_bad_seq: int | None
    count: int  # sealed events that were read and found right
    waiting: int = 0  # written, not yet sealed


@dataclass(frozen=True, slots=True)
class Asked:
    """What an auditor asks for; empty means: all."""

    actor_id: int | None = None
    action: str = ""  # "case.decided", or "case." for everything about cases
    subject_kind: str = ""
    subject_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None  # not including


@dataclass(frozen=True, slots=True)
class Line:
    """One event as the page and the CSV show it."""

    place: str
    at: datetime
    actor: str
    action: str
    subject: str
    reason: str
    facts: str
    sealed: bool
