"""What a record needs from neighbours and from above."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from dayroom.platform.ports import Port


class Places(Protocol):
    """The communities people share; communities are neighbours, the shell introduces them (`web.plugs`)."""

    def of_member(self, member_id: int) -> Mapping[int, str]:
        """Id → name of the communities this member belongs to."""

    def members_among(self, place_ids: Collection[int], member_ids: Collection[int]) -> set[tuple[int, int]]:
        """(place, member) of those among them who belong, in one question."""

    def people_in(self, place_id: int) -> int:
        """How many members a community has; 0 for one that is not there."""

    def begin_topic(self, *, member_id: int, place_id: int, title: str, body: str, now: datetime) -> str:
        """Keep the words as the member's own draft of a topic there; returns the address where it is finished."""


PLACES: Port[Places] = Port("communities that a record can be shown to")


class CardPlaces(Protocol):
    """Where cards stand; the shell knows (`web.plugs`)."""

    def where(self, keys: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """Key → (title, address) of what it stands in, where that still stands."""


class RecordWatcher(Protocol):
    def forgotten(self, *, member_id: int, now: datetime) -> None:
        """A member deleted their whole record; in the same transaction: what was made of it goes with it."""


RECORD_WATCHERS: Port[RecordWatcher] = Port("who made something of a record")

CARD_PLACES: Port[CardPlaces] = Port("where cards of a record stand")
