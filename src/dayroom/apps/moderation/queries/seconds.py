"""Accounts whose closing waits for a second person."""

from __future__ import annotations

from datetime import datetime

from dayroom.apps.moderation.models import Second
from dayroom.apps.moderation.vocabulary import CASES_PER_PAGE
from dayroom.platform.keyset import Page, place_of, read_place


def seconds_waiting(now: datetime, *, place: str = "", limit: int = CASES_PER_PAGE) -> Page[Second]:
    rows = Second.objects.filter(answered_at=None, lapses_at__gt=now, decision__undone_at=None)
    rows = rows.select_related("decision__case", "decision__decided_by")
    if place:
        (last_id,) = read_place(place, int)
        rows = rows.filter(pk__gt=last_id)
    found = list(rows.order_by("id")[: limit + 1])
    return Page(rows=found[:limit], older=place_of(found[limit - 1].pk) if len(found) > limit else "", newer="")


def second_ids(pks: list[int]) -> list[int]:
    return list(Second.objects.filter(pk__in=pks).values_list("pk", flat=True))
