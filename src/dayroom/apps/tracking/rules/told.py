"""What may be written into a record, and what it is coded as. No queries, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dayroom.apps.tracking.rules.remembered import check_order, check_past
from dayroom.apps.tracking.vocabulary.told import ITEMS_MOST, TITLE
from dayroom.engines.measures.terms import Term
from dayroom.kernel.errors import Conflict, Invalid

# pairs of dates in which the second cannot be before the first
ORDERS = {
    "condition": (("first_seen_on", "ended_on"), ("diagnosed_on", "ended_on")),
    "treatment": (("started_on", "stopped_on"),),
    "lifeevent": (),
}
DATES = {
    "condition": ("first_seen_on", "diagnosed_on", "ended_on"),
    "treatment": ("started_on", "stopped_on"),
    "lifeevent": ("on",),
}


class NoName(Invalid):
    """Please say what it is, in your own words."""


class TooManyItems(Conflict):
    """This list is full. Please delete something that you no longer need."""


class CannotUndo(Conflict):
    """This can no longer be undone."""


def check_told(kind: str, values: Mapping[str, Any], today: date) -> None:
    """A name, dates that exist and have come, ends after starts. Raises NoName, DateOdd, DateAhead, EndFirst."""
    if not str(values.get(TITLE[kind], "")).strip():
        raise NoName()
    for name in DATES[kind]:
        check_past(str(values.get(name, "")), today)
    for start, end in ORDERS[kind]:
        check_order(str(values.get(start, "")), str(values.get(end, "")))


def check_room(count: int) -> None:
    """Raises TooManyItems."""
    if count >= ITEMS_MOST:
        raise TooManyItems()


def coded(words: str, picked: Term | None, before: tuple[str, str, str], language: str) -> tuple[str, str, str]:
    """(name, code, system). Only what the person picked is coded; their own words never are, however alike they look.

    before    the same three as they stood: a line that was picked earlier keeps its code while its words stay the same
    """
    if picked is not None:
        return picked.name(language), picked.code, picked.system
    return before if before[0] == words else (words, "", "")
