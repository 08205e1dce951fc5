"""Who may act for whom, and how much of it may be given. Facts come in; no queries, no clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.vocabulary import Authority, ProxyState, Scope
from dayroom.apps.tracking.vocabulary.carers import Pair
from dayroom.kernel.errors import Conflict, Invalid, NotFound, Refused


class OwnCarer(Invalid):
    """That is you. Please name somebody else."""


class ChildsGuardian(Refused):
    """The record of a child under 13 is opened by the guardian who opened the account, and by nobody else."""


class TooYoungToCare(Refused):
    """You can do this once you are older."""


class AdultForTeen(Refused):
    """Only an adult can act for somebody under 18."""


class NotConnected(Refused):
    """Connect with this young person first. Only somebody they know may ask."""


class NothingGiven(Invalid):
    """Please choose at least one of: see, enter, share."""


class ShareNeedsSee(Invalid):
    """Nobody can share what they do not see. Please choose “see” too."""


class DayOver(Invalid):
    """This day is over. Please choose a later one, or none."""


class AlreadyAsked(Conflict):
    """There is a request or a permission between you two already."""


class TooManyKept(Conflict):
    """You keep as many records for others as one person can."""


class LinkOver(Refused):
    """This link is no longer good. Please ask for a new one."""


def check_pair(pair: Pair) -> None:
    """May one ask to act for the other? A teen's own yes is needed all the same.

    Raises NotFound (blocked), OwnCarer, ChildsGuardian, TooYoungToCare, AdultForTeen, NotConnected.
    """
    if pair.blocked:
        raise NotFound()
    if pair.same:
        raise OwnCarer()
    if pair.owner_child:
        raise ChildsGuardian()
    if pair.carer_child:
        raise TooYoungToCare()
    if pair.owner_teen and not pair.carer_adult:
        raise AdultForTeen()
    if pair.owner_teen and not pair.contacts:
        raise NotConnected()


def check_given(scopes: Collection[str], until_on: date | None, today: date) -> None:
    """Raises NothingGiven, ShareNeedsSee, DayOver, Invalid."""
    if not scopes:
        raise NothingGiven()
    if not set(scopes) <= set(Scope.values):
        raise Invalid(_("Please choose from: see, enter, share."))
    if Scope.SHARE in scopes and Scope.SEE not in scopes:
        raise ShareNeedsSee()
    if until_on is not None and until_on < today:
        raise DayOver()


def check_authority(authority: str) -> None:
    """Raises Invalid."""
    if authority not in Authority.values:
        raise Invalid(_("Please say why you may act for them."))


def check_answerable(state: str, *, by_id: int, asked_by_id: int | None) -> None:
    """Only the one who was asked answers, and only once. Raises NotFound."""
    if state != ProxyState.ASKED or by_id == asked_by_id:
        raise NotFound()
