"""The page of a community, as visitor, member and moderator."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dayroom.apps.communities.actions.indexing import index_topic
from dayroom.apps.communities.models import Hashtag, Membership, Post, PostHashtag, ReadMark, Topic
from dayroom.apps.people.models import Block, Mute
from tests import cast
from tests.integration.communities.places import community, joined, signed_in, topic

pytestmark = pytest.mark.django_db


def queries_of(client: Client, url: str) -> int:
    client.get(url)  # the first visit may write down a session or a visit
    with CaptureQueriesContext(connection, ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def fill(place, count: int, author=None) -> None:
    for number in range(count):
        topic(place, f"Question {number}", at=cast.NOW - timedelta(hours=number), replies=number % 3, author=author)


def test_a_visitor_reads_a_public_community_in_five_queries_however_many_topics_there_are() -> None:
    place = community()
    joined(cast.mo(), place, role="MODERATOR")
    fill(place, 3)
    few = queries_of(Client(), "/c/diabetes/")
    fill(place, 40)
    assert queries_of(Client(), "/c/diabetes/") == few
    assert few <= 5


def test_a_member_reads_it_in_nine_queries_however_many_topics_there_are() -> None:
    place = community()
    joined(cast.mo(), place, role="MODERATOR")
    ann = joined(cast.ann(), place)
    fill(place, 3, author=ann)
    few = queries_of(signed_in(ann), "/c/diabetes/")
    fill(place, 40, author=ann)
    assert queries_of(signed_in(ann), "/c/diabetes/") == few
    assert few <= 9


def test_older_topics_stand_on_the_next_page_and_none_is_lost() -> None:
    place = community()
    fill(place, 60)
    seen: list[str] = []
    url = "/c/diabetes/"
    for _page in range(4):
        response = Client().get(url)
        seen += [line.title for line in response.context["page"].topics]
        if not response.context["older_url"]:
            break
        url = "/c/diabetes/" + response.context["older_url"]
    assert sorted(seen) == sorted(f"Question {number}" for number in range(60))


def test_the_page_says_who_can_read_it() -> None:
    community()
    community("quiet", visibility="HYBRID")
    assert "Anyone can read this" in Client().get("/c/diabetes/").text
    assert "Anyone can see the titles and the pinned posts" in Client().get("/c/quiet/").text


def test_a_partly_public_place_shows_titles_and_links_only_to_pinned_topics() -> None:
    place = community(visibility="HYBRID")
    pinned = topic(place, "Start here", pinned=True)
    plain = topic(place, "My first week", author=joined(cast.carl(), place), meets_where="The old mill",
                  kind="MEETUP", meets_at=timezone.now() + timedelta(days=400))
    inside_only = topic(place, "Kept to members", members_only=True)
    page = Client().get("/c/diabetes/").text
    assert f"/t/{pinned.public_id}/" in page
    assert "My first week" in page
    assert f"/t/{plain.public_id}/" not in page
    assert "Join to read" in page
    # that somebody writes here is about their health: the title is public, the people are not
    assert "carl" not in page
    assert "The old mill" not in page
    assert inside_only.title not in page
    member_page = signed_in(joined(cast.ann(), place)).get("/c/diabetes/").text
    assert f"/t/{plain.public_id}/" in member_page
    assert inside_only.title in member_page
    assert "carl" in member_page


def test_a_private_place_does_not_exist_for_those_outside() -> None:
    place = community(visibility="PRIVATE", join_policy="INVITED")
    missing = Client().get("/c/nowhere/")
    for client in (Client(), signed_in(cast.ann())):
        for path in ("", "about", "people", "settings"):
            response = client.get(f"/c/diabetes/{path}", follow=False)
            assert response.status_code in (302, 404)
            assert place.description not in response.text
    assert Client().get("/c/diabetes/").status_code == missing.status_code == 404
    assert signed_in(joined(cast.carl(), place)).get("/c/diabetes/").status_code == 200


def test_a_removed_member_sees_no_topics() -> None:
    place = community()
    topic(place, "Something said")
    page = signed_in(joined(cast.ann(), place, state="BANNED")).get("/c/diabetes/").text
    assert "Something said" not in page
    assert "You were removed from this community" in page


def test_held_hidden_and_withdrawn_topics_are_not_in_the_list() -> None:
    place = community()
    for state in ("HELD", "HIDDEN", "REMOVED", "WITHDRAWN"):
        topic(place, f"It is {state}", state=state)
    page = Client().get("/c/diabetes/").text
    assert "It is" not in page


def test_topics_of_a_blocked_member_are_left_out_but_anonymous_ones_stay() -> None:
    place = community()
    ann, carl = joined(cast.ann(), place), joined(cast.carl(), place)
    topic(place, "By carl", author=carl)
    topic(place, "Behind a byline", byline_number=1)
    Block.objects.create(member=ann, blocked=carl, since=cast.NOW)
    page = signed_in(ann).get("/c/diabetes/").text
    assert "By carl" not in page
    assert "Behind a byline" in page


def test_new_posts_are_marked_for_a_member_and_lead_to_the_first_of_them() -> None:
    place = community()
    ann = joined(cast.ann(), place, since=cast.NOW - timedelta(days=3))
    read = topic(place, "Half read", replies=5)
    topic(place, "From before my time", at=cast.NOW - timedelta(days=9))
    topic(place, "Never opened", at=cast.NOW - timedelta(days=1))
    ReadMark.objects.create(member=ann, topic=read, position=4, seen_at=cast.NOW)
    response = signed_in(ann).get("/c/diabetes/")
    unread = {line.title: line.unread for line in response.context["page"].topics}
    assert unread == {"Half read": 2, "From before my time": 0, "Never opened": -1}
    assert f"/t/{read.public_id}/?after=4" in response.text


@pytest.mark.parametrize(("query", "titles"), [
    ("?show=unanswered", {"Alone"}),
    ("?show=information", {"Which meter"}),
    ("?show=meetup", {"Walk"}),
    ("?show=announcement", {"Server day"}),
    ("?tag=sensors", {"Alone"}),
    ("?show=nonsense", {"Alone", "Which meter"}),  # the other two stand on the board above
])
def test_the_list_can_be_narrowed(query: str, titles: set[str]) -> None:
    place = community()
    alone = topic(place, "Alone")
    topic(place, "Which meter", seeking="INFORMATION", replies=1)
    topic(place, "Walk", kind="MEETUP", meets_at=cast.NOW + timedelta(days=400))
    topic(place, "Server day", kind="ANNOUNCEMENT", replies=1, at=timezone.now())
    PostHashtag.objects.create(post=Post.objects.get(topic=alone), hashtag=Hashtag.objects.create(word="sensors"))
    index_topic(alone.pk)
    response = Client().get("/c/diabetes/" + query)
    assert {line.title for line in response.context["page"].topics} == titles


def test_announcements_and_meetups_to_come_stand_on_the_board() -> None:
    place = community()
    soon = timezone.now()
    topic(place, "Next walk", kind="MEETUP", meets_at=soon + timedelta(days=5), meets_where="The old mill")
    topic(place, "Last walk", kind="MEETUP", meets_at=soon - timedelta(days=5))
    topic(place, "Good news", kind="ANNOUNCEMENT", at=soon)
    topic(place, "Old news", kind="ANNOUNCEMENT", at=soon - timedelta(days=90))
    response = Client().get("/c/diabetes/")
    page = response.context["page"]
    assert [line.title for line in page.meetups] == ["Next walk"]
    assert [line.title for line in page.announcements] == ["Good news"]
    assert "The old mill" in response.text


def test_a_place_without_topics_says_what_to_do() -> None:
    place = community()
    assert "Nobody has written here yet" in Client().get("/c/diabetes/").text
    assert 'href="new"' in signed_in(joined(cast.ann(), place)).get("/c/diabetes/").text


def test_a_new_member_is_welcomed_and_an_old_one_is_not_told_again() -> None:
    place = community(welcome="Come in.", welcome_html="<p>Come in.</p>")
    new = joined(cast.ann(), place, since=timezone.now())
    old = joined(cast.carl(), place, since=timezone.now() - timedelta(days=100))
    assert "Come in." in signed_in(new).get("/c/diabetes/").text
    assert "Come in." not in signed_in(old).get("/c/diabetes/").text


def test_search_engines_may_keep_only_the_page_about_a_public_community() -> None:
    community()
    community("half", visibility="HYBRID")
    noindex = '<meta name="robots" content="noindex">'
    assert noindex not in Client().get("/c/diabetes/about").text
    assert noindex in Client().get("/c/diabetes/").text
    assert noindex in Client().get("/c/half/about").text
    assert noindex in Client().get("/c/half/").text


@pytest.mark.parametrize("place", ["x", "2020-01-01", "2020-01-01T00:00:00~x", "~", "9" * 500, "a~" + "9" * 30])
def test_a_broken_place_in_the_list_gets_a_sentence(place: str) -> None:
    community()
    assert Client().get("/c/diabetes/", {"after": place}).status_code == 422


def test_a_title_with_markup_in_it_is_shown_as_it_was_typed() -> None:
    topic(community(), '<script>alert("x")</script>')
    page = Client().get("/c/diabetes/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_visit_of_a_moderator_is_written_down_at_most_twice_a_day() -> None:
    place = community()
    mo = joined(cast.mo(), place, role="MODERATOR")
    client = signed_in(mo)
    client.get("/c/diabetes/")
    first = Membership.objects.get(member=mo).last_active_at
    client.get("/c/diabetes/")
    assert first is not None
    assert Membership.objects.get(member=mo).last_active_at == first


def test_only_those_who_look_after_a_place_pin_and_close_topics() -> None:
    place = community()
    mo, ann = joined(cast.mo(), place, role="MODERATOR"), joined(cast.ann(), place)
    row = topic(place, "Start here")
    for what, field in (("pin", "pinned"), ("lock", "locked")):
        assert signed_in(ann).post(f"/t/{row.public_id}/{what}", {"on": "1"}).status_code == 403
        assert signed_in(mo).post(f"/t/{row.public_id}/{what}", {"on": "1"}).status_code == 302
        assert getattr(Topic.objects.get(pk=row.pk), field) is True
        signed_in(mo).post(f"/t/{row.public_id}/{what}", {"on": "0"})
        assert getattr(Topic.objects.get(pk=row.pk), field) is False


def test_a_topic_of_a_private_place_cannot_be_pinned_or_found_from_outside() -> None:
    row = topic(community(visibility="PRIVATE", join_policy="ASK"), "Inside")
    assert signed_in(cast.ann()).post(f"/t/{row.public_id}/pin", {"on": "1"}).status_code == 404


def test_the_topic_page_has_the_buttons_to_pin_and_close_for_moderators_only() -> None:
    place = community()
    mo, ann = joined(cast.mo(), place, role="MODERATOR"), joined(cast.ann(), place)
    row = topic(place, "Start here")
    for member, has in ((mo, True), (ann, False)):
        page = signed_in(member).get(f"/t/{row.public_id}/").text
        assert (f'formaction="/t/{row.public_id}/pin" name="on" value="1"' in page) is has
        assert (f'formaction="/t/{row.public_id}/lock" name="on" value="1"' in page) is has
    assert signed_in(mo).post(f"/t/{row.public_id}/pin").status_code == 422


def test_somebody_who_has_muted_many_people_still_sees_the_right_list() -> None:
    place = community()
    ann = joined(cast.ann(), place)
    others = [cast.member(f"other-{number}") for number in range(45)]
    for number, other in enumerate(others):
        topic(place, f"By {number}", author=other, at=cast.NOW - timedelta(minutes=number))
    topic(place, "Start here", pinned=True, author=others[44])
    Mute.objects.bulk_create(Mute(member=ann, muted=other, since=cast.NOW) for other in others[:43])
    response = signed_in(ann).get("/c/diabetes/")
    assert [line.title for line in response.context["page"].topics] == ["By 43", "By 44"]
    assert [line.title for line in response.context["page"].pinned] == ["Start here"]
    Mute.objects.filter(muted=others[0]).delete()
    Mute.objects.filter(muted__in=others[5:43]).delete()
    titles = [line.title for line in signed_in(ann).get("/c/diabetes/").context["page"].topics]
    assert titles[:2] == ["By 0", "By 5"]
