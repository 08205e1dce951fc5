"""A story that was told by prompts, put where its teller wants it."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse

from dayroom.apps.tracking.actions.told import keep_told
from dayroom.apps.tracking.ports import PLACES
from dayroom.apps.tracking.queries.access import places_of
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import NotFound


def tell_story(*, record: Record, title: str, body: str, place_id: int | None, now: datetime, today: date) -> str:
    """An event in the record, or the teller's own draft in one of their communities; returns where to go on.

    A story in a community is a draft like any other: it goes through the guard when it is posted. Raises NotFound for
    a community the teller is not in, and what `keep_told` raises.
    """
    if place_id is None:
        keep_told(record=record, kind="lifeevent", now=now, today=today,
                  values={"title": title, "on": today.isoformat(), "note": body})
        return reverse("health-told", kwargs={"whose": record.whose, "noun": "events"})
    if not record.mine or place_id not in places_of(record.owner_id):
        raise NotFound()
    for _key, plug in PLACES:
        return plug.begin_topic(member_id=record.owner_id, place_id=place_id, title=title, body=body, now=now)
    raise NotFound()
