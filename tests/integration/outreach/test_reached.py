"""Whom a campaign reached, told by what people stated, without giving away a few of them; a letter to whoever decides."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.outreach.actions.deliveries import deliver
from dayroom.apps.outreach.models import Campaign, Delivery, Letter, LetterRun, Subscription
from dayroom.apps.outreach.queries.reached import reached_by
from tests import cast
from tests.integration.outreach import campaign_scene as scene
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db


def readers(country: str, language: str, number: int) -> list[Subscription]:
    now = timezone.now()
    return Subscription.objects.bulk_create([
        Subscription(email=f"{country}{language}{at}@example.org", country=country, language=language, asked_at=now,
                     state="CONFIRMED", confirmed_at=now) for at in range(number)])


def sent_to(people: list[Subscription], delivery: Delivery, state: str = "SENT") -> None:
    Letter.objects.bulk_create([Letter(delivery=delivery, subscription=one, state=state) for one in people])


def test_people_are_counted_by_what_they_stated_against_whom_it_is_for() -> None:
    oda = cast.oda()
    place = scene.campaign(oda, audience_countries=["CA", "US"])
    row = scene.message(oda, {"newsletter": ("", [])}, within=place)
    now = timezone.now()
    delivery = Delivery.objects.create(message=row, channel="newsletter", key="k", digest="d", due_at=now, state="SENT")
    run = LetterRun.objects.create(delivery=delivery, started_at=now, done_at=now)
    for country, language, number in (("US", "en", 40), ("US", "es", 30), ("MX", "es", 25), ("MX", "en", 3), ("", "en", 20)):
        sent_to(readers(country, language, number), delivery)
    found: Any = reached_by(place)
    lines = {line.country: line for line in found.lines}
    assert (lines["CA"].aimed, lines["CA"].total) == (True, 0)  # it is for people there, and reached nobody
    assert lines["US"].total == 70
    assert lines["MX"].cells[0] is None
    assert sum(count is None for line in found.lines for count in line.cells) >= 2  # three cannot be worked out
    page = signed_in(oda).get(f"/desk/outreach/campaigns/{place.public_id}/").content.decode()
    assert "it is for people here" in page
    LetterRun.objects.filter(pk=run.pk).update(done_at=None)
    assert reached_by(place) is None  # an issue that is still leaving is not counted person by person


def test_a_letter_and_whom_to_write_to_stand_with_what_was_published() -> None:
    oda, sue = cast.oda(), cast.sue()
    form = {"title": "Shorter waits", "aim": "The city opens one more clinic.", "kind": "ADVOCACY", "voice": "OWN",
            "starts_on": "2026-11-16", "ends_on": "2026-11-30"}
    desk = signed_in(oda)
    assert desk.post("/desk/outreach/campaigns/new", form).status_code == 422  # who speaks up brings a letter
    made = desk.post("/desk/outreach/campaigns/new", form | {"letter": "Dear members of the council,",
                                                             "letter_to": "City council, 1 Main Square"})
    assert made.status_code == 302
    row = scene.approved(scene.message(oda, within=Campaign.objects.get()), by=sue, asked_by=oda)
    deliver(scene.only_delivery(row).pk, now=timezone.now())
    page = Client().get(f"/outreach/news/{row.public_id}/").content.decode()
    assert "Dear members of the council," in page
    assert "City council, 1 Main Square" in page
