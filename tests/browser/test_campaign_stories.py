"""Oda's campaign from the idea to what it did, and Sue who stops a message that may not be shown any more."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import expect

from dayroom.apps.outreach.actions.deliveries import decide_delivery
from dayroom.apps.outreach.actions.permits import link_permit
from dayroom.apps.outreach.jobs.campaigns import send_due
from dayroom.apps.outreach.models import Link, Message
from dayroom.apps.outreach.queries.messages import message_named
from dayroom.apps.people.actions.authorizations import enter_authorization
from tests import cast
from tests.browser.office import Office
from tests.integration import papers
from tests.integration.outreach import campaign_scene as campaigns

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
POSTED = "https://facebook.example/p/1"


def test_oda_plans_sue_approves_it_goes_out_and_is_measured(office: Office) -> None:
    for member in (cast.oda, cast.sue):
        member()
    page = office.as_("oda", "/desk/outreach/")
    page.get_by_role("link", name="Open a campaign").click()
    for name, words in (("title", "Measles week"), ("aim", "Know your doses."), ("aim_count", "2000"),
                        ("starts_on", "2026-11-16"), ("ends_on", "2026-11-30"), ("hashtags", "measles")):
        page.fill(f"[name={name}]", words)
    office.press("Save")
    office.sees("It goes to everybody. Nothing about any person was used.")
    page.get_by_role("link", name="Write a message for it").click()
    for name in ("title", "body", "sources", "interests"):
        page.fill(f"[name={name}]", str(campaigns.WORDS[name]))
    page.check("[name=timely_seen]")
    office.press("Save, then choose channels")
    for name in ("news-on", "facebook-on"):
        page.check(f"[name={name}]")
    office.press("Save and look at it")
    office.sees("As it will look")
    office.press("Ask a second person")
    office.sees("You have written in it, so somebody else decides.")
    message = Message.objects.get()

    office.as_("sue", "/desk/")
    page.get_by_role("link", name="Campaigns and messages").click()
    page.get_by_role("link", name=message.title).first.click()
    office.sees("The seventeen checks")
    office.press("Approve")
    office.sees("fits what stands there")
    send_due.func()

    office.as_("", "/outreach/news/")
    page.get_by_role("link", name=message.title).click()
    office.sees("Two doses of the vaccine protect most people.")
    office.as_("oda", "/desk/outreach/posts/")
    page.get_by_role("link", name=message.title).click()
    page.fill("[name=address]", POSTED)
    office.press("It stands there")
    code = Link.objects.get(channel="facebook").code
    for _click in range(12):
        office.inside.client.get(f"/o/{code}")
    # the browser of these tests hands no file through its route: this one step is made beside it
    office.as_("oda", "/desk/outreach/results")
    table = SimpleUploadedFile("results.csv", f"address,reach,likes\n{POSTED},1500,4\n{POSTED},=1+1,4\n".encode())
    told = office.inside.client.post("/desk/outreach/results", {
        "file": table, "address": "address", "reach": "reach", "likes": "likes"})
    assert "Formulas are not read." in told.content.decode()
    office.as_("oda", f"/desk/outreach/campaigns/{message.campaign.public_id}/")
    office.sees("75 % of the 2000 people it wanted to reach.")
    office.sees("under 11")
    office.sees("Numbers of many do not speak for a person.")


def test_sue_takes_back_a_permission_and_sees_every_place_outside(office: Office) -> None:
    oda, sue, now = cast.oda(), cast.sue(), timezone.now()
    told: Any = {**papers.signed_paper(now), "label": "Rosa's story"}
    signed = enter_authorization(member=oda, told=told, form=b"%PDF-1.4", now=now)
    row = campaigns.message(oda, {"news": ("", []), "facebook": ("", [])}, body="Rosa says that it was easy. Risks are "
                            "rare: ask your clinic. Source: our clinic, 2026.")
    link_permit(message=row, member_id=oda.pk, public_id=signed.public_id, now=now)
    campaigns.approved(message_named(row.public_id), by=sue, asked_by=oda)
    send_due.func()
    decide_delivery(delivery=message_named(row.public_id).deliveries.get(channel="facebook"), by_id=oda.pk, stands=True,
                    address=POSTED, now=now)
    office.as_("", f"/outreach/news/{row.public_id}/")
    office.sees("Rosa says")

    page = office.as_("sue", f"/desk/authorizations/{signed.public_id}")
    office.sees(POSTED)
    office.press("Take it back now")
    office.as_("", f"/outreach/news/{row.public_id}/")
    expect(page.locator("body")).not_to_contain_text("Rosa says")
    office.as_("sue", f"/desk/outreach/messages/{row.public_id}/")
    office.sees("A patient’s permission has ended or was taken back.")
    office.sees(POSTED)
    office.press("It is down")
    office.sees("Nothing waits")
