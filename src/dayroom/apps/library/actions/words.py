"""Explain words, and take explanations back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from dayroom.apps.audit.actions import record
from dayroom.apps.library.actions.indexing import drop_findable, put_findable
from dayroom.apps.library.models import Word
from dayroom.apps.library.rules.words import check_room, letter_of, word_key
from dayroom.apps.library.vocabulary.words import WORD_KIND
from dayroom.kernel.errors import Conflict
from dayroom.platform import markup


class WordThere(Conflict):
    """This word is explained already."""


def explain_word(
    *, word: str, also: Sequence[str], meaning: str, language: str, by_id: int | None, now: datetime,
    row: Word | None = None,
) -> Word:
    """Keep what a word means; with a row, change it. Audited. Raises WordThere, TooManyWords."""
    key = word_key(word)
    with transaction.atomic():
        same = Word.objects.filter(language=language, word_key=key)
        if (same.exclude(pk=row.pk) if row else same).exists():
            raise WordThere()
        if row is None:
            check_room(Word.objects.filter(language=language).count())
            row = Word(language=language)
        row.language, row.word, row.word_key = language, markup.clean_line(word), key
        row.also, row.meaning = [markup.clean_line(one) for one in also], markup.clean_line(meaning)
        row.changed_by_id, row.changed_at = by_id, now
        row.save()
        put_findable(
            kind=WORD_KIND, subject_id=row.pk, title=row.word, note=row.meaning, text=" ".join(row.also),
            url=f"{reverse('word-list')}?lang={language}#{letter_of(key)}", language=language, at=now.date(),
        )
        record(actor_id=by_id, action="word.explained", now=now, subject=(WORD_KIND, row.pk), facts={})
    return row


def drop_word(*, row: Word, by_id: int, now: datetime) -> None:
    """Take the explanation back. Audited."""
    with transaction.atomic():
        record(actor_id=by_id, action="word.dropped", now=now, subject=(WORD_KIND, row.pk), facts={})
        drop_findable(kind=WORD_KIND, subject_id=row.pk)
        row.delete()
