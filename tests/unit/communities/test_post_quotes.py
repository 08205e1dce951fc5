"""A quotation carries the words of another post, and nothing but its words."""

from __future__ import annotations

import pytest

from dayroom.apps.communities.actions.rendering import quote_html
from dayroom.apps.communities.models import Post
from dayroom.apps.communities.vocabulary import PostState
from tests.unit.platform.test_markup import ATTACKS, assert_safe, rendered


def quoted(text: str, state: str = PostState.LIVE) -> str:
    return quote_html(Post(public_id="a" * 20, body_html=rendered(text), byline_number=2, state=state))


@pytest.mark.parametrize("text", ATTACKS)
def test_no_attack_gets_through_a_quotation(text: str) -> None:
    assert_safe(quoted(text))


def test_a_quotation_names_the_byline_and_shows_signs_as_they_were_written() -> None:
    html = quoted("2 < 3 & **more**")
    assert "Anonymous 2" in html
    assert "2 &lt; 3 &amp; more" in html


@pytest.mark.parametrize("state", [PostState.HELD, PostState.HIDDEN, PostState.REMOVED, PostState.WITHDRAWN])
def test_what_is_not_visible_is_not_quoted(state: str) -> None:
    assert "secret" not in quoted("secret", state)
