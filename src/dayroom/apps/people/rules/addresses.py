"""Home addresses in a profile: a number with a street, or a postcode. Prefers a false alarm: it is only a question."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.vocabulary.profiles import Giveaway

_STREET_WORDS = (
    "street|st|avenue|ave|road|rd|lane|ln|drive|court|ct|boulevard|blvd|close|square|terrace|crescent|row|parkway|pkwy"
)
# bounded repeats only, so that no text can make this slow
_PATTERNS = (
    re.compile(rf"\b\d{{1,5}}[a-z]?,? (?:[^\W\d_][\w'.-]{{0,20}} ){{1,3}}(?:{_STREET_WORDS})\b\.?", re.IGNORECASE),
    re.compile(r"\b(?:calle|avenida|avda|plaza|paseo|c/)\.? ?(?:[\w'.-]{1,20} ?){1,4},? (?:n[.º°]? ?)?\d{1,4}\b",
               re.IGNORECASE),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"),  # a British postcode is a dozen houses
    re.compile(r"\b[A-Z]{2} \d{5}(?:-\d{4})?\b"),  # an American state and ZIP code
)


def find_addresses(text: str) -> list[Giveaway]:
    """Where the text names a house or a street; in order, without overlaps."""
    found: list[Giveaway] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(Giveaway(match.start(), match.end(), "ADDRESS",
                                      str(_("This looks like an address. Strangers could find you."))))
    return sorted(found, key=lambda giveaway: giveaway.start)


def mask_addresses(text: str) -> str:
    for giveaway in reversed(find_addresses(text)):
        text = text[: giveaway.start] + str(_("[address removed]")) + text[giveaway.end :]
    return text
