"""Words of cards: what of a record stands in a post, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class CardKind(models.TextChoices):
    CHART = "CHART", _("a chart of the last 90 days")
    READING = "READING", _("one reading")
    REPORT = "REPORT", _("a treatment report")


class CardFor(models.TextChoices):
    """Whom a card is for. The community of the post unless the member says otherwise."""

    PLACE = "PLACE", _("members of this community")
    CHOSEN = "CHOSEN", _("my carers and people I choose")
    ALL = "ALL", _("everyone who can read this post")


CHART_DAYS = 90
CARDS_OFFERED = 30
CARDS_LISTED = 200
READINGS_OFFERED = 5


@dataclass(frozen=True, slots=True)
class CardLine:
    """One card on the page "Where my data is shown"."""

    public_id: str
    kind: str
    title: str
    audience: str
    for_all: bool
    place: str
    made_at: datetime
    seen_by: int
    readers: tuple[str, ...] = ()
    topic: str = ""
    url: str = ""

    @property
    def whom(self) -> str:
        """The code of `CardFor`."""
        return str(CardFor.ALL if self.for_all else self.audience)
