"""Whatever arrives: the right status, a clear sentence, and every word kept. Nothing here may answer 500."""

from __future__ import annotations

import pytest
from django.test import Client

from dayroom.apps.communities.models import Draft, Post
from tests import cast
from tests.integration.communities.talk import BACKEND, client_of, joined, opened, room

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return room()


@pytest.fixture
def carl(place):
    return joined(cast.carl(), place)


@pytest.fixture
def topic(place):
    return opened(joined(cast.ann(), place), place)


@pytest.mark.parametrize("piece", ["> ", "- ", "[", "**a ", "`", "*", "![a]("])
@pytest.mark.parametrize("do", ["send", "preview"])
def test_a_megabyte_of_nesting_is_too_large_and_is_not_lost_on_the_page(topic, carl, piece: str, do: str) -> None:
    body = (piece * 1_000_000)[:1_000_000]
    answer = client_of(carl).post(f"/t/{topic.public_id}/reply", {"body": body, "do": do})
    assert answer.status_code == 413
    assert "longer than one post can be" in answer.content.decode()


@pytest.mark.parametrize("body", ["\u200b\u200b\u200b", "\u2800", "\u3164", "\u202e\u202d", "\x00\x07", "\u00ad"])
def test_a_text_that_nobody_can_see_is_no_text(topic, carl, body: str) -> None:
    answer = client_of(carl).post(f"/t/{topic.public_id}/reply", {"body": body})
    assert answer.status_code == 422
    assert Post.objects.filter(topic=topic).count() == 1


def test_direction_tricks_and_control_characters_are_taken_out(topic, carl) -> None:
    client_of(carl).post(f"/t/{topic.public_id}/reply", {"body": "good\u202egnp.exe\x00\x1b[31m"})
    assert Post.objects.get(position=2).body == "goodgnp.exe[31m"


@pytest.mark.parametrize(
    "raw", [b"body=%ED%A0%80hello", b"body=%FF%FE%FFhello", b"body=\xff\xfehello", b"%ZZ=%&body=hello"]
)
def test_bytes_that_are_no_text_do_no_harm(topic, carl, raw: bytes) -> None:
    answer = client_of(carl).post(f"/t/{topic.public_id}/reply", raw, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (302, 422)


@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "multipart/form-data; boundary=x", "multipart/form-data"]
)
def test_a_body_of_another_kind_is_refused_kindly(topic, carl, content_type: str) -> None:
    answer = client_of(carl).post(f"/t/{topic.public_id}/reply", b'{"body": ["a"]}', content_type=content_type)
    assert answer.status_code in (400, 422)


@pytest.mark.parametrize(
    "fields",
    [
        {"speak_as": "../../x"},
        {"seeking": "EVERYTHING"},
        {"submit_key": "k" * 500},
        {"attachment": ["x", "\x00", "a" * 20]},
        {"revision": "999999999999999999999"},
        {"do": "delete everything"},
        {"anonymous": "\x00"},
        {"content_warning": "x" * 500},
        {"content_warning": "\n\n\u202e"},
        {"meets_at": "0000-00-00T99:99"},
        {"submit_key": "\x00"},
    ],
)
def test_odd_values_in_a_reply_are_answered(topic, carl, fields: dict[str, object]) -> None:
    answer = client_of(carl).post(f"/t/{topic.public_id}/reply", {"body": "Still here.", **fields})
    assert answer.status_code in (302, 403, 413, 422)
    assert answer.status_code == 302 or "Still here." in answer.content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "t" * 500},
        {"title": "\u200b"},
        {"kind": "\x00"},
        {"kind": "MEETUP", "meets_at": "9999-12-31T23:59"},
        {"kind": "MEETUP", "meets_at": "10000-01-01T00:00"},
        {"kind": "MEETUP", "meets_at": "0001-01-01T00:00"},
        {"kind": "MEETUP", "meets_where": "x" * 900, "meets_at": "2999-01-01T00:00"},
    ],
)
def test_odd_values_in_a_new_topic_are_answered(place, carl, fields: dict[str, object]) -> None:
    answer = client_of(carl).post(f"/c/{place.slug}/new", {"title": "Hello", "body": "Still here.", **fields})
    assert answer.status_code in (302, 413, 422)
    if answer.status_code == 302:
        assert client_of(carl).get(answer["Location"].split("#")[0]).status_code == 200
    else:
        assert "Still here." in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/t/x/",
        "/t/00000000000000000000/",
        "/t/" + "a" * 3000 + "/",
        "/p/x",
        "/p/00000000000000000000",
        "/p/x/history",
        "/p/x/edit",
        "/p/x/withdraw",
        "/p/x/sent",
        "/media/x",
        "/media/x/captions",
        "/t/x/same-here",
        "/t/x/meet-up.ics",
        "/c/nowhere/new",
    ],
)
def test_what_is_not_there_is_404_for_anyone(carl, address: str) -> None:
    assert client_of(carl).get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/p/x/react", "/p/x/bookmark", "/p/x/undo", "/p/x/answer", "/t/x/follow", "/p/x/withdraw"]
)
def test_doing_something_to_what_is_not_there_is_404(carl, address: str) -> None:
    assert client_of(carl).post(address, {"kind": "WITH_YOU"}).status_code == 404


@pytest.mark.parametrize(
    "address", ["/p/{p}/react", "/p/{p}/bookmark", "/p/{p}/undo", "/p/{p}/answer", "/t/{t}/follow"]
)
def test_a_deed_is_never_done_by_following_a_link(topic, carl, address: str) -> None:
    post = Post.objects.get(topic=topic)
    assert client_of(carl).get(address.format(p=post.public_id, t=topic.public_id)).status_code == 405


@pytest.mark.parametrize(
    "address",
    ["/p/{p}/react", "/p/{p}/bookmark", "/p/{p}/undo", "/p/{p}/withdraw", "/t/{t}/follow", "/drafts/topic:{t}"],
)
def test_who_is_not_signed_in_does_nothing(topic, address: str) -> None:
    post = Post.objects.get(topic=topic)
    assert client_of().post(address.format(p=post.public_id, t=topic.public_id)).status_code == 401


@pytest.mark.parametrize(
    "place_of_list", ["x", "2026-01-01~", "~", "a~b~c", "2026-01-01T00:00:00+00:00~999999999999999999999999", "\x00"]
)
def test_a_torn_link_into_the_bookmarks_is_refused_kindly(carl, place_of_list: str) -> None:
    assert client_of(carl).get("/me/bookmarks", {"place": place_of_list}).status_code == 422


def test_a_form_whose_token_is_stale_comes_back_with_every_word_and_a_fresh_one(topic, carl) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(carl, backend=BACKEND)
    answer = client.post(
        f"/t/{topic.public_id}/reply", {"body": "Written for an hour.", "anonymous": "1", "submit_key": "k"}
    )
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "Written for an hour.</textarea>" in text
    assert 'name="anonymous" value="1"' in text
    token = text.split('name="csrfmiddlewaretoken" value="')[-1].split('"')[0]
    again = client.post(f"/t/{topic.public_id}/reply", {"body": "Written for an hour.", "csrfmiddlewaretoken": token})
    assert again.status_code == 302


def test_a_draft_larger_than_any_letter_is_refused_and_the_old_one_stays(topic, carl) -> None:
    client = client_of(carl)
    client.post(f"/drafts/topic:{topic.public_id}", {"body": "The old one."})
    assert client.post(f"/drafts/topic:{topic.public_id}", {"body": "x" * 90_000}).status_code == 413
    assert Draft.objects.get().body == "The old one."


def test_words_kept_for_the_sign_in_come_once_and_only_once(topic, carl) -> None:
    client = client_of(carl)
    client.post("/compose/keep", {"kept_path": f"/t/{topic.public_id}/reply", "body": "Once."})
    assert client.get("/compose/kept")["Location"] == f"/t/{topic.public_id}/#reply"
    assert client.get("/compose/kept")["Location"] == "/me/drafts"
