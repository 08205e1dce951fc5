"""The port registry, and the ports that know no domain.

A lower app declares a port (a Protocol and a ``Port`` to hang plugs on); a higher app fills it in its ``plugs``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

T = TypeVar("T")


class Port(Generic[T]):
    """Plugs by name. A name is plugged once; a second plug is a mistake in the house."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._plugs: dict[str, T] = {}

    def plug(self, key: str, filling: T) -> None:
        if key in self._plugs and type(self._plugs[key]) is not type(filling):
            raise LookupError(f"port {self.name}: {key} is plugged twice")
        self._plugs[key] = filling

    def __getitem__(self, key: str) -> T:
        return self._plugs[key]

    def get(self, key: str) -> T | None:
        return self._plugs.get(key)

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return iter(sorted(self._plugs.items(), key=lambda item: item[0]))


class PersonalData(Protocol):
    """What one app keeps about one member, and how it lets go of it."""

    @property
    def title(self) -> StrOrPromise:
        """A heading in the member's export."""

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        """Yield (table heading, rows) in plain JSON values; files as {"file": relative name}."""

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        """Yield (relative name, path in private storage) of the member's own files."""

    def erase(self, member_id: int) -> None:
        """Forget the member: rows, revisions, drafts, rendered twins, index entries, files."""


PERSONAL_DATA: Port[PersonalData] = Port("personal data")


class Checkup(Protocol):
    """What one app finds wrong with the site, for ``dayroom doctor``."""

    def sentences(self) -> Iterable[str]:
        """One sentence per thing an operator or a steward should see to; nothing when all is well."""


CHECKUPS: Port[Checkup] = Port("checkups")


@dataclass(frozen=True, slots=True)
class Passage:
    """A few sentences that somebody has approved, and where they stand."""

    title: str
    url: str
    text: str
    language: str
    heading: str = ""
    reviewed_on: date | None = None


class Passages(Protocol):
    """What one app may be quoted with, word for word: approved pages only."""

    def stamp(self) -> str:
        """Changes whenever a passage does; cheap."""

    def passages(self) -> Iterable[Passage]:
        """Every passage in every language."""


PASSAGES: Port[Passages] = Port("passages that may be quoted")


@dataclass(frozen=True, slots=True)
class CardOffer:
    """Something of a member's own that could stand in a post. The key is the plug's; the title is for its owner."""

    key: str
    title: str
    kind: str


class Cards(Protocol):
    """What members put into their posts from elsewhere. A post keeps keys; what they show is drawn when it is read,
    for this reader, and is gone the moment its owner takes it back."""

    def offered(self, member_id: int) -> list[CardOffer]:
        """What the member could put into a post."""

    def readers(self) -> list[tuple[str, StrOrPromise]]:
        """For whom a card can be: code and words, the narrowest sensible one first."""

    def put(self, *, member_id: int, offers: Collection[str], place_id: int, readers: str, now: datetime) -> list[str]:
        """Make cards of these offers; returns their keys. Raises where one is not the member's to show."""

    def shown(self, keys: Collection[str], reader_id: int | None, *, now: datetime) -> Mapping[str, str]:
        """Key → safe HTML, for those that this reader may see; a number of questions that does not grow."""

    def note_seen(self, keys: Collection[str], reader_id: int | None, *, now: datetime) -> None:
        """These were shown to this reader: for the owners, who may want to know."""

    def take_back(self, *, member_id: int, keys: Collection[str], now: datetime) -> None:
        """The member's own cards among these are gone."""


CARDS: Port[Cards] = Port("cards in posts")
