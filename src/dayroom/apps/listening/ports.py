"""What listening asks of others: how sources are read, and where an alert is drafted."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from dayroom.apps.listening.vocabulary.posts import Cursor, Pull, SourceFacts
from dayroom.platform.ports import Port

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Connector(Protocol):
    """One kind of source. Polite: conditional requests, robots, rests; it goes out through ``platform.reading``."""

    @property
    def label(self) -> StrOrPromise: ...

    def check(self, source: SourceFacts) -> None:
        """Raises Invalid with a sentence where the settings cannot work. Asks no network."""

    def pull(self, source: SourceFacts, cursor: Cursor, now: datetime) -> Pull:
        """Visit once. Never raises for what the other side does: that is a ``fault`` code."""


CONNECTORS: Port[Connector] = Port("listening connectors")


class AlertDesk(Protocol):
    """Where a confirmed alarm becomes the draft of an alert; numbers and the topic's name only, no quotes."""

    def draft(self, *, topic: str, place: str, since: date, sentence: str, by_id: int, now: datetime) -> str:
        """The public id of the draft. Raises Refused."""

    def url(self, public_id: str) -> str: ...


ALERT_DESKS: Port[AlertDesk] = Port("alert desks")
