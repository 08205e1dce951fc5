"""A reply to a review never tells who was cared for."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import cast
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in(cast.oda())


def test_ready_replies_stand_there_before_anything_is_written(client: Client) -> None:
    page = client.get("/check/reply").content.decode()
    assert page.count("Privacy law") >= 3
    assert "{contact}" not in page


@pytest.mark.parametrize(
    "text", ["We are sorry about your visit on Monday.", "Thank you for coming in, Anna.", "We have no record of you."]
)
def test_what_confirms_or_denies_care_is_stopped_with_a_reply_offered(client: Client, text: str) -> None:
    page = client.post("/check/reply", {"text": text, "language": "en", "contact": "care@example.org"})
    assert page.status_code == 422
    assert "Please contact us at care@example.org." in page.content.decode()
    assert '<mark class="span">' in page.content.decode()


def test_a_neutral_reply_may_be_copied(client: Client) -> None:
    page = client.post("/check/reply", {"text": "We take all feedback seriously. Please write to us.", "language": "en"})
    assert page.status_code == 200
    assert "Nothing in it confirms care" in page.content.decode()


@pytest.mark.parametrize("sent", [{}, {"text": "", "language": "en"}, {"text": "Hello", "language": "xx"}])
def test_an_empty_form_comes_back(client: Client, sent: dict[str, str]) -> None:
    assert client.post("/check/reply", sent).status_code == 422
