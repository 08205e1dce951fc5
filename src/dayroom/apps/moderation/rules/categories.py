"""Which category of the Commission's database a decision belongs to (standards §4)."""

from __future__ import annotations

from collections.abc import Collection

from dayroom.apps.moderation.rules import harm_of
from dayroom.apps.moderation.vocabulary.statements import BY_CODE, BY_HARM


def category_of(codes: Collection[str], decided: str = "") -> tuple[str, tuple[str, ...]]:
    """(category, keywords) of the reasons of a case: a code that says more goes before its harm. Where somebody has
    decided that it is about another harm, that counts."""
    if decided and decided != harm_of(codes):
        return BY_HARM[decided]
    for part, category, keywords in BY_CODE:
        if any(part == code or part in code.partition(".")[2] for code in codes):
            return category, keywords
    return BY_HARM[harm_of(codes)]
