"""A professional page is read by the guard before others read it."""

from __future__ import annotations

import pytest

from tests import cast
from tests.integration.communities.talk import client_of, professional

pytestmark = pytest.mark.django_db
PAGE = {
    "employer": "Riverside Clinic", "interests": "Speaker fees from Acme, 2025.", "about": "Kidneys, for ten years.",
    "office_hours": "Mondays 9 to 12, call 202-555-0189",
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("about", "My patient Jane Doe, born 3 April 1990, was cured by me."),
        ("about", "A guaranteed cure for diabetes."),
        ("office_hours", "Any time; my SSN is 536-90-4399"),
        ("interests", "None. Use code SAVE10 in my shop."),
    ],
)
def test_what_a_post_may_not_say_a_page_may_not_say_either(field: str, words: str) -> None:
    okoye = cast.okoye()
    face = professional(okoye)
    path = f"/me/professional/{face.public_id}"
    assert client_of(okoye).post(path, {**PAGE, field: words}).status_code == 422
    face.refresh_from_db()
    assert getattr(face, field) != words
    assert client_of(okoye).post(path, PAGE).status_code == 302
