"""Collections of kept answers, and the passages that may be quoted from kept answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.timezone import localdate

from dayroom.apps.communities.models import FaqCollection, FaqEntry
from dayroom.apps.communities.queries.faq import ENTRIES_MOST, listed
from dayroom.kernel.errors import NotFound
from dayroom.platform import markup
from dayroom.platform.ports import Passage

COLLECTIONS_MOST = 100
PASSAGE_MOST = 6_000  # characters: an answer has no more


def collections_shown(*, today: date, language: str) -> list[FaqCollection]:
    """Those of this language that hold something to read, by title."""
    filled = listed(today).values("places__collection_id")
    rows = FaqCollection.objects.filter(language__in={language, language[:2]}, pk__in=filled)
    return list(rows.order_by("title", "pk")[:COLLECTIONS_MOST])


def collections_for_desk() -> list[tuple[FaqCollection, int]]:
    """(collection, entries in it), by title."""
    rows = FaqCollection.objects.annotate(held=Count("places")).order_by("language", "title", "pk")
    return [(row, row.held) for row in rows[:COLLECTIONS_MOST]]


def collection_named(slug: str) -> FaqCollection:
    found = FaqCollection.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound()
    return found


def entries_in(collection: FaqCollection, today: date) -> list[FaqEntry]:
    """What readers find there, in its order."""
    rows = listed(today).filter(places__collection=collection)
    return list(rows.order_by("places__position", "places__id")[:ENTRIES_MOST])


def entries_beside(collection: FaqCollection, today: date) -> list[FaqEntry]:
    """What could be put there: listed, in its language, not there yet."""
    rows = listed(today).filter(language=collection.language).exclude(places__collection=collection)
    return list(rows.order_by("current__question")[:ENTRIES_MOST])


def answers_about(slug: str, today: date, most: int = 6) -> list[FaqEntry]:
    """Entries of collections about this condition, each once."""
    rows = listed(today).filter(places__collection__condition_slugs__contains=f" {slug} ")
    found = {row.pk: row for row in rows.order_by("places__collection__title", "places__position")[: most * 3]}
    return list(found.values())[:most]


def faq_stamp() -> str:
    """Another one after every acceptance, retirement and midnight, when something may have left the list."""
    today = localdate()
    told = listed(today).order_by().aggregate(
        held=Count("pk"), last=Max("current_id"), at=Max("current__decided_at"),
    )
    return f"{today}-{told['held']}-{told['last']}-{told['at']}"


def faq_passages() -> Iterator[Passage]:
    """One for each kept answer that stands in the list."""
    for row in listed(localdate()):
        if row.current is not None and row.current.decided_at is not None:
            yield Passage(
                title=row.current.question, url=reverse("faq-entry", args=[row.public_id]),
                text=markup.plain(row.current.answer_html, PASSAGE_MOST), language=row.language,
                reviewed_on=localdate(row.current.decided_at),
            )
