"""How a word is looked up. No queries, no clock."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from dayroom.apps.library.vocabulary.words import WORDS_MOST
from dayroom.kernel.errors import Invalid


class TooManyWords(Invalid):
    """There are as many words as this page can hold."""


def word_key(word: str) -> str:
    """Small letters without accents.

    >>> word_key(" Edéma  Pulmonar")
    'edema pulmonar'
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())[:80]


def spellings(lines: str) -> list[str]:
    """Other spellings from a box with one per line, each once.

    >>> spellings("HbA1c\\n\\nHbA1c\\nglycated hemoglobin")
    ['HbA1c', 'glycated hemoglobin']
    """
    return list(dict.fromkeys(" ".join(line.split())[:80] for line in lines.splitlines()[:12] if line.strip()))


def letter_of(key: str) -> str:
    """The heading under which a word stands; what begins with no letter stands under #."""
    return key[:1].upper() if key[:1].isalpha() else "#"


def letters(keys: Iterable[str]) -> list[str]:
    return sorted({letter_of(key) for key in keys})


def check_room(count: int) -> None:
    """Raises TooManyWords."""
    if count >= WORDS_MOST:
        raise TooManyWords(_("There are as many words as this page can hold."))
