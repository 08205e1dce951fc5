"""A post from the composer to the row."""

from __future__ import annotations

import pytest

from dayroom.apps.communities.actions.posts import submit_post, submit_topic
from dayroom.apps.communities.models import Community, Membership, Post
from dayroom.apps.communities.rules.writing import GuardSpoke, JoinFirst, Written
from dayroom.apps.communities.vocabulary import PostState
from dayroom.platform import search
from tests import cast

pytestmark = pytest.mark.django_db


def community(slug: str = "diabetes", **fields: object) -> Community:
    return Community.objects.create(slug=slug, name=slug.title(), description="A place.", made_at=cast.NOW, **fields)


def joined(member, place, **fields):
    Membership.objects.create(community=place, member=member, since=cast.NOW, **fields)
    return member


def test_a_topic_and_its_reply_are_kept_counted_and_found() -> None:
    place = community()
    ann, carl = joined(cast.ann(), place), joined(cast.carl(), place)
    sent = submit_topic(
        author=ann, community=place, written=Written(title="First sensor", body="It beeps *all* night."), now=cast.NOW
    )
    submit_post(author=carl, topic=sent.topic, written=Written(body="Ours too. #sensors @ann"), now=cast.NOW)
    place.refresh_from_db()
    assert (place.topics_count, place.posts_count) == (1, 2)
    assert "<em>all</em>" in sent.post.body_html
    assert search.find(["beeps"], all_of=[["vpub"]]) == [sent.post.pk]
    assert 'href="/m/ann"' in Post.objects.get(position=2).body_html


def test_who_has_not_joined_cannot_write() -> None:
    place = community()
    with pytest.raises(JoinFirst):
        submit_topic(author=cast.ann(), community=place, written=Written(title="Hello", body="Hi"), now=cast.NOW)


def test_a_number_that_gives_somebody_away_is_pointed_out_before_it_is_sent() -> None:
    place = community()
    ann = joined(cast.ann(), place)
    words = Written(title="They refused me", body="They refused me. My NHS number is 943 476 5919.")
    with pytest.raises(GuardSpoke) as spoke:
        submit_topic(author=ann, community=place, written=words, now=cast.NOW)
    assert spoke.value.findings
    assert Post.objects.count() == 0


def test_an_anonymous_post_has_no_author_in_its_row_or_in_the_index() -> None:
    place = community()
    ann = joined(cast.ann(), place)
    sent = submit_topic(
        author=ann,
        community=place,
        written=Written(title="A quiet thing", body="I cried.", anonymous=True),
        now=cast.NOW,
    )
    sent.post.refresh_from_db()
    assert (sent.post.author_id, sent.post.byline_number, sent.post.state) == (None, 1, PostState.LIVE)
    assert search.find(["cried"], all_of=[[f"a{ann.pk}"]]) == []


def test_the_same_form_sent_twice_is_one_post() -> None:
    place = community()
    ann = joined(cast.ann(), place)
    first, second = (
        submit_topic(
            author=ann, community=place, written=Written(title="Once", body="Only once."), now=cast.NOW, submit_key="k1"
        )
        for _ in range(2)
    )
    assert first.post.pk == second.post.pk
    assert second.repeated
