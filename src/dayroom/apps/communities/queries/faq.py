"""Answers that were kept: for readers, and for those who look after them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from dayroom.apps.communities.models import FaqEntry, FaqVersion, FaqVote
from dayroom.apps.communities.rules import faq as rules
from dayroom.apps.communities.vocabulary import FaqState, Specialty
from dayroom.kernel.errors import NotFound

WORDS_MOST = 6  # of a search; more words narrow nothing
ENTRIES_MOST = 100  # of one page: a list that is longer is read by nobody
WITH = ("current", "owner_persona")


def listed(today: date) -> QuerySet[FaqEntry]:
    """What stands in the list: accepted, not retired, not half a year past its review day."""
    return FaqEntry.objects.filter(
        current__isnull=False, retired_at=None, review_by__gte=rules.oldest_listed(today)
    ).select_related(*WITH)


def entries(*, today: date, language: str, specialty: str = "", words: str = "") -> list[FaqEntry]:
    rows = listed(today).filter(language__in={language, language[:2]})
    if specialty in Specialty.values:
        rows = rows.filter(specialty=specialty)
    for word in words.split()[:WORDS_MOST]:
        rows = rows.filter(Q(current__question__icontains=word) | Q(current__answer__icontains=word))
    return list(rows.order_by("specialty", "current__question")[:ENTRIES_MOST])


def entry_for_reader(public_id: str, today: date) -> FaqEntry:
    """An entry by its address. Past its half year it is still there for who kept the link, with a banner; NotFound
    when it was never accepted or is retired."""
    found = FaqEntry.objects.select_related(*WITH).filter(public_id=public_id, retired_at=None).first()
    if found is None or found.current is None:
        raise NotFound()
    return found


def entry_for_desk(public_id: str) -> FaqEntry:
    found = FaqEntry.objects.select_related(*WITH).filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def versions_of(entry: FaqEntry) -> list[FaqVersion]:
    return list(entry.versions.select_related("proposed_by", "decided_by").order_by("-number"))


def accepted_versions(entry: FaqEntry) -> list[FaqVersion]:
    """Every wording that ever stood there, newest first."""
    return list(entry.versions.filter(state=FaqState.ACCEPTED).order_by("-number"))


def proposed() -> list[FaqVersion]:
    """Wordings that wait for a second person, oldest first."""
    rows = FaqVersion.objects.filter(state=FaqState.PROPOSED).select_related("entry", "proposed_by")
    return list(rows.order_by("proposed_at", "id")[:ENTRIES_MOST])


def proposed_count(besides_id: int) -> int:
    """How many wait that this person did not propose."""
    return FaqVersion.objects.filter(state=FaqState.PROPOSED).exclude(proposed_by_id=besides_id).count()


def due(until: date) -> list[FaqEntry]:
    """Entries whose review day comes until then, soonest first."""
    rows = FaqEntry.objects.filter(current__isnull=False, retired_at=None, review_by__lte=until)
    return list(rows.select_related(*WITH).order_by("review_by", "id")[:ENTRIES_MOST])


def vote_of(entry: FaqEntry, member_id: int) -> bool | None:
    return FaqVote.objects.filter(entry=entry, member_id=member_id).values_list("helped", flat=True).first()


def entry_titles(ids: list[int]) -> dict[int, tuple[str, str]]:
    rows = FaqEntry.objects.filter(pk__in=ids).select_related("current")
    return {row.pk: (row.current.question if row.current else "", f"/desk/faq/{row.public_id}/") for row in rows}
