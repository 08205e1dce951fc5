"""Goals and programmes: one's own, in private, without guilt."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dayroom.apps.tracking.models import Goal
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.goals import goals_of
from tests import cast
from tests.integration import health_scene
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db


def test_a_goal_is_begun_ticked_noted_rested_and_taken_up_again_and_nobody_else_sees_it() -> None:
    ann, mo = cast.ann(), cast.mo()
    health_scene.agree(member_id=ann.pk, language="en", now=timezone.now())
    client = signed_in(ann)
    made = client.post("/health/me/goals/new", {"what": "Walk to the bakery", "steps": "Shoes by the door\nGo"})
    page = made["Location"]
    assert client.post(f"{page}step", {"step": "0", "done": "1"}).status_code == 302
    assert client.post(page, {"text": "Rain, went anyway.", "which": "note"}).status_code == 302
    assert client.post(f"{page}state", {"to": "PAUSED"}).status_code == 302
    assert client.post(f"{page}state", {"to": "DONE_"}).status_code == 409
    assert client.post(f"{page}state", {"to": "OPEN"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "Rain, went anyway." in shown
    assert "Take the tick away" in shown
    assert signed_in(mo).get(page.replace("/me/", f"/{ann.public_id}/")).status_code == 404
    assert client.post("/health/me/goals/new", {"what": ""}).status_code == 422
    assert b"bakery" not in bytes(Goal.objects.get().sealed)


def test_a_programme_is_walked_in_the_language_of_its_reader() -> None:
    ann = cast.ann()
    health_scene.agree(member_id=ann.pk, language="en", now=timezone.now())
    client = signed_in(ann)
    assert "Please read this first" in client.get("/health/me/goals/programmes/pacing").content.decode()
    page = client.post("/health/me/goals/programmes/pacing")["Location"]
    client.post(f"{page}step", {"step": "rest", "done": "1"})
    record = record_for(ann, "me")
    assert goals_of(record, "en")[0].steps_done == 1
    assert goals_of(record, "es")[0].what == "Dosificar tu energía"
    assert client.post(f"{page}step", {"step": "7", "done": "1"}).status_code == 404
    help_page = client.post(page, {"text": "I want to kill myself tonight.", "which": "note"}).content.decode()
    assert "You do not have to be alone with this" in help_page
