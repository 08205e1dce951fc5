"""Words explained, by language and letter."""

from __future__ import annotations

from django.db.models import Q, QuerySet

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


def meanings(language: str) -> dict[str, str]:
    """Every spelling in small letters → what it means: for marking words in a text."""
    found: dict[str, str] = {}
    for row in _rows(language):
        for spelling in (row.word, *row.also):
            found[word_key(spelling)] = row.meaning
    return found


def _rows(language: str) -> QuerySet[Word]:
    return Word.objects.filter(language=language).only("word", "also", "meaning")


def _shown(row: Word) -> Explained:
    return Explained(row.public_id, row.word, tuple(row.also), row.meaning, row.language)
