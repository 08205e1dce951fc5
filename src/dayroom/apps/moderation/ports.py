"""What moderation needs from the apps whose things it decides about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from dayroom.platform.ports import Port


@dataclass(frozen=True, slots=True)
class SubjectCard:
    """Everything a moderator needs to see of a subject on one screen. ``body_html`` is already sanitised."""

    title: str
    url: str
    body_html: str
    body: str  # as written: spans of findings are offsets into it
    byline: str  # "ann", "Anonymous 2"; never the author behind a byline
    place: str  # the community's name
    state: str
    made_at: datetime
    before: tuple[tuple[str, str], ...] = field(default=())  # (byline, body_html) of what stands before it
    after: tuple[tuple[str, str], ...] = field(default=())
    language: str = ""  # of the place in which it stands, for counting; not of the person


class Moderatable(Protocol):
    """One kind of thing that can be flagged, held and decided about. Ids are internal."""

    def id_for(self, public_id: str, reader_id: int) -> int | None:
        """The internal id, if that reader may see it and so may flag it."""

    def card(self, subject_id: int) -> SubjectCard | None: ...

    def facts(self, subject_id: int) -> tuple[int | None, bool, int | None]:
        """(author id, is anonymous, scope id); the author stands behind the byline too: for refusing self-dealing."""

    def moderated_scopes(self, member_id: int) -> list[tuple[int, str]]:
        """(scope id, name) of what this member moderates."""

    def moderators_of(self, scope_id: int) -> list[int]: ...

    # each of the three may be called again when it already is so, and then changes nothing

    def release(self, subject_id: int, *, by_id: int, now: datetime) -> None: ...

    def hide(self, subject_id: int, *, by_id: int, now: datetime) -> None: ...

    def remove(self, subject_id: int, *, by_id: int, now: datetime) -> None: ...


SUBJECTS: Port[Moderatable] = Port("moderation subjects")


@dataclass(frozen=True, slots=True)
class DeskPart:
    """One thing that waits for somebody, or a desk they may open (without a count)."""

    title: str
    url: str
    count: int | None = None
    note: str = ""
    urgent: bool = False


class Desk(Protocol):
    """What one app puts on the start page of staff and moderators."""

    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        """What this member may open and what waits there; empty for those without such a desk."""


DESK_PARTS: Port[Desk] = Port("desk parts")
