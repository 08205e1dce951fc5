"""Words under their letters."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from dayroom.apps.library.rules.words import letter_of, word_key
from dayroom.apps.library.vocabulary.words import Explained


def by_letter(words: Iterable[Explained]) -> list[tuple[str, list[Explained]]]:
    """(letter, words), both by the alphabet; the words come in that order already."""
    return [(letter, list(rows)) for letter, rows in groupby(words, key=lambda one: letter_of(word_key(one.word)))]
