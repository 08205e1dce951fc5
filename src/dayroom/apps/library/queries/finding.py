"""Search the library: every word must be in it; those that say it in the title come first."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

from dayroom.apps.library.models.finding import Findable
from dayroom.platform.search import words_of
from dayroom.platform.terms import terms_of_word

SHOWN = 30


def find_in_library(
    query: str, *, kinds: Collection[str] = (), language: str = "", most: int = SHOWN
) -> list[Findable]:
    """What anybody may read and holds every word; empty for an empty question."""
    words = [[term for term in terms_of_word(word) if term] for word in words_of(query)]
    words = [terms for terms in words if terms]
    if not words:
        return []
    rows = Findable.objects.filter(kind__in=kinds) if kinds else Findable.objects.all()
    in_title = Q()
    for terms in words:
        for term in terms:
            rows = rows.filter(terms__contains=f" {term} ")
            in_title &= Q(title_terms__contains=f" {term} ")
    return list(_ordered(rows, in_title, language)[:most])


def _ordered(rows: QuerySet[Findable], in_title: Q, language: str) -> QuerySet[Findable]:
    own = Q(language=language) if language else Q(pk__isnull=False)
    return rows.annotate(
        titled=Case(When(in_title, then=Value(True)), default=Value(False), output_field=BooleanField()),
        own=Case(When(own, then=Value(True)), default=Value(False), output_field=BooleanField()),
    ).order_by("-own", "-titled", F("at").desc(nulls_last=True), "title", "pk")
