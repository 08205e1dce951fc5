"""Nothing is kept before the owner's yes; what was typed waits for it."""

from __future__ import annotations

import pytest
from django.test import Client

from dayroom.apps.people.queries import has_consent
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.rules.consent import NotAgreed
from tests import cast
from tests.integration.health_scene import build
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db


def test_before_the_yes_nothing_is_kept_and_after_it_it_is() -> None:
    owner = cast.ann()
    with pytest.raises(NotAgreed):
        check_agreed(owner.pk)
    build(owner, cast.carl(), cast.NOW)
    check_agreed(owner.pk)


def test_the_gate_records_the_yes_and_sends_what_waited_to_where_it_was_going() -> None:
    owner = cast.ann()
    client: Client = signed_in(owner)
    page = client.get("/health/agree?next=/health/me/")
    assert "with a key of your own" in page.content.decode()
    sent = client.post("/health/agree", {"gate_next": "/health/me/x", "value": "5.6"})
    assert (sent.status_code, sent["Location"]) == (307, "/health/me/x")
    assert has_consent(owner.pk, Purpose.OWN_RECORD)
    assert client.post("/health/agree", {"gate_next": "//elsewhere.example/"})["Location"] == "/health/me/"
    assert client.get("/health/me/").status_code == 200
