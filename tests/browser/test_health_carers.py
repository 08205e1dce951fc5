"""Ann writes down what she has and lets Carl see one thing; Carl begins a record for his father: on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from dayroom.apps.people.actions import give_consent
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.models import Access, Condition, Proxy
from tests import cast
from tests.browser.inside import HOST
from tests.browser.test_library_story import Rooms

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_ann_lets_carl_see_one_thing_and_reads_that_he_looked(context: BrowserContext) -> None:
    ann, carl = cast.ann(), cast.carl()
    give_consent(member_id=ann.pk, purpose=Purpose.OWN_RECORD, text_version="2026-11", language="en", now=cast.NOW)
    rooms = Rooms(context)
    rooms.page.set_viewport_size({"width": 360, "height": 740})
    page = rooms.sits(ann, "/health/me/conditions/new")
    page.fill("[name=text]", "asth")
    rooms.press("Look up", "Do you mean one of these?")
    page.check("[name=picked][value=asthma]")
    page.fill("[name=first_seen_on_year]", "2019")
    rooms.press("Keep", "first noticed 2019")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.click("text=Seen by: only me")
    page.check("[name=audience][value=CARERS]")
    rooms.press("Keep", "From now on seen by: my carers")
    page = rooms.sits(ann, "/health/carers/ask")
    page.fill("[name=handle]", "carl")
    rooms.press("Ask", "It begins when they say yes.")
    page = rooms.sits(carl, "/health/carers/")
    page.click("button[value=yes]")
    rooms.sees("Open the record")
    page.click("text=Open the record")
    rooms.sees("You are in ann’s record")
    rooms.sees("Asthma")
    page = rooms.sits(carl, "/health/carers/kept/new")
    page.fill("[name=name]", "Dad")
    page.check("[name=sure]")
    rooms.press("Begin the record", "Dad’s health")
    page = rooms.sits(ann, "/health/log")
    rooms.sees("carl saw: your record")
    page = rooms.sits(ann, "/health/carers/")
    page.click("form[action$='/end'] button")
    rooms.sees("Nobody. You can ask somebody you trust.")
    assert page.url == f"{HOST}/health/carers/"
    assert (Proxy.objects.get(owner=ann).state, Condition.objects.get(owner=ann).audience) == ("ENDED", "CARERS")
    assert Access.objects.filter(owner=ann, actor=carl).exists()
    assert rooms.complaints == []
