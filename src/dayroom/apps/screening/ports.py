"""What screening needs from the apps above it: the words of what it labels, and whom to tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from dayroom.platform.ports import Port

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


@dataclass(frozen=True, slots=True)
class LabelledText:
    """What a reviewer sees of a text somebody asks about. ``body_html`` is already sanitised."""

    title: str
    url: str
    body_html: str
    place: str


class LabelledTexts(Protocol):
    """One kind of text that can carry a label or be asked about. Ids are internal."""

    def id_for(self, public_id: str, reader_id: int) -> int | None:
        """The internal id, if that reader may see it and so may ask about it."""

    def texts(self, subject_ids: Collection[int]) -> dict[int, LabelledText]:
        """What can still be read of them; what is gone is left out."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """A professional's text for another network, as it could go out, and what the checks of conduct say of it."""

    cleaned: str
    stops: tuple[str, ...]
    notes: tuple[str, ...]
    carry_url: str  # a form that takes body, language and interests, and plans the post; empty: there is none


class OwnTexts(Protocol):
    """Who knows what belongs under the text of a professional."""

    def is_for(self, member: Member) -> bool:
        """Whether a licence of theirs was checked and counts today."""

    def look(self, member: Member, *, text: str, language: str, interests: str) -> OwnText:
        """Nothing is kept. Raises Unavailable."""


OWN_TEXTS: Port[OwnTexts] = Port("own texts")
LABELLED_TEXTS: Port[LabelledTexts] = Port("labelled texts")


class LabelWatcher(Protocol):
    """Who tells members that something they were shown has changed."""

    def label_changed(self, fact_check_id: int, version: int, now: datetime) -> None:
        """The entry is better worded, or no longer used: whoever saw an earlier version is told."""

    def question_answered(self, question_id: int, now: datetime) -> None:
        """Whoever asked whether it is true is told that there is an answer."""


LABEL_WATCHERS: Port[LabelWatcher] = Port("label watchers")
