"""An event is announced with a message: approved with it, shown with day and place, and taken into a calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.outreach.actions.deliveries import deliver
from dayroom.apps.outreach.models import Message, MessageEvent
from dayroom.apps.outreach.queries.messages import approval_of, current_digest, message_named
from tests import cast
from tests.integration.communities.places import community
from tests.integration.outreach import campaign_scene as scene
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db
TITLE = "Ask us about vaccines"


def announced(oda: Any, channels: dict[str, Any]) -> Message:
    row = scene.message(oda, channels, title=TITLE)
    starts = timezone.localtime() + timedelta(days=9)
    told = {"starts_at": starts.strftime("%Y-%m-%dT18:00"), "ends_at": starts.strftime("%Y-%m-%dT20:00"),
            "place": "Town hall, 12 Main Street", "url": "https://meet.example/a"}
    desk = f"/desk/outreach/messages/{row.public_id}/event"
    client = signed_in(oda)
    assert client.post(desk, told | {"place": "", "url": ""}).status_code == 422
    assert client.post(desk, told)["Location"] == f"/desk/outreach/messages/{row.public_id}/"
    return message_named(row.public_id)


def test_an_event_is_approved_announced_and_taken_into_a_calendar() -> None:
    oda, sue, visitor = cast.oda(), cast.sue(), Client()
    community()
    row = scene.approved(announced(oda, {"news": ("", []), "communities": ("", ["diabetes"]), "facebook": ("", [])}), by=sue,
                         asked_by=oda)
    for one in row.deliveries.all():
        deliver(one.pk, now=timezone.now())
    news = f"/outreach/news/{row.public_id}/"
    page = visitor.get(news).content.decode()
    assert "Town hall, 12 Main Street" in page
    assert '"@type": "Event"' in page
    assert "What people say in “Diabetes”" in page  # members answer below the announcement
    assert "Coming up" in visitor.get("/outreach/news/").content.decode()
    topic = row.deliveries.get(channel="communities").address
    assert "Where: Town hall, 12 Main Street" in visitor.get(topic).content.decode()
    for address in (f"{news}event.ics", "/outreach/news/events.ics"):
        file = visitor.get(address)
        assert file["Content-Type"].startswith("text/calendar")
        assert f"SUMMARY:{TITLE}\r\n" in file.content.decode()
    pack = row.deliveries.get(channel="facebook")
    assert "Where: Town hall" in signed_in(oda).get(f"/desk/outreach/posts/{pack.public_id}/").content.decode()


def test_another_day_asks_for_approval_again_and_what_is_over_does_not_go_out() -> None:
    oda, sue, now = cast.oda(), cast.sue(), timezone.now()
    row = scene.approved(announced(oda, {"news": ("", [])}), by=sue, asked_by=oda)
    delivery = scene.only_delivery(row)
    MessageEvent.objects.update(starts_at=now - timedelta(hours=9), ends_at=now - timedelta(hours=7))
    row = message_named(row.public_id)
    assert approval_of(row, current_digest(row)) is None  # another day is another message
    assert deliver(delivery.pk, now=timezone.now()) == "STOPPED"
    client = signed_in(oda)
    assert "when its event is over" in client.get(f"/desk/outreach/messages/{row.public_id}/").content.decode()
    client.post(f"/desk/outreach/messages/{row.public_id}/event", {"do": "drop"})
    assert not MessageEvent.objects.exists()
