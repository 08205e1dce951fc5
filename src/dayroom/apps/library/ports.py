"""What the library needs from above: the door of its reviews, and what else stands on the page of a condition."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dayroom.platform.ports import Port

if TYPE_CHECKING:
    from wagtail.models import TaskState

    from dayroom.apps.people.models import Member


class Reviews(Protocol):
    """What happens when somebody approves or sends back, wherever they press."""

    def decide(self, *, task_state: TaskState, by: Member, approve: bool, words: str) -> None:
        """Raises Refused or Invalid with a sentence when this wording may not pass."""

    def may_decide(self, *, article_id: int, step: str, by: Member) -> bool:
        """Whether the buttons are shown at all."""


REVIEWS: Port[Reviews] = Port("reviews of the library")


@dataclass(frozen=True, slots=True)
class HubLine:
    """One line on a condition page."""

    title: str
    url: str
    note: str = ""


class HubPart(Protocol):
    """What one app has about a condition: communities, trackers, services, news."""

    def lines(self, *, slug: str, names: Collection[str], reader_id: int | None) -> tuple[str, list[HubLine]]:
        """(heading, lines), already cut to what the reader may see; no lines, no heading."""


HUB_PARTS: Port[HubPart] = Port("parts of a condition page")


class Followed(Protocol):
    """Places a member follows, for suggestions that say why they are made."""

    def conditions(self, member_id: int) -> list[tuple[str, list[str]]]:
        """(name of the place, names of its conditions), the ones they follow."""


FOLLOWED: Port[Followed] = Port("places a member follows")
