"""Who may open a place for a child, and in which order. No queries, no clock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.vocabulary.guardians import MOVES, CheckMethod, GuardianState
from dayroom.kernel.errors import Conflict, Invalid, NotFound, Refused


class ForAdults(Refused):
    """This page is for adults: for parents and guardians."""


class GuardianMoved(Conflict):
    """This request has changed in the meantime. Please look again."""


class NotUnderAge(Invalid):
    """From 13 on, people open an account themselves. Nobody has to ask for them."""


def check_allowed(allowed: bool) -> None:
    """Where the operator has not opened it, this door does not exist."""
    if not allowed:
        raise NotFound()


def check_guardian(*, adult: bool, may_write: bool) -> None:
    """An adult whose own account is in order."""
    if not adult:
        raise ForAdults()
    if not may_write:
        raise Refused(_("Your own account cannot do this right now."))


def check_move(was: str, to: str) -> None:
    """One step after the other: nothing is skipped and nothing is done twice."""
    if to not in MOVES[was]:
        raise GuardianMoved()


def check_decider(*, own: bool, accepts: bool, method: str) -> None:
    """A steward checks others, not themselves, and says how."""
    if own:
        raise Refused(_("This is your own request. Please ask a colleague to check it."))
    if accepts and method not in CheckMethod.values:
        raise Invalid(_("Say how you made sure. The way is kept, no papers and no numbers."))


def check_child(band: str) -> None:
    if band != "CHILD":
        raise NotUnderAge()


def may_end(state: str, *, grown: bool) -> bool:
    """Until the child turns 13; then it is theirs to stay or to go."""
    return GuardianState.ENDED in MOVES[state] and not grown
