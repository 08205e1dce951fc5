"""What people's pages need from above."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from dayroom.platform.ports import Port


class ProfileParts(Protocol):
    def parts(self, member_id: int, reader_id: int | None) -> list[tuple[str, list[dict[str, object]]]]:
        """(heading, rows) for a member's public page, already filtered for the reader.

        A row has ``title``, ``url`` and perhaps ``meta`` (a short line) and ``at`` (when). Nothing that was posted
        anonymously, and nothing of a place the reader cannot enter, may stand in it.
        """


PROFILE_PARTS: Port[ProfileParts] = Port("profile parts")


class YoungPlaces(Protocol):
    """The closed communities for children, which stand above."""

    def places(self) -> list[tuple[int, str]]:
        """(id, name) of those that are open, by name."""

    def admit(self, *, place_id: int, member_id: int, now: datetime) -> None:
        """Let a child in whose guardian agreed. Raises NotFound when the place is gone."""


YOUNG_PLACES: Port[YoungPlaces] = Port("places for children")


class Forgetting(Protocol):
    def forget(self, *, member_id: int, public_id: str, now: datetime) -> None:
        """Close an account at once and erase it through every app."""


FORGETTING: Port[Forgetting] = Port("forgetting")


class AuthorizedSubjects(Protocol):
    """One kind of thing that may stand on a patient's authorization. Ids are internal."""

    def describe(self, ids: Collection[int]) -> dict[int, tuple[str, str]]:
        """Subject id → (title, address), for those who keep the authorizations."""

    def take_down(self, subject_id: int, *, now: datetime) -> None:
        """Show it to nobody any more; may be called again when it already is so, and then changes nothing."""


AUTHORIZED_SUBJECTS: Port[AuthorizedSubjects] = Port("authorized subjects")


class MemberNews(Protocol):
    def tell(self, *, member_id: int, kind: str, now: datetime, actor_id: int | None, subject: tuple[str, int]) -> None:
        """Tell one member; ``kind`` is one of FOLLOW_ASKED, FOLLOW_ACCEPTED, CREDENTIAL."""


MEMBER_NEWS: Port[MemberNews] = Port("member news")


def spread_news(*, member_id: int, kind: str, now: datetime, actor_id: int | None, subject: tuple[str, int]) -> None:
    """Hand a piece of news to whoever tells members things; with nobody plugged in, nothing is told."""
    for _key, teller in MEMBER_NEWS:
        teller.tell(member_id=member_id, kind=kind, now=now, actor_id=actor_id, subject=subject)


class ConsentWatcher(Protocol):
    def changed(self, *, member_id: int, purpose: str, stands: bool, now: datetime) -> None:
        """A yes was given or taken back; in the same transaction: what stood on it goes with it."""


CONSENT_WATCHERS: Port[ConsentWatcher] = Port("consent watchers")


def tell_watchers(*, member_id: int, purpose: str, stands: bool, now: datetime) -> None:
    """Hand a change of a consent to whoever keeps something because of it."""
    for _key, watcher in CONSENT_WATCHERS:
        watcher.changed(member_id=member_id, purpose=purpose, stands=stands, now=now)


class ProfileWatcher(Protocol):
    def changed(self, *, member_id: int, fields: Collection[str], now: datetime) -> None:
        """A member changed these fields of their profile; in the same transaction: what goes by them follows."""


PROFILE_WATCHERS: Port[ProfileWatcher] = Port("profile watchers")


class BlockWatcher(Protocol):
    def blocked(self, *, member_id: int, blocked_id: int, now: datetime) -> None:
        """One blocked the other; in the same transaction: what the two had together ends."""


BLOCK_WATCHERS: Port[BlockWatcher] = Port("block watchers")
