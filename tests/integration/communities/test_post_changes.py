"""Changing a post, taking it back, putting it back, answering it in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dayroom.apps.audit.models import Event
from dayroom.apps.communities.actions.editing import edit_post
from dayroom.apps.communities.actions.withdrawing import TooLate, clear_withdrawn, undo_withdraw, withdraw_post
from dayroom.apps.communities.models import Bookmark, Community, Draft, Post, Reaction, Revision, Topic
from dayroom.apps.communities.queries.posts import own_post
from dayroom.apps.communities.rules.writing import GuardSpoke, NotYours, Written
from dayroom.apps.communities.vocabulary import MembershipRole, PostState
from dayroom.apps.notices.models import Notice
from dayroom.platform import search
from tests import cast
from tests.integration.communities.talk import client_of, joined, later, opened, room, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return room()


@pytest.fixture
def ann(place):
    return joined(cast.ann(), place)


@pytest.fixture
def carl(place):
    return joined(cast.carl(), place)


@pytest.fixture
def topic(place, ann):
    return opened(ann, place)


def change(member, post: Post, body: str, **fields: object):
    fresh, standing = own_post(member, post.public_id)
    title = fields.pop("title", "")
    return edit_post(
        member=member,
        post=fresh,
        standing=standing,
        written=Written(body=body, title=str(title)),
        now=later(minutes=5),
        **fields,
    )


def test_an_edit_shows_the_new_words_and_keeps_the_old_ones_readable(topic, carl) -> None:
    post = said(carl, topic, "Ours beeps too.")
    change(carl, post, "Ours beeps *less* now.")
    post.refresh_from_db()
    assert post.revision == 2
    assert "<em>less</em>" in post.body_html
    assert Revision.objects.get(post=post).body == "Ours beeps too."
    history = client_of().get(f"/p/{post.public_id}/history").content.decode()
    assert "Ours beeps too." in history
    assert "edited" in client_of().get(f"/t/{topic.public_id}/").content.decode()


def test_an_edit_changes_search_and_every_quote(topic, ann, carl) -> None:
    post = said(carl, topic, "The old syringe.")
    quoting = said(ann, topic, f"[[quote:{post.public_id}]]\n\nYes.")
    change(carl, post, "The new pen.")
    quoting.refresh_from_db()
    assert "The new pen." in quoting.body_html
    assert "old syringe" not in quoting.body_html
    assert search.find(["syringe"], all_of=[["vpub"]]) == []
    assert post.pk in search.find(["pen"], all_of=[["vpub"]])


def test_nobody_edits_the_words_of_another(topic, ann, carl) -> None:
    post = said(carl, topic)
    assert client_of(ann).get(f"/p/{post.public_id}/edit").status_code == 404
    assert client_of(ann).post(f"/p/{post.public_id}/edit", {"body": "Changed."}).status_code == 404
    assert Post.objects.get(pk=post.pk).body == "Ours too."


def test_an_anonymous_post_is_edited_without_a_trace_of_its_author(topic, carl) -> None:
    post = said(carl, topic, "I cried.", anonymous=True)
    assert client_of(carl).get(f"/p/{post.public_id}/edit").status_code == 200
    change(carl, post, "I cried, and slept.")
    assert Event.objects.filter(action="post.edited").get().actor_id is None
    history = client_of().get(f"/p/{post.public_id}/history").content.decode()
    assert "carl" not in history


def test_an_edit_goes_through_the_guard_as_well(topic, carl) -> None:
    post = said(carl, topic)
    with pytest.raises(GuardSpoke):
        change(carl, post, "My NHS number is 943 476 5919.")
    post.refresh_from_db()
    assert (post.revision, post.body) == (1, "Ours too.")
    assert not Revision.objects.exists()


def test_an_edit_does_not_make_a_hidden_post_visible(topic, carl) -> None:
    post = said(carl, topic)
    Post.objects.filter(pk=post.pk).update(state=PostState.HIDDEN)
    change(carl, post, "Better words.")
    post.refresh_from_db()
    assert post.state == PostState.HIDDEN


def test_two_windows_do_not_overwrite_each_other(topic, carl) -> None:
    post = said(carl, topic)
    client = client_of(carl)
    assert client.post(f"/p/{post.public_id}/edit", {"body": "First window.", "revision": "1"}).status_code == 302
    answer = client.post(f"/p/{post.public_id}/edit", {"body": "Second window.", "revision": "1"})
    assert answer.status_code == 409
    assert "Second window." in answer.content.decode()
    assert Draft.objects.get(member=carl).body == "Second window."


def test_the_title_is_edited_with_the_opening_post(topic, ann) -> None:
    post = Post.objects.get(topic=topic)
    client_of(ann).post(f"/p/{post.public_id}/edit", {"body": "New.", "title": "Second sensor", "revision": "1"})
    topic.refresh_from_db()
    assert topic.title == "Second sensor"


# --- taking back ----------------------------------------------------------------------------------------------------


def test_a_post_that_is_taken_back_leaves_page_search_counters_and_quotes(place, topic, ann, carl) -> None:
    post = said(carl, topic, "Marmalade story.")
    quoting = said(ann, topic, f"[[quote:{post.public_id}]]")
    before = Community.objects.get().posts_count
    withdraw_post(member=carl, post=post, now=later(minutes=1))
    quoting.refresh_from_db()
    place.refresh_from_db()
    topic.refresh_from_db()
    page = client_of(ann).get(f"/t/{topic.public_id}/").content.decode()
    assert "Marmalade" not in page
    assert "The author took this post back." in page
    assert "Marmalade" not in quoting.body_html
    assert search.find(["marmalade"], all_of=[["vpub"]]) == []
    assert (place.posts_count, topic.replies_count) == (before - 1, 1)
    carl.refresh_from_db()
    assert carl.posts_count == 0


def test_it_can_be_put_back_within_a_quarter_of_an_hour(topic, carl) -> None:
    post = said(carl, topic, "Marmalade story.")
    client = client_of(carl)
    assert client.post(f"/p/{post.public_id}/withdraw").status_code == 302
    assert f"/p/{post.public_id}/undo" in client.get(f"/t/{topic.public_id}/").content.decode()
    assert client.post(f"/p/{post.public_id}/undo").status_code == 302
    assert "Marmalade" in client.get(f"/t/{topic.public_id}/").content.decode()
    assert post.pk in search.find(["marmalade"], all_of=[["vpub"]])
    assert client.post(f"/p/{post.public_id}/undo").status_code == 409


def test_after_that_it_is_too_late(topic, carl) -> None:
    post = said(carl, topic)
    withdraw_post(member=carl, post=post, now=cast.NOW)
    with pytest.raises(TooLate):
        undo_withdraw(member=carl, post=post, now=later(minutes=16))


def test_taking_back_and_putting_back_does_not_get_past_a_moderator(topic, carl) -> None:
    post = said(carl, topic, "Please look.", asks_moderator=True)
    withdraw_post(member=carl, post=post, now=cast.NOW)
    undo_withdraw(member=carl, post=post, now=later(minutes=1))
    assert Post.objects.get(pk=post.pk).state == PostState.HELD


def test_only_the_author_takes_back(topic, ann, carl) -> None:
    post = said(carl, topic)
    with pytest.raises(NotYours):
        withdraw_post(member=ann, post=post, now=cast.NOW)
    assert client_of(ann).post(f"/p/{post.public_id}/withdraw").status_code == 404


def test_a_topic_without_replies_goes_with_its_opening_post(place, topic, ann) -> None:
    withdraw_post(member=ann, post=Post.objects.get(topic=topic), now=cast.NOW)
    assert client_of().get(f"/t/{topic.public_id}/").status_code == 404
    place.refresh_from_db()
    assert (place.topics_count, place.posts_count) == (0, 0)


def test_a_topic_with_replies_keeps_them_under_a_neutral_title(topic, ann, carl) -> None:
    said(carl, topic, "Ours too.")
    opening = Post.objects.get(topic=topic, position=1)
    withdraw_post(member=ann, post=opening, now=cast.NOW)
    page = client_of().get(f"/t/{topic.public_id}/").content.decode()
    assert "First sensor" not in page
    assert "Ours too." in page
    undo_withdraw(member=ann, post=opening, now=later(minutes=1))
    assert Topic.objects.get(pk=topic.pk).title == "First sensor"


def test_after_a_week_the_words_are_gone_for_good(topic, carl) -> None:
    post = said(carl, topic, "Marmalade story.")
    change(carl, post, "Marmalade story, told again.")
    withdraw_post(member=carl, post=post, now=cast.NOW)
    assert clear_withdrawn(cast.NOW + timedelta(days=6)) == 0
    assert clear_withdrawn(cast.NOW + timedelta(days=8)) == 1
    post.refresh_from_db()
    assert (post.body, post.body_html) == ("", "")
    assert not Revision.objects.exists()


# --- answers in words -------------------------------------------------------------------------------------------------


def test_a_word_is_given_counted_and_taken_back(topic, carl, ann) -> None:
    post = Post.objects.get(topic=topic)
    client = client_of(carl)
    client.post(f"/p/{post.public_id}/react", {"kind": "SAME_HERE"})
    post.refresh_from_db()
    topic.refresh_from_db()
    assert (post.reactions, topic.same_here_count) == ({"SAME_HERE": 1}, 1)
    assert Notice.objects.filter(member=ann, kind="REACTION").count() == 1
    assert 'aria-pressed="true">Same here <b>1</b>' in client.get(f"/t/{topic.public_id}/").content.decode()
    client.post(f"/p/{post.public_id}/react", {"kind": "SAME_HERE"})
    post.refresh_from_db()
    assert post.reactions == {}
    assert not Reaction.objects.exists()


def test_the_part_of_the_page_comes_back_alone_for_the_script(topic, carl) -> None:
    post = Post.objects.get(topic=topic)
    answer = client_of(carl).post(f"/p/{post.public_id}/react", {"kind": "WITH_YOU"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert text.startswith('<footer class="post__foot"')
    assert "With you <b>1</b>" in text


@pytest.mark.parametrize("kind", ["DOWNVOTE", "", "same_here", "\x00"])
def test_there_are_four_words_and_no_others(topic, carl, kind: str) -> None:
    post = Post.objects.get(topic=topic)
    assert client_of(carl).post(f"/p/{post.public_id}/react", {"kind": kind}).status_code == 422


def test_ones_own_post_is_not_answered_this_way_and_outsiders_join_first(topic, ann) -> None:
    post = Post.objects.get(topic=topic)
    assert client_of(ann).post(f"/p/{post.public_id}/react", {"kind": "THANK_YOU"}).status_code == 403
    assert client_of(cast.member("guest")).post(f"/p/{post.public_id}/react", {"kind": "THANK_YOU"}).status_code == 403


def test_who_said_same_here_is_listed_for_members_only(topic, carl, ann) -> None:
    post = Post.objects.get(topic=topic)
    client_of(carl).post(f"/p/{post.public_id}/react", {"kind": "SAME_HERE"})
    assert "carl" in client_of(ann).get(f"/t/{topic.public_id}/same-here").content.decode()
    assert client_of(cast.member("guest")).get(f"/t/{topic.public_id}/same-here").status_code == 403


def test_a_bookmark_is_kept_and_listed_for_its_owner(topic, carl) -> None:
    post = Post.objects.get(topic=topic)
    client = client_of(carl)
    client.post(f"/p/{post.public_id}/bookmark")
    assert "It beeps all night." in client.get("/me/bookmarks").content.decode()
    client.post(f"/p/{post.public_id}/bookmark")
    assert not Bookmark.objects.exists()


def test_a_bookmark_of_a_place_one_has_left_shows_nothing(carl, ann) -> None:
    place = room("quiet", visibility="PRIVATE")
    joined(ann, place)
    seat = joined(carl, place)
    topic = opened(ann, place, body="Behind the door.")
    client = client_of(seat)
    client.post(f"/p/{Post.objects.get(topic=topic).public_id}/bookmark")
    place.memberships.filter(member=carl).update(state="LEFT")
    assert "Behind the door" not in client.get("/me/bookmarks").content.decode()


def test_the_one_who_asked_marks_the_answer(topic, ann, carl) -> None:
    post = said(carl, topic, "Turn the alarm off at night.")
    assert client_of(carl).post(f"/p/{post.public_id}/answer").status_code == 403
    client_of(ann).post(f"/p/{post.public_id}/answer")
    page = client_of().get(f"/t/{topic.public_id}/").content.decode()
    assert "This answered the question" in page
    assert "Answered: see the answer" in page


def test_the_answer_to_an_anonymous_question_is_marked_by_its_author_alone(place, ann, carl) -> None:
    topic = opened(ann, place, title="A quiet question", anonymous=True)
    post = said(carl, topic)
    mo = joined(cast.mo(), place, role=MembershipRole.MODERATOR)
    assert client_of(mo).post(f"/p/{post.public_id}/answer").status_code == 403
    assert client_of(ann).post(f"/p/{post.public_id}/answer").status_code == 302
    assert Event.objects.get(action="topic.answered").actor_id is None


def test_following_a_topic_brings_a_notice_and_stops_again(topic, ann, carl) -> None:
    client = client_of(carl)
    client.post(f"/t/{topic.public_id}/follow")
    said(ann, topic, "News.")
    client.post(f"/t/{topic.public_id}/follow")
    said(ann, topic, "More news.")
    assert "You no longer follow" in client.get(f"/t/{topic.public_id}/").content.decode()
    assert topic.followers.filter(member=carl).count() == 0
