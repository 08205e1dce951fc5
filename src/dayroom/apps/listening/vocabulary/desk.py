"""Words of the desk: what was counted, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

SPANS = (30, 90, 365)  # days a page looks back; the analyst chooses
SPAN = 90
WEEKS_ON_MAP = 4


class Standing(models.TextChoices):
    """How a topic stands today, in the order in which it should be read."""

    UNUSUAL = "UNUSUAL", _("unusual")
    RISING = "RISING", _("rising")
    SILENT = "SILENT", _("nothing was read")
    USUAL = "USUAL", _("as usual")
    FALLING = "FALLING", _("falling")
    SHORT = "SHORT", _("too early to say")
    WAITING = "WAITING", _("not counted yet")


class Trust(models.TextChoices):
    """How much a count can carry. Never a probability: a reason to look, or to wait."""

    GOOD = "GOOD", _("well founded")
    SOME = "SOME", _("some doubt")
    LITTLE = "LITTLE", _("little to go on")


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day of a topic along one margin; ``key`` is empty for the topic as a whole."""

    on: date
    mentions: int
    authors: int = 0
    authors_window: int = 0
    copies: int = 0
    personal: int = 0
    questions: int = 0
    negative: int = 0
    neutral: int = 0
    positive: int = 0
    emotions: Mapping[str, int] = field(default_factory=dict)
    key: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One day against its own past; ``count`` None where nothing was read that day, which is not zero.

    expected, limit   None where there is no past to judge by
    is_open           the day is not over, so that it cannot be unusual
    """

    on: date
    count: int | None
    expected: float | None = None
    limit: float | None = None
    is_unusual: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the gazetteer knows of a place; ``people`` 0 where it does not know."""

    code: str
    name: str
    kind: str = ""
    parent: str = ""
    people: int = 0
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """What may be shown of a place: the weeks with enough writers, added up."""

    place: PlaceFacts
    mentions: int
    writers: int  # at least so many, in the week with the most
    weeks: int
    before: int | None = None  # as many weeks earlier, where they may be shown


@dataclass(frozen=True, slots=True)
class Fragment:
    """A few words around what a definition found. For the desk only; never quoted, never exported."""

    post_key: int
    on: date
    before: str
    found: str
    after: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a definition finds in the lake: how many posts of how many, and a few of them in fragments."""

    found: int
    of: int
    days: int
    fragments: tuple[Fragment, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what. ``week`` holds the number of an ISO week, with the year in ``day``; ``where`` keeps only
    the lines in which a column holds a value."""

    day: str
    value: str
    week: str = ""
    where: str = ""
    is_value: str = ""
