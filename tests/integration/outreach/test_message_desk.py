"""What the page of a message says: why something is marked, when it leaves, that nothing has left, what a remark is about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.outreach.actions.messages import ask_for_approval, comment
from dayroom.apps.outreach.models import Delivery
from dayroom.apps.outreach.queries.messages import current_digest, message_named
from tests import cast
from tests.integration.outreach.campaign_scene import message

pytestmark = pytest.mark.django_db


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_each_marked_sentence_has_its_reason_and_a_remark_its_place_in_words() -> None:
    oda = cast.oda()
    row = message(oda, body="This tea cures diabetes in a week. Ask Ann Lee, born 3 May 1970, what she thinks of it.")
    comment(message=row, by=oda, anchor="variant:news", words="Who says so?", now=timezone.now())
    answer = signed_in(oda).get(f"/desk/outreach/messages/{row.public_id}/")
    reasons = dict(answer.context["page"].looked[0].reasons)
    assert "This looks like a date of birth." in reasons["3 May 1970"]
    assert all(reasons.values())
    assert answer.context["page"].comments[0][1] == "Our news page and feeds"
    assert "variant:" not in answer.content.decode()[answer.content.decode().index('id="remarks"'):].split("<select")[0]


def test_whoever_approves_learns_when_it_goes_and_everybody_when_it_did_not() -> None:
    oda, sue = cast.oda(), cast.sue()
    row = message(oda, publish_at=timezone.now() + timedelta(days=2))
    ask_for_approval(message=row, by=oda, now=timezone.now())
    page, desk = f"/desk/outreach/messages/{row.public_id}/", signed_in(sue)
    digest = current_digest(message_named(row.public_id))
    told = desk.post(f"{page}decide", {"do": "approve", "digest": digest}, follow=True).content.decode()
    assert "Approved. It goes out on" in told
    Delivery.objects.update(due_at=timezone.now() - timedelta(minutes=2))
    assert "as soon as this site’s worker runs" in desk.get(page).content.decode()
    Delivery.objects.update(due_at=timezone.now() - timedelta(minutes=6))
    assert "It should have gone out" in desk.get(page).content.decode()
    Delivery.objects.update(state="SENT")
    assert desk.get(page).context["page"].leaving is None
