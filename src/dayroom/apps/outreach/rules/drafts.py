"""Where words that are typed and not saved belong. No queries, no clock."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dayroom.kernel.errors import NotFound, TooLarge

# "new" a message, "new:<campaign>" one of a campaign, "edit:<message>" another wording, "own" a post of one's own
PLACE = re.compile(r"new(?::[0-9a-z]{20})?|edit:[0-9a-z]{20}|own")
DRAFT_DAYS = 180  # since it was last changed; as of posts
DRAFT_MOST = 40_000  # signs of all fields together; a message has at most 10,000
FIELDS_MOST = 40
# a form as it opens; what only says these is no draft
EMPTY = frozenset({"", "en", "es", "NONE"})


class NoSuchPlace(NotFound):
    """There is nothing to write at this address."""


def check_place(place: str) -> None:
    """Raises NoSuchPlace."""
    if not PLACE.fullmatch(place):
        raise NoSuchPlace()


def check_size(fields: Mapping[str, str]) -> None:
    """Raises TooLarge."""
    if len(fields) > FIELDS_MOST or sum(len(one) for one in fields.values()) > DRAFT_MOST:
        raise TooLarge()


def is_empty(fields: Mapping[str, str]) -> bool:
    """
    >>> is_empty({"title": "", "language": "en"}), is_empty({"title": "Measles"})
    (True, False)
    """
    return all(one.strip() in EMPTY for name, one in fields.items() if name != "revision")
