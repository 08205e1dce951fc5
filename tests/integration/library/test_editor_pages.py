"""The editor's lists and histories ask for nothing that the security policy refuses, and offer nothing that is closed."""

from __future__ import annotations

import re

import pytest

from dayroom.apps.library.actions.founding import library_root
from dayroom.apps.people.models import Member
from tests.integration.library.test_articles import author, live, people, signed_in  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*json)[^>]*>")


def test_lists_and_histories_run_no_script_inside_the_page(people: dict[str, Member]) -> None:  # noqa: F811
    article = live(people)
    client = signed_in(people["oda"])
    for path in (f"pages/{library_root().pk}/", f"pages/{article.pk}/history/"):
        page = client.get(f"/desk/library/write/{path}").content.decode()
        assert not INLINE.search(page)
        assert page.count('type="date"') == 2, "days are chosen with the browser's own calendar"
        assert "/copy/" not in page
        assert "/bulk/" not in page
    assert client.get("/desk/library/write/account/")["Location"] == "/account/security/"
    assert client.get("/desk/library/write/logout/")["Location"] == "/account/logout/"
