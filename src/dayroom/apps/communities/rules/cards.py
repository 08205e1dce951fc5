"""What may be put into a post from elsewhere. No queries, no clock."""

from __future__ import annotations

from collections.abc import Collection

from dayroom.kernel.errors import Invalid, Refused

CARDS_MOST = 3


class TooManyCards(Invalid):
    """One post can hold three cards. Take one out, and send it again."""


class CardTellsWho(Refused):
    """A card comes from your own record, so it would tell who you are. Take it out, or post under your handle."""


def check_cards(offers: Collection[str], *, anonymous: bool, speaks_as_professional: bool) -> None:
    """The row that ties a byline to a member stays the only one: no card in an anonymous post, none under the name of
    a professional."""
    if len(offers) > CARDS_MOST:
        raise TooManyCards()
    if offers and (anonymous or speaks_as_professional):
        raise CardTellsWho()
