"""How somebody wants to be told, and when a mail may arrive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from dayroom.apps.notices.vocabulary import (
    ALWAYS_MAILED,
    ALWAYS_TOLD,
    DIGEST_FROM,
    DIGEST_UNTIL,
    NIGHT_TOO,
    Mode,
)


def mode_for(chosen: Mapping[int | None, str], scope_id: int | None, *, agreed_to_mail: bool) -> Mode:
    """What was chosen for this place, else what was chosen for everything, else a summary if they agreed to mail."""
    if scope_id is not None and scope_id in chosen:
        return Mode(chosen[scope_id])
    if None in chosen:
        return Mode(chosen[None])
    return Mode.DIGEST if agreed_to_mail else Mode.SITE


def is_told(kind: str, mode: str) -> bool:
    """Nobody misses what was decided about them; the rest is theirs to turn off."""
    return mode != Mode.NONE or kind in ALWAYS_TOLD


def is_mailed_at_once(kind: str, mode: str) -> bool:
    return mode == Mode.INSTANT or kind in ALWAYS_MAILED


def is_quiet(local: time, quiet_from: time | None, quiet_until: time | None) -> bool:
    """Inside the quiet hours a member set; they may run over midnight."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return False
    if quiet_from < quiet_until:
        return quiet_from <= local < quiet_until
    return local >= quiet_from or local < quiet_until


def local_time(now: datetime, time_zone: str) -> time:
    return now.astimezone(ZoneInfo(time_zone)).time()


def may_mail_now(kinds: set[str], local: time, quiet_from: time | None, quiet_until: time | None) -> bool:
    """Quiet hours hold, except when fear for a life is among it."""
    return bool(kinds & NIGHT_TOO) or not is_quiet(local, quiet_from, quiet_until)


def is_digest_hour(local: time, quiet_from: time | None, quiet_until: time | None) -> bool:
    """A summary comes by day, outside of quiet hours."""
    return DIGEST_FROM <= local < DIGEST_UNTIL and not is_quiet(local, quiet_from, quiet_until)
