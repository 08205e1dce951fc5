"""Quoted words follow the post they come from: onto the page, into the search, and into quotations of quotations."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dayroom.apps.communities.actions.posts import submit_post, submit_topic
from dayroom.apps.communities.actions.withdrawing import undo_withdraw, withdraw_post
from dayroom.apps.communities.models import Post
from dayroom.apps.communities.rules.writing import Written
from dayroom.platform import search
from tests import cast
from tests.integration.communities.places import community, joined

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Ann writes, Carl quotes her, Mo quotes Carl."""
    place = community()
    ann, carl, mo = (joined(who, place) for who in (cast.ann(), cast.carl(), cast.mo()))
    first = submit_topic(author=ann, community=place, now=cast.NOW,
                         written=Written(title="On the bus", body="I left my teapot there."))
    second = submit_post(author=carl, topic=first.topic, now=cast.NOW,
                         written=Written(body=f"[[quote:{first.post.public_id}]]\n\nI will ask at the depot."))
    third = submit_post(author=mo, topic=first.topic, now=cast.NOW,
                        written=Written(body=f"[[quote:{second.post.public_id}]]\n\nKind of you."))
    return ann, first.post, second.post, third.post


def test_words_are_found_in_their_own_post_and_not_through_those_that_quote_it(chain) -> None:
    ann, first, _second, _third = chain
    assert search.find(["teapot"], all_of=[["vpub"]]) == [first.pk]
    withdraw_post(member=ann, post=first, now=cast.NOW)
    assert search.find(["teapot"], all_of=[["vpub"]]) == []
    assert search.find(["depot"], all_of=[["vpub"]]) != []
    undo_withdraw(member=ann, post=first, now=cast.NOW + timedelta(minutes=1))
    assert search.find(["teapot"], all_of=[["vpub"]]) == [first.pk]


def test_a_quotation_does_not_carry_what_the_quoted_post_quoted(chain) -> None:
    ann, first, second, third = chain
    assert "teapot" in Post.objects.get(pk=second.pk).body_html
    assert "depot" in Post.objects.get(pk=third.pk).body_html
    assert "teapot" not in Post.objects.get(pk=third.pk).body_html
    withdraw_post(member=ann, post=first, now=cast.NOW)
    assert not Post.objects.exclude(pk=first.pk).filter(body_html__contains="teapot").exists()
