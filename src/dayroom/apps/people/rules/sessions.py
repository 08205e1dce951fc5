"""How long somebody stays signed in, by role."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dayroom.apps.people.vocabulary import SECOND_FACTOR_ROLES, Role

IDLE_SECONDS = 15 * 60  # standards §11: staff, professionals and researchers, idle 15 minutes
MOST_SECONDS = 24 * 60 * 60  # NIST 800-63B-4, AAL2: at most 24 hours overall


@dataclass(frozen=True, slots=True)
class SessionPolicy:
    idle_seconds: int
    most_seconds: int


def session_policy(roles: Collection[str]) -> SessionPolicy | None:
    """Staff and clinicians are signed out after 15 idle minutes and after a day; members by the cookie's age only."""
    if set(roles).isdisjoint({*SECOND_FACTOR_ROLES, Role.CLINICIAN}):
        return None
    return SessionPolicy(idle_seconds=IDLE_SECONDS, most_seconds=MOST_SECONDS)


def is_session_over(policy: SessionPolicy, *, begun: float, seen: float, now: float) -> bool:
    """Too long without a click, or too long altogether. All three are seconds since 1970."""
    return now - seen > policy.idle_seconds or now - begun > policy.most_seconds
