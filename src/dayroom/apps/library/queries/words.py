"""Words explained, by language and letter."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Count, Max, Q

from dayroom.apps.library.models import Word
from dayroom.apps.library.rules.words import word_key
from dayroom.apps.library.vocabulary.words import Explained
from dayroom.kernel.errors import NotFound


def words_explained(language: str, query: str = "") -> list[Explained]:
    """Every word of a language, or those that hold the query in word, spelling or meaning; by the alphabet."""
    rows = Word.objects.filter(language=language)
    if query.strip():
        rows = rows.filter(
            Q(word_key__contains=word_key(query))
            | Q(also__icontains=query.strip())
            | Q(meaning__icontains=query.strip())
        )
    return [_shown(row) for row in rows]


def word_languages() -> list[str]:
    return list(Word.objects.order_by("language").values_list("language", flat=True).distinct())


def word_named(public_id: str) -> Word:
    found = Word.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def glossary(language: str) -> tuple[dict[str, str], dict[str, Explained]]:
    """(every spelling → the word it stands for, word → what it means), read anew when a word changes."""
    told = Word.objects.filter(language=language).aggregate(words=Count("pk"), last=Max("changed_at"))
    return _glossary(language, f"{told['words']}-{told['last']}")


@lru_cache(maxsize=8)
def _glossary(language: str, stamp: str) -> tuple[dict[str, str], dict[str, Explained]]:
    spellings: dict[str, str] = {}
    explained: dict[str, Explained] = {}
    for row in Word.objects.filter(language=language):
        explained[row.word_key] = _shown(row)
        for spelling in row.also:
            spellings.setdefault(word_key(spelling), row.word_key)
    # a word of its own comes before another word's second spelling
    return spellings | {key: key for key in explained}, explained


def _shown(row: Word) -> Explained:
    return Explained(row.public_id, row.word, tuple(row.also), row.meaning, row.language)
