"""What a review needs, what makes one wait, and whether stars are treated alike. No queries, no clock."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from dayroom.apps.outreach.vocabulary.reviews import REMOVAL_GAP, SHOWN_FROM, RemovalRates, ReviewWords
from dayroom.kernel.errors import Conflict, Invalid

LETTERS = re.compile(r"[^\W_]+")
# words with which people tell that somebody came to harm; such a review is answered by somebody who can act on it
HARM = re.compile(
    r"\b(wrong (medicine|medication|drug|dose|leg|arm|patient|tablet)s?|allerg\w+ (reaction|shock)|overdos\w+|"
    r"(got|was|were) infected|infection from|nearly died|almost died|"
    r"(he|she|they|mother|father|baby|son|daughter) died|"
    r"fell (out of|from) (the )?(bed|table|chair)|left (me|him|her|them) (bleeding|on the floor|alone for)|bled for|"
    r"burn(ed|t) (me|him|her)|dropped (me|him|her|the baby)|misdiagnos\w+|sepsis|"
    r"medicina equivocada|dosis equivocada|casi (me |se )?mu\w+|se cay\w+ de la cama|infecci\w+|alergia grave)\b",
    re.IGNORECASE,
)


class ReviewIncomplete(Invalid):
    """Something is missing in this review."""


class CodeUsed(Conflict):
    """This code was used already, or is too old. You can write without it."""


def check_review(words: ReviewWords) -> None:
    """Raises ReviewIncomplete."""
    if not 1 <= words.stars <= 5:
        raise ReviewIncomplete(_("Choose one to five stars."))
    if len(LETTERS.findall(words.body)) < 3:
        raise ReviewIncomplete(_("Write a sentence about how it was."))
    if words.incentive and not words.incentive_words.strip():
        raise ReviewIncomplete(_("Say what you were given for it. Readers have to know."))


def words_digest(text: str) -> str:
    """The same for texts that differ in capitals and signs only.

    >>> words_digest("Very good!") == words_digest("very... good")
    True
    """
    return hashlib.sha256(" ".join(LETTERS.findall(text.casefold())).encode()).hexdigest()


def tells_of_harm(text: str) -> bool:
    """Whether somebody says that somebody came to harm; too often rather than too seldom.

    >>> tells_of_harm("They gave my father the wrong medicine."), tells_of_harm("The coffee was cold.")
    (True, False)
    """
    return HARM.search(text) is not None


def removal_rates(came: Mapping[int, int], removed: Mapping[int, int]) -> RemovalRates:
    """Whether stars are treated alike. ``came`` and ``removed`` count reviews by star."""
    shares = {
        star: round(100 * removed.get(star, 0) / came[star], 1) if came.get(star, 0) >= SHOWN_FROM else None
        for star in range(1, 6)
    }
    known = [share for share in shares.values() if share is not None]
    gap = round(max(known) - min(known), 1) if len(known) > 1 else None
    return RemovalRates(shares, gap, gap is not None and gap > REMOVAL_GAP)


def is_code_current(expires_on: date, today: date) -> bool:
    return today <= expires_on
