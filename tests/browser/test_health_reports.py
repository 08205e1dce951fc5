"""Ann tells what a treatment did for her, has it counted, compares, and takes it all back: on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from dayroom.apps.people.actions import give_consent
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.counting import publish_numbers
from dayroom.apps.tracking.models import CountedRow, PublishedLedger, TreatmentReport
from tests import cast
from tests.browser.inside import HOST
from tests.browser.test_library_story import Rooms
from tests.integration.test_tracking_reports import others

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_ann_reports_is_counted_compares_and_takes_it_back(context: BrowserContext) -> None:
    others(10)
    ann = cast.ann()
    give_consent(member_id=ann.pk, purpose=Purpose.OWN_RECORD, text_version="2026-11", language="en", now=cast.NOW)
    rooms = Rooms(context)
    rooms.page.set_viewport_size({"width": 360, "height": 740})
    page = rooms.sits(ann, "/health/me/reports/new")
    page.fill("[name=name]", "Metformin")
    rooms.press("Begin", "What did you mainly take it for?")
    page.fill("[name=text_0]", "Type 2 diabetes")
    page.check("[name=helped_0][value=MAJOR]")
    rooms.press("Next", "All in all, how bad were side effects?")
    page.fill("[name=effect_0]", "nausea")
    for then in ("How often did you take it", "Do you still take it?", "What would you tell somebody", "Counting means"):
        rooms.press("Next", then)
    page.check("[name=audience][value=NUMBERS]")
    page.check("[name=count]")
    rooms.press("Keep the report", "It is counted.")
    publish_numbers(now=cast.NOW)
    rooms.sits(None, "/health/treatments/metformin/")
    rooms.sees("People: 11")
    rooms.sees("What these numbers can and cannot say")
    rooms.sits(None, "/health/treatments/compare/?a=metformin&b=walking&for=type-2-diabetes")
    rooms.sees("These two cannot be compared yet")
    page = rooms.sits(ann, f"/health/me/reports/{TreatmentReport.objects.get(owner=ann).public_id}/")
    rooms.press("Delete", "It is off every page now")
    assert page.url == f"{HOST}/health/me/reports/"
    assert not CountedRow.objects.filter(owner=ann).exists()
    assert len(PublishedLedger.objects.get().gone) == 1
    assert rooms.complaints == []
