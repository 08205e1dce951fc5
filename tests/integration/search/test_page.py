"""Searching as a visitor, a member and a moderator."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dayroom.apps.communities.actions.indexing import index_post
from dayroom.apps.communities.actions.posts import submit_post, submit_topic
from dayroom.apps.communities.models import Community, Membership, Post
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.people.models import Block, Member
from dayroom.platform import search
from tests import cast

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def place(slug: str, *members: Member, **fields: object) -> Community:
    made = Community.objects.create(
        slug=slug, name=f"{slug.title()} room", description="A place.", made_at=cast.NOW, **fields
    )
    for member in members:
        Membership.objects.create(community=made, member=member, since=cast.NOW)
    return made


def topic(author: Member, community: Community, title: str, body: str, **more: object):
    return submit_topic(
        author=author, community=community, written=Written(title=title, body=body, **more), now=cast.NOW
    )


def page(client: Client, **query: str) -> str:
    answer = client.get("/search", query)
    assert answer.status_code == 200
    return answer.content.decode()


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member, backend=BACKEND)
    return client


def test_a_visitor_finds_public_words_marked_in_their_extract(client: Client) -> None:
    ann = cast.ann()
    topic(ann, place("diabetes", ann), "First sensor", "It beeps all night & <b>nobody</b> sleeps.")
    found = page(client, q="Beeps NIGHTS")
    assert "<mark>beeps</mark> all <mark>night</mark> &amp; " in found
    assert "<b>nobody</b>" not in found
    assert "1 reply" not in found


def test_what_stands_in_a_private_place_is_found_by_its_members_only(client: Client) -> None:
    ann, carl = cast.ann(), cast.carl()
    topic(ann, place("quietroom", ann, visibility="PRIVATE"), "Zebrafish title", "zebrafish words")
    topic(ann, place("halfopen", ann, visibility="HYBRID"), "Okapi title", "okapi words")
    for reader in (client, signed_in(carl)):
        found = page(reader, q="zebrafish") + page(reader, q="okapi") + page(reader, q="quietroom")
        assert "zebrafish words" not in found
        assert "Zebrafish title" not in found
        assert "okapi words" not in found
        assert "Quietroom room" not in found
    mine = page(signed_in(ann), q="zebrafish")
    assert "<mark>Zebrafish</mark> title" in mine


def test_a_post_kept_to_members_is_not_found_from_outside(client: Client) -> None:
    ann = cast.ann()
    sent = topic(ann, place("open", ann), "Title", "narwhal")
    Post.objects.filter(pk=sent.post.pk).update(members_only=True)  # the index does not know yet: the rows decide
    assert "<mark>narwhal</mark>" not in page(client, q="narwhal")
    assert "<mark>narwhal</mark>" in page(signed_in(ann), q="narwhal")


def test_the_filter_by_author_never_finds_an_anonymous_post() -> None:
    ann, carl = cast.ann(), cast.carl()
    room = place("room", ann, carl)
    topic(ann, room, "Mine", "walrus by name")
    topic(ann, room, "Hidden", "walrus unnamed", anonymous=True)
    found = page(signed_in(carl), q="walrus", author="Ann")
    assert "by name" in found
    assert "unnamed" not in found
    assert "unnamed" in page(signed_in(carl), q="walrus")


def test_blocked_people_are_not_found_but_a_byline_is_untouched() -> None:
    ann, carl = cast.ann(), cast.carl()
    room = place("room", ann, carl)
    topic(ann, room, "One", "lynx by name")
    topic(ann, room, "Two", "lynx unnamed", anonymous=True)
    Block.objects.create(member=carl, blocked=ann, since=cast.NOW)
    found = page(signed_in(carl), q="lynx")
    assert "by name" not in found
    assert "unnamed" in found


def test_filters_by_place_day_and_hashtag(client: Client) -> None:
    ann = cast.ann()
    one, two = place("one", ann), place("two", ann)
    topic(ann, one, "In one", "otter #sleep")
    topic(ann, two, "In two", "otter #dreams")
    assert "In two" not in page(client, q="otter", community="one")
    assert "In two" not in page(client, q="#sleep")
    assert "In one" in page(client, tag="sleep")
    day = cast.NOW.date()
    assert "In one" in page(client, q="otter", since=str(day), until=str(day))
    assert "In one" not in page(client, q="otter", since=str(day + timedelta(days=1)))
    assert "In one" not in page(client, q="otter", until=str(day - timedelta(days=1)))
    assert "do not know this community" in page(client, q="otter", community="nowhere")
    assert "do not know this handle" in page(client, q="otter", author="nobody-here")


def test_posts_are_grouped_by_topic_and_a_folded_text_stays_folded(client: Client) -> None:
    ann = cast.ann()
    room = place("room", ann)
    sent = topic(ann, room, "Long one", "badger", content_warning="animals")
    for number in range(4):
        submit_post(author=ann, topic=sent.topic, written=Written(body=f"badger again {number}"), now=cast.NOW)
    found = page(client, q="badger")
    assert found.count('class="row__title"') == 1
    assert "and 2 more posts in this topic" in found
    assert "Content warning: animals" in page(client, q="badger", order="best")


def test_wordings_in_quotation_marks_and_without_accents(client: Client) -> None:
    ann = cast.ann()
    room = place("room", ann)
    topic(ann, room, "Side", "Sudores nocturnos de mi niña")
    topic(ann, room, "Apart", "nocturnos y a veces sudores, niña")
    found = page(client, q='"sudores nocturnos" nina')
    assert "Side" in found
    assert "Apart" not in found


def test_older_pages_go_by_key(client: Client) -> None:
    ann = cast.ann()
    room = place("room", ann)
    sent = topic(ann, room, "Number 0", "puffin")
    for number in range(1, 41):
        clone = Post.objects.get(pk=sent.post.pk)
        clone.pk, clone.public_id, clone.position, clone.body_html = (
            None,
            f"{number:020d}",
            number + 1,
            f"<p>puffin n{number}x</p>",
        )
        clone.save()
        index_post(clone, sent.topic, room, ())
    first = client.get("/search", {"q": "puffin"})
    older = first.context["older_url"]
    assert "before=" in older
    assert "n40x" in first.content.decode()
    assert "n40x" not in client.get(older).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\x00"},
        {"q": '"'},
        {"q": "* NEAR("},
        {"q": "a' OR 1=1 --"},
        {"q": "~vpub"},
        {"q": "x" * 9000},
        {"q": "é" * 500},
        {"q": "a", "before": "-1"},
        {"q": "a", "before": "9" * 40},
        {"q": "a", "before": "٣"},
        {"q": "a", "since": "2026-99-99"},
        {"q": "a", "until": "9999-12-31"},
        {"q": "a", "since": "0001-01-01"},
        {"q": "a", "tag": "' | !'"},
        {"q": "a", "author": "%"},
        {"q": "a", "community": "../.."},
        {"q": "#" * 50},
        {"q": "\u202etxt"},
        {"q": "𝕒𝕓𝕔 \U0001e900"},
    ],
)
def test_no_query_breaks_the_page(client: Client, query: dict[str, str]) -> None:
    assert client.get("/search", query).status_code == 200


def test_bytes_that_are_no_text_are_answered(client: Client) -> None:
    assert client.get("/search?q=%ff%fe&before=%00").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_results(client: Client) -> None:
    ann = cast.ann()
    room = place("room", ann)
    topic(ann, room, "Only", "heron")
    page(client, q="heron")
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(client, q="heron")
    for number in range(12):
        topic(ann, room, f"More {number}", "heron")
    with CaptureQueriesContext(connection) as many:
        page(client, q="heron")
    assert len(many) == len(few) <= 6


def test_an_index_that_was_lost_is_filled_again(client: Client) -> None:
    ann = cast.ann()
    sent = topic(ann, place("room", ann), "Title", "curlew #birds")
    search.drop([sent.post.pk])
    assert "<mark>curlew</mark>" not in page(client, q="curlew")
    call_command("reindex", stdout=StringIO(), stderr=StringIO())
    assert "<mark>curlew</mark>" in page(client, q="curlew #birds")
