"""On call, and when it is enough for today."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayroom.apps.moderation.vocabulary import CaseState, Harm, Priority
from dayroom.apps.moderation.vocabulary.duty import (
    CALL_FROM_TIER,
    HARD,
    HARD_DAYS_IN_A_ROW,
    NEXT_AFTER_SECONDS,
    ROUNDS_MOST,
    SHIFT_HOURS_MOST,
)
from dayroom.apps.people.vocabulary import Role
from dayroom.kernel.errors import Invalid


def tier_of(tier: int, priority: int) -> int:
    """Fear for a life that came without a tier (from a member, not from the guard) counts as the lowest that calls."""
    return tier or (CALL_FROM_TIER if priority == Priority.CRISIS else 0)


def is_called_about(tier: int) -> bool:
    return tier >= CALL_FROM_TIER


def acts_for_a_life(roles: Collection[str], tier: int, *, somebody_ready: bool) -> bool:
    """A life is not left at risk behind a course: a steward acts where nobody who is ready can, or did in time."""
    return is_called_about(tier) and not somebody_ready and not {Role.STEWARD, Role.OWNER}.isdisjoint(roles)


def is_next_called(state: str, *, seen: bool, last_call_at: datetime, rounds: int, now: datetime) -> bool:
    """Nobody said "I am here" in time, and nobody took the case: the next person is called."""
    if state != CaseState.OPEN or seen or rounds >= ROUNDS_MOST:
        return False
    return now - last_call_at >= timedelta(seconds=NEXT_AFTER_SECONDS)


def check_shift(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """A shift begins before it ends, is not over, and is not endless."""
    if ends_at <= starts_at:
        raise Invalid(_("The end must come after the beginning."))
    if ends_at <= now:
        raise Invalid(_("This time is over already."))
    if ends_at - starts_at > timedelta(hours=SHIFT_HOURS_MOST):
        raise Invalid(_("Two weeks on call are the most. Please make a second line for what comes after."))


def is_hard(harm: str) -> bool:
    return harm in HARD


def is_enough_for_today(hard_today: int) -> bool:
    """So many hard cases in a day are enough for anyone; nobody is locked out, the page asks."""
    return 0 < settings.HARD_CASES_A_DAY <= hard_today


def should_others_go_on(days: Sequence[date], today: date) -> bool:
    """Hard cases on several days in a row: the desk says that somebody else could take tomorrow."""
    wanted = {today - timedelta(days=back) for back in range(HARD_DAYS_IN_A_ROW)}
    return wanted <= set(days)


def check_harms(codes: Sequence[str]) -> str:
    """The harms that somebody leaves to others, as they are kept."""
    unknown = set(codes) - set(Harm.values)
    if unknown:
        raise Invalid(_("This list has something on it that we do not know."))
    return " ".join(code for code in Harm.values if code in codes)
