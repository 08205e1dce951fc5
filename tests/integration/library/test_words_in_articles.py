from __future__ import annotations

import pytest
from django.test import Client

from dayroom.apps.library.actions.words import drop_word, explain_word
from dayroom.apps.people.models import Member
from tests.integration.library.test_articles import NOW, author, live, people  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db


def test_the_first_use_of_a_word_leads_to_its_meaning_on_the_same_page(
    client: Client, people: dict[str, Member]  # noqa: F811
) -> None:
    row = explain_word(word="sugar", also=[], meaning="Glucose in the blood.", language="en", by_id=None, now=NOW)
    article = live(people)
    page = client.get(f"/library/{article.slug}").content.decode()
    assert '<strong><a class="word" id="at-1" href="#word-1">Sugar</a> helps.</strong>' in page
    assert "Glucose in the blood." in page
    assert page.count('class="word"') == 1
    drop_word(row=row, by_id=None, now=NOW)
    assert 'class="word"' not in client.get(f"/library/{article.slug}").content.decode()
