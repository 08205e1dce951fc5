"""What may stand on a card, and for whom. No queries, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dayroom.apps.tracking.rules.audiences import ChildIsPrivate
from dayroom.apps.tracking.vocabulary import Audience
from dayroom.apps.tracking.vocabulary.cards import CardFor, CardKind
from dayroom.kernel.errors import Invalid, Refused

if TYPE_CHECKING:
    from dayroom.apps.tracking.models import Card


class NoSuchOffer(Invalid):
    """This cannot stand in a post any more. Open the list again, and choose anew."""


class NotForAllYet(Refused):
    """Until you are 18, a card is for the community or for people you choose, not for everyone."""


class WhichPlace(Invalid):
    """Choose the community on the page where you choose people."""


class NameNotForOthers(Refused):
    """The name you gave this should not stand where others read it. Rename it in My health first."""


def read_offer(key: str) -> tuple[CardKind, str]:
    """Kind and public id of what is offered.

    >>> read_offer("CHART.0123456789abcdefghjk")[1]
    '0123456789abcdefghjk'
    """
    kind, dot, item = key.partition(".")
    if not dot or kind not in CardKind.values:
        raise NoSuchOffer()
    return CardKind(kind), item


def check_young(readers: str, *, child: bool, teen: bool) -> None:
    """A child's record stands in no post; what a teen shows goes no further than a community or people they choose."""
    if child:
        raise ChildIsPrivate()
    if teen and readers == CardFor.ALL:
        raise NotForAllYet()


def audience_for(readers: str) -> tuple[Audience, bool]:
    """(audience, for everyone). Whatever was not said is the community of the post, never more.

    >>> audience_for("")
    (Audience.PLACE, False)
    """
    if readers == CardFor.CHOSEN:
        return Audience.CHOSEN, False
    return Audience.PLACE, readers == CardFor.ALL


def is_for_all(card: Card) -> bool:
    """Both must say so: an audience that was narrowed later wins over what was said when the post was written."""
    return card.for_all and card.audience == Audience.PLACE
