"""Who may be let in to see an item. Facts come in; no queries, no clock."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.vocabulary import Audience
from dayroom.apps.tracking.vocabulary.items import READERS_MOST
from dayroom.kernel.errors import Invalid


class NoSuchPlace(Invalid):
    """Please choose one of your communities."""


class NobodyChosen(Invalid):
    """Please choose at least one person, or choose another line above."""


class NotOneself(Invalid):
    """You cannot choose yourself. Only the person whose record it is can."""


class TooManyChosen(Invalid):
    """That is a lot of people. Please choose fifty at most."""


class ChildIsPrivate(Invalid):
    """A child's record is for the child and the guardian only."""


def check_audience(
    audience: str, *, place_id: int | None, places: Collection[int], readers: int, child: bool = False,
    oneself: bool = False,
) -> None:
    """A choice that can be kept. Raises Invalid, NoSuchPlace, NobodyChosen, NotOneself, TooManyChosen, ChildIsPrivate.

    places    communities of the record's owner: nobody shows things to a community they are not in
    child     under 13; the guardian sees everything and nobody else does
    oneself   a carer chose themselves: they would stay chosen when the permission ends
    """
    if audience not in Audience.values:
        raise Invalid(_("Please choose who sees it."))
    if child and audience != Audience.ME:
        raise ChildIsPrivate()
    if audience == Audience.PLACE and place_id not in places:
        raise NoSuchPlace()
    if audience == Audience.CHOSEN and readers == 0:
        raise NobodyChosen()
    if oneself:
        raise NotOneself()
    if readers > READERS_MOST:
        raise TooManyChosen()


def people_who_see(audience: str, *, carers: Collection[int], readers: Collection[int], place: int) -> int:
    """How many people besides the owner; `place` is how many others are in the community. Some may be counted twice:
    a carer may be in the community too.

    >>> people_who_see("CHOSEN", carers={1}, readers={1, 2}, place=0)
    2
    """
    if audience == Audience.CARERS:
        return len(set(carers))
    if audience == Audience.CHOSEN:
        return len({*carers, *readers})
    if audience == Audience.PLACE:
        return place + len(set(carers))
    return 0


def asks_first(before: int, after: int) -> bool:
    """More people than until now: asked about once, with how many."""
    return after > before
