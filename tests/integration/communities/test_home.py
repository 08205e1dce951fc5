"""The first page: for a visitor, for somebody who has just come, for a member, for those who help."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dayroom.apps.communities.models import Community, Membership, Post, ReadMark, TopicFollow
from dayroom.apps.people.models import Block, Follow, Persona
from tests import cast
from tests.integration.communities.places import community, joined, signed_in, topic

pytestmark = pytest.mark.django_db


def home(member, query: str = ""):
    return signed_in(member).get("/" + query)


def titles(response) -> list[str]:
    return [item.line.title for item in response.context["page"].items]


def follow(follower, followed, state: str = "ACCEPTED") -> None:
    Follow.objects.create(follower=follower, followed=followed, state=state, asked_at=cast.NOW)


def post(row, author, **fields):
    row.positions_given += 1
    row.save()
    given = {"state": "LIVE", "made_at": row.last_post_at, "body": "x", "body_html": "<p>x</p>", **fields}
    return Post.objects.create(topic=row, position=row.positions_given, author=author, **given)


def queries_at_home(member) -> int:
    client = signed_in(member)
    client.get("/")
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/").status_code == 200
    return len(seen)


def test_a_visitor_sees_what_this_place_is_in_one_query() -> None:
    community(last_post_at=cast.NOW)
    community("secret", visibility="PRIVATE", last_post_at=cast.NOW)
    client = Client()
    with CaptureQueriesContext(connection) as seen:
        page = client.get("/").text
    assert len(seen) == 1
    assert "/c/diabetes/" in page
    assert "secret" not in page
    assert "/help/now" in page
    assert "/tour" in page


def test_somebody_without_a_community_gets_a_kind_start_in_their_language() -> None:
    community("diabetes", last_post_at=cast.NOW)
    community("azucar", language="es", last_post_at=cast.NOW - timedelta(days=3))
    rosa = cast.member("rosa", language="es")
    response = home(rosa)
    assert [card["community"].slug for card in response.context["cards"]] == ["azucar", "diabetes"]
    assert "rosa" in response.text


def test_home_is_newest_first_and_only_from_what_one_follows() -> None:
    ann = cast.ann()
    mine, quiet, other = community("mine"), community("quiet"), community("other")
    joined(ann, mine)
    joined(ann, quiet, follows=False)
    topic(mine, "Second", at=cast.NOW - timedelta(hours=2))
    topic(mine, "First", at=cast.NOW - timedelta(hours=1))
    topic(quiet, "Not followed")
    topic(other, "Not mine")
    followed = topic(other, "A topic I follow", at=cast.NOW - timedelta(hours=3))
    TopicFollow.objects.create(member=ann, topic=followed, since=cast.NOW)
    assert titles(home(ann)) == ["First", "Second", "A topic I follow"]


def test_a_followed_topic_of_a_place_one_may_not_read_does_not_show() -> None:
    ann = cast.ann()
    closed = community("closed", visibility="PRIVATE", join_policy="ASK")
    row = topic(closed, "Inside")
    TopicFollow.objects.create(member=ann, topic=row, since=cast.NOW)
    assert "Inside" not in home(ann).text


def test_people_one_follows_show_with_what_they_wrote_under_their_handle() -> None:
    ann, carl = cast.ann(), cast.carl()
    follow(ann, carl)
    row = topic(community(), "Long nights", author=None)
    post(row, carl)
    response = home(ann)
    assert titles(response) == ["Long nights"]
    assert "carl wrote here" in response.text


@pytest.mark.parametrize("case", ["asked only", "anonymous", "as a professional", "held", "closed place", "blocked"])
def test_what_somebody_wrote_does_not_show_when_it_should_not(case: str) -> None:
    ann, carl = cast.ann(), cast.carl()
    follow(ann, carl, "ASKED" if case == "asked only" else "ACCEPTED")
    place = community(visibility="HYBRID" if case == "closed place" else "PUBLIC")
    row = topic(place, "Long nights")
    fields = {"state": "HELD"} if case == "held" else {}
    if case == "as a professional":
        fields["persona"] = Persona.objects.create(
            member=carl, handle="dr-c", display_name="Dr C", profession="nurse", interests="none", made_at=cast.NOW
        )
    post(row, None if case == "anonymous" else carl, **({"byline_number": 1} if case == "anonymous" else {}), **fields)
    if case == "blocked":
        Block.objects.create(member=carl, blocked=ann, since=cast.NOW)
    assert "Long nights" not in home(ann).text


def test_reading_goes_on_at_the_first_new_post() -> None:
    ann, place = cast.ann(), community()
    joined(ann, place, since=cast.NOW - timedelta(days=10))
    row = topic(place, "Half read", replies=5)
    ReadMark.objects.create(member=ann, topic=row, position=2, seen_at=cast.NOW)
    response = home(ann)
    assert response.context["unread_url"] == f"/t/{row.public_id}/?after=2"
    ReadMark.objects.update(position=6)
    assert home(ann).context["unread_url"] == ""


def test_questions_that_wait_more_than_a_day_are_offered_but_not_ones_own() -> None:
    now = timezone.now()
    ann, place = cast.ann(), community()
    joined(ann, place)
    topic(place, "Waits", at=now - timedelta(days=2))
    topic(place, "Mine waits", at=now - timedelta(days=2), author=ann)
    topic(place, "Fresh", at=now - timedelta(hours=2))
    topic(place, "Answered", at=now - timedelta(days=2), replies=1)
    topic(place, "Last year", at=now - timedelta(days=300))
    response = home(ann)
    assert [line.title for line in response.context["page"].unanswered] == ["Waits"]
    assert "Unanswered for more than a day" in response.text


def test_a_peer_supporter_is_shown_newcomers_first_words_and_others_are_not() -> None:
    now = timezone.now()
    place, ann, carl = community(), cast.ann(), cast.carl()
    joined(ann, place, role="PEER_SUPPORTER")
    joined(carl, place)
    new = joined(cast.member("wren"), place, since=now - timedelta(days=2))
    topic(place, "Hello, I am new", at=now - timedelta(days=1), author=new)
    topic(place, "Second one", at=now - timedelta(hours=1), author=new)
    topic(place, "Old hand", at=now, author=carl)
    topic(place, "Quiet voice", at=now, byline_number=1)
    assert [line.title for line in home(ann).context["page"].newcomers] == ["Hello, I am new"]
    assert "New here: say hello" not in home(carl).text


def test_those_who_help_see_what_waits_before_the_rest() -> None:
    now = timezone.now()
    place, ann, carl = community(), cast.ann(), cast.carl()
    joined(ann, place, role="PEER_SUPPORTER")
    joined(carl, place)
    topic(place, "Waits", at=now - timedelta(days=2))
    for member, first in ((ann, "Unanswered for more"), (carl, "New in what you follow")):
        page = home(member).text
        other = {"Unanswered for more": "New in what you follow"}.get(first, "Unanswered for more")
        assert page.index(first) < page.index(other)


def test_announcements_and_meetups_of_ones_places_stand_on_the_home_page() -> None:
    now = timezone.now()
    ann, place = cast.ann(), community()
    joined(ann, place)
    topic(place, "Good news", kind="ANNOUNCEMENT", at=now)
    topic(place, "Walk", kind="MEETUP", at=now, meets_at=now + timedelta(days=3))
    page = home(ann).context["page"]
    assert [line.title for line in page.announcements] == ["Good news"]
    assert [line.title for line in page.meetups] == ["Walk"]


def test_every_item_stands_on_one_page_and_none_is_lost() -> None:
    ann, carl, place = cast.ann(), cast.carl(), community()
    joined(ann, place)
    follow(ann, carl)
    for number in range(40):
        topic(place, f"Topic {number}", at=cast.NOW - timedelta(hours=number))
    elsewhere = community("elsewhere")
    for number in range(20):
        row = topic(elsewhere, f"Carl {number}", at=cast.NOW - timedelta(hours=number, minutes=30))
        post(row, carl)
    seen, query = [], ""
    for _page in range(5):
        response = home(ann, query)
        seen += titles(response)
        query = response.context["older_url"]
        if not query:
            break
    assert len(seen) == len(set(seen)) == 60


def test_home_asks_eight_questions_however_much_moved() -> None:
    ann, carl = cast.ann(), cast.carl()
    follow(ann, carl)
    places = [community(f"place-{number}") for number in range(6)]
    for place in places:
        joined(ann, place)
    post(topic(places[0], "One"), carl)
    few = queries_at_home(ann)
    for place in places:
        for number in range(12):
            post(topic(place, f"Topic {number}", at=cast.NOW - timedelta(hours=number)), carl)
    assert queries_at_home(ann) == few
    assert few <= 8


def test_home_of_a_peer_supporter_asks_one_question_more() -> None:
    place = community()
    ann = joined(cast.ann(), place, role="PEER_SUPPORTER")
    topic(place, "One")
    assert queries_at_home(ann) <= 9


def test_the_page_of_what_waits_is_for_members_and_has_a_kind_empty_state() -> None:
    assert Client().get("/help-wanted").status_code == 302
    ann = cast.ann()
    assert "You have not joined a community yet" in signed_in(ann).get("/help-wanted").text
    place = community()
    joined(ann, place)
    assert "Everybody has an answer" in signed_in(ann).get("/help-wanted").text
    topic(place, "Waits", at=timezone.now() - timedelta(days=2))
    assert "Waits" in signed_in(ann).get("/help-wanted").text


def test_a_member_who_left_sees_nothing_of_the_place() -> None:
    ann, place = cast.ann(), community(visibility="HYBRID")
    joined(ann, place)
    topic(place, "Inside")
    Membership.objects.all().delete()
    assert titles(home(ann)) == []
    assert Community.objects.count() == 1


def test_a_member_of_hundreds_of_places_sees_the_liveliest() -> None:
    ann = cast.ann()
    for number in range(130):
        place = community(f"place-{number:03}", last_post_at=cast.NOW - timedelta(hours=200 - number))
        joined(ann, place)
    topic(place, "Just now", at=cast.NOW)
    assert titles(home(ann)) == ["Just now"]
    assert queries_at_home(ann) <= 8


def test_pages_go_on_where_topics_moved_at_the_same_moment() -> None:
    ann, place = cast.ann(), community()
    joined(ann, place)
    for number in range(60):
        topic(place, f"Topic {number}", at=cast.NOW)
    seen, query = [], ""
    for _page in range(4):
        response = home(ann, query)
        seen += titles(response)
        query = response.context["older_url"]
        if not query:
            break
    assert len(seen) == len(set(seen)) == 60
