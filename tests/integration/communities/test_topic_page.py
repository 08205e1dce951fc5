"""Reading a topic: who sees what, page by page, in a pinned number of questions."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dayroom.apps.communities.models import Post, ReadMark, Topic
from dayroom.apps.communities.vocabulary import MembershipRole, PostState, Visibility
from dayroom.apps.people.actions import block
from tests import cast
from tests.integration.communities.talk import client_of, joined, later, opened, professional, room, said

pytestmark = pytest.mark.django_db


def page_of(topic: Topic, member=None, query: str = ""):
    return client_of(member).get(f"/t/{topic.public_id}/{query}")


def many(author, topic: Topic, count: int) -> None:
    start = topic.positions_given
    Post.objects.bulk_create(
        Post(
            topic=topic,
            position=start + n,
            author=author,
            body=f"word{n}",
            body_html=f"<p>word{n}</p>",
            state=PostState.LIVE,
            made_at=cast.NOW,
        )
        for n in range(1, count + 1)
    )
    Topic.objects.filter(pk=topic.pk).update(positions_given=start + count)


def test_a_visitor_reads_a_public_topic() -> None:
    place = room()
    topic = opened(joined(cast.ann(), place), place, body="It beeps *all* night.")
    answer = page_of(topic)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<em>all</em>" in text
    assert 'content="noindex' in text
    assert "formaction" not in text


def test_only_a_pinned_topic_of_a_public_community_is_for_search_engines() -> None:
    place = room()
    topic = opened(joined(cast.ann(), place), place)
    Topic.objects.filter(pk=topic.pk).update(pinned=True)
    assert "noindex" not in page_of(topic).content.decode()
    type(place).objects.filter(pk=place.pk).update(visibility=Visibility.HYBRID)
    assert "noindex" in page_of(topic).content.decode()


def test_a_hybrid_topic_shows_its_title_and_keeps_its_words() -> None:
    place = room(visibility=Visibility.HYBRID)
    topic = opened(joined(cast.ann(), place), place, body="Quiet words.")
    text = page_of(topic).content.decode()
    assert topic.title in text
    assert "Quiet words" not in text
    Topic.objects.filter(pk=topic.pk).update(pinned=True)
    assert "Quiet words" in page_of(topic).content.decode()


def test_a_private_topic_is_as_absent_as_one_that_never_was() -> None:
    place = room(visibility=Visibility.PRIVATE)
    topic = opened(joined(cast.ann(), place), place, title="A hidden room")
    hidden, absent = page_of(topic, cast.carl()), client_of().get("/t/00000000000000000000/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert "A hidden room" not in hidden.content.decode()


def test_twenty_five_posts_stand_on_a_page_and_the_ways_lead_on_and_back() -> None:
    place = room()
    ann = joined(cast.ann(), place)
    topic = opened(ann, place)
    many(ann, topic, 59)
    first, second = page_of(topic).content.decode(), page_of(topic, query="?after=25").content.decode()
    assert first.count('<article class="post"') == 25
    assert "?after=25" in first
    assert 'id="post-26"' in second
    assert "?before=26" in second
    back = page_of(topic, query="?before=26").content.decode()
    assert 'id="post-1"' in back
    assert 'id="post-25"' in back
    assert 'rel="prev"' not in back


@pytest.mark.parametrize("query", ["?after=abc", "?after=-1", "?before=999999999999999999999", "?after=²"])
def test_a_place_that_is_no_number_is_refused_kindly(query: str) -> None:
    place = room()
    topic = opened(joined(cast.ann(), place), place)
    assert page_of(topic, query=query).status_code == 422


def test_a_place_after_the_end_says_so() -> None:
    place = room()
    topic = opened(joined(cast.ann(), place), place)
    answer = page_of(topic, query="?after=500")
    assert answer.status_code == 200
    assert "nothing more on this page" in answer.content.decode()


def queries(run) -> int:
    with CaptureQueriesContext(connection) as seen:
        run()
    return len(seen.captured_queries)


def test_the_number_of_queries_does_not_grow_with_the_topic() -> None:
    place = room()
    ann, carl = joined(cast.ann(), place), joined(cast.carl(), place)
    topic = opened(ann, place)
    visitor, member = client_of(), client_of(carl)
    address = f"/t/{topic.public_id}/"
    member.get(address)
    few = queries(lambda: visitor.get(address)), queries(lambda: member.get(address))
    many(ann, topic, 24)
    member.get(address)  # the read mark moves once
    full = queries(lambda: visitor.get(address)), queries(lambda: member.get(address))
    assert few == full
    assert full[0] <= 5
    assert full[1] <= 9


def test_moving_the_read_mark_takes_one_statement() -> None:
    place = room()
    ann, carl = joined(cast.ann(), place), joined(cast.carl(), place)
    topic = opened(ann, place)
    member = client_of(carl)
    first = queries(lambda: member.get(f"/t/{topic.public_id}/"))
    second = queries(lambda: member.get(f"/t/{topic.public_id}/"))
    assert first == second + 1
    assert ReadMark.objects.get(member=carl).position == 1


def test_what_is_new_since_the_last_visit_is_marked_and_can_be_jumped_to() -> None:
    place = room()
    ann, carl = joined(cast.ann(), place), joined(cast.carl(), place)
    topic = opened(ann, place)
    page_of(topic, carl)
    said(ann, topic, "And this morning again.")
    text = page_of(topic, carl).content.decode()
    assert "Jump to the first unread post" in text
    assert 'id="new"' in text
    assert "Jump to the first unread post" not in page_of(topic, carl).content.decode()


def test_a_hidden_persons_posts_and_quotes_fold_but_never_their_anonymous_ones() -> None:
    place = room()
    ann, carl = joined(cast.ann(), place), joined(cast.carl(), place)
    topic = opened(ann, place)
    openly = said(carl, topic, "Carl speaks openly.")
    said(carl, topic, "Somebody speaks quietly.", anonymous=True)
    said(ann, topic, f"[[quote:{openly.public_id}]]\n\nI see.")
    block(member_id=ann.pk, blocked_id=carl.pk, now=cast.NOW)
    text = page_of(topic, ann).content.decode()
    assert "Carl speaks openly" not in text
    assert "Somebody speaks quietly" in text
    assert text.count("somebody hidden from you") == 2


def test_nothing_on_the_page_tells_who_is_behind_an_anonymous_post() -> None:
    place = room()
    ann, carl, mo = (
        joined(cast.ann(), place),
        joined(cast.carl(), place),
        joined(cast.mo(), place, role=MembershipRole.MODERATOR),
    )
    topic = opened(ann, place)
    said(carl, topic, "I cried.", anonymous=True)
    for reader in (None, ann, mo):
        assert "carl" not in page_of(topic, reader).content.decode()
    own = page_of(topic, carl).content.decode()
    assert ">you<" in own


def test_a_professional_speaks_with_a_badge_an_interest_and_their_own_views() -> None:
    place = room()
    okoye = joined(cast.okoye(), place)
    persona = professional(okoye)
    topic = opened(okoye, place, persona=persona)
    text = page_of(topic).content.decode()
    assert f"Verified physician · until {persona.verified_until.year}" in text
    assert "Views are my own." in text
    assert "Paid to speak by no one." in text
    assert okoye.handle not in text


def test_a_content_warning_folds_the_text() -> None:
    place = room()
    topic = opened(joined(cast.ann(), place), place, content_warning="hospital")
    text = page_of(topic).content.decode()
    assert '<details class="fold"><summary>' in text
    assert "Content warning: hospital" in text


def test_a_held_post_is_seen_by_its_author_and_those_who_look_after_the_place() -> None:
    place = room()
    ann, carl, mo = (
        joined(cast.ann(), place),
        joined(cast.carl(), place),
        joined(cast.mo(), place, role=MembershipRole.MODERATOR),
    )
    topic = opened(ann, place)
    post = said(carl, topic, "Please look at this.", asks_moderator=True)
    assert post.state == PostState.HELD
    assert "Please look at this" in page_of(topic, carl).content.decode()
    assert "Waiting to be looked at" in page_of(topic, carl).content.decode()
    assert "Please look at this" in page_of(topic, mo).content.decode()
    assert "Please look at this" not in page_of(topic, ann).content.decode()
    assert "Please look at this" not in page_of(topic).content.decode()


def test_a_post_kept_to_the_members_is_not_shown_to_visitors() -> None:
    place = room()
    ann = joined(cast.ann(), place)
    topic = opened(ann, place)
    post = said(ann, topic, "For this room only.")
    Post.objects.filter(pk=post.pk).update(members_only=True)
    assert "For this room only" not in page_of(topic).content.decode()
    assert "For this room only" not in page_of(topic, cast.carl()).content.decode()
    assert "For this room only" in page_of(topic, ann).content.decode()


def test_a_topic_page_weighs_little_and_takes_few_requests() -> None:
    place = room()
    ann, carl = joined(cast.ann(), place), joined(cast.carl(), place)
    topic = opened(ann, place)
    many(ann, topic, 24)
    assert len(page_of(topic, carl).content) < 70_000


def test_the_short_address_leads_to_the_post_on_its_page() -> None:
    place = room()
    ann = joined(cast.ann(), place)
    topic = opened(ann, place)
    many(ann, topic, 40)
    post = Post.objects.get(topic=topic, position=30)
    answer = client_of().get(f"/p/{post.public_id}")
    assert answer["Location"] == f"/t/{topic.public_id}/?after=25#post-30"
    assert client_of().get("/p/nobody-wrote-this-123").status_code == 404


def test_a_meet_up_goes_into_a_calendar() -> None:
    place = room()
    topic = opened(
        joined(cast.ann(), place),
        place,
        title="Tea, and talk",
        kind="MEETUP",
        meets_at=later(days=3),
        meets_where="Room 4; ground floor",
    )
    answer = client_of().get(f"/t/{topic.public_id}/meet-up.ics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:Tea\\, and talk" in text
    assert "LOCATION:Room 4\\; ground floor" in text
    assert "DTSTART:20261123T120000Z" in text
    plain = opened(joined(cast.carl(), place), place)
    assert client_of().get(f"/t/{plain.public_id}/meet-up.ics").status_code == 404


def test_hiding_a_member_does_not_show_which_professional_they_are() -> None:
    place = room()
    ann, okoye = joined(cast.ann(), place), joined(cast.okoye(), place)
    personal = opened(okoye, place, title="A walk in the rain")
    professional_one = opened(okoye, place, title="On night alarms", persona=professional(okoye))
    block(member_id=ann.pk, blocked_id=okoye.pk, now=cast.NOW)
    listed = client_of(ann).get(f"/c/{place.slug}/").content.decode()
    assert personal.title not in listed
    assert professional_one.title in listed
    assert "It beeps all night" in page_of(professional_one, ann).content.decode()
    assert "It beeps all night" not in page_of(personal, ann).content.decode()


def test_words_in_another_language_say_so_and_the_page_speaks_the_readers() -> None:
    place = room("diabetes-es", language="es")
    topic = opened(joined(cast.ann(), place), place, title="Mis noches", body="Otra vez a las tres.", anonymous=True)
    english = page_of(topic).content.decode()
    assert '<div class="prose" dir="auto" lang="es"><p>Otra vez' in english
    assert '<h1 dir="auto" lang="es">Mis noches</h1>' in english
    spanish = client_of().get(f"/t/{topic.public_id}/", headers={"Accept-Language": "es"}).content.decode()
    assert '<div class="prose" dir="auto"><p>Otra vez' in spanish
    assert "Anónim" in spanish
