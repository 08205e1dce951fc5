"""What is typed and not saved is kept on the server, for its writer alone, and changes no message."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.outreach.actions.drafts import sweep_drafts
from dayroom.apps.outreach.actions.erasing import forget_member
from dayroom.apps.outreach.actions.messages import save_message
from dayroom.apps.outreach.models import Message, MessageDraft
from tests import cast
from tests.integration.outreach.campaign_scene import message

pytestmark = pytest.mark.django_db
NEW = "/desk/outreach/messages/new"


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_new_message_is_kept_before_its_first_save_and_forgotten_after() -> None:
    oda, sue = cast.oda(), cast.sue()
    odas = signed_in(oda)
    told = {"title": "Two doses", "body": "They protect.", "language": "en", "ai_role": "NONE"}
    assert odas.post("/desk/outreach/drafts/new", told | {"timely_seen": "on"}).status_code == 204
    assert not Message.objects.exists()
    page = odas.get(NEW)
    assert page.context["form"]["body"].value() == "They protect."
    assert "This is your draft of" in page.content.decode()
    assert not signed_in(sue).get(NEW).context["form"]["body"].value(), "nobody else's"
    assert odas.post(NEW, told).status_code == 302
    assert not MessageDraft.objects.exists()


def test_without_a_script_a_button_keeps_what_is_not_whole_yet() -> None:
    odas = signed_in(cast.oda())
    assert odas.post(NEW, {"body": "Only the text so far.", "do": "later"}, follow=True).status_code == 200
    assert odas.get(NEW).context["form"]["body"].value() == "Only the text so far."
    odas.post("/desk/outreach/drafts/new/discard")
    assert not odas.get(NEW).context["form"]["body"].value()
    odas.post("/desk/outreach/drafts/new", {"title": "", "language": "en"})
    assert not MessageDraft.objects.exists(), "an empty form is no draft"


def test_another_wording_is_kept_beside_the_message_and_does_not_write_over_somebody_elses() -> None:
    oda, sue = cast.oda(), cast.sue()
    row, odas = message(oda), signed_in(oda)
    edit = f"/desk/outreach/messages/{row.public_id}/edit"
    told = {"title": row.title, "body": "My own wording.", "language": "en", "ai_role": "NONE", "revision": row.revision}
    odas.post(f"/desk/outreach/drafts/edit:{row.public_id}", told)
    assert Message.objects.get().body != "My own wording."
    assert odas.get(edit).context["form"]["body"].value() == "My own wording."
    save_message(message=row, by=sue, told={"body": "Sue was quicker."}, now=timezone.now())
    page = odas.get(edit)
    assert page.context["form"]["body"].value() == "Sue was quicker."
    assert "My own wording." in page.content.decode()


def test_a_draft_goes_with_its_writer_and_after_half_a_year() -> None:
    oda, now = cast.oda(), timezone.now()
    MessageDraft.objects.create(member=oda, place="new", fields={"title": "x"}, saved_at=now - timedelta(days=181))
    assert sweep_drafts(now) == 1
    MessageDraft.objects.create(member=oda, place="new", fields={"title": "x"}, saved_at=now)
    forget_member(oda.pk)
    assert not MessageDraft.objects.exists()


@pytest.mark.parametrize("place", ["edit:x", "elsewhere", "new:" + "A" * 20])
def test_a_place_that_is_none_keeps_nothing(place: str) -> None:
    assert signed_in(cast.oda()).post(f"/desk/outreach/drafts/{place}", {"title": "x"}).status_code == 404
    assert signed_in(cast.ann()).post("/desk/outreach/drafts/new", {"title": "x"}).status_code in (302, 403, 404)
