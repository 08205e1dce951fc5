"""What moderation, notices, people and erasure get from posts."""

from __future__ import annotations

import pytest

from dayroom.apps.communities.actions.erasing import erase_words
from dayroom.apps.communities.models import (
    AnonymousAuthorship,
    Byline,
    Community,
    Draft,
    Membership,
    Post,
    Revision,
    Topic,
)
from dayroom.apps.communities.vocabulary import MembershipRole, PostState, Visibility
from dayroom.apps.moderation.ports import SUBJECTS
from dayroom.apps.notices.models import Notice
from dayroom.apps.notices.ports import NOTICE_SUBJECTS, SCOPES
from dayroom.apps.people.ports import PROFILE_PARTS
from dayroom.platform import search
from dayroom.platform.ports import PERSONAL_DATA
from tests import cast
from tests.integration.communities.talk import client_of, joined, later, opened, professional, room, said

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


def test_a_card_shows_the_byline_and_never_the_author_behind_it(topic, ann, carl) -> None:
    post = said(carl, topic, "I cried.", anonymous=True)
    card = SUBJECTS["post"].card(post.pk)
    assert card is not None
    assert (card.byline, card.body, card.place) == ("Anonymous 1", "I cried.", "Diabetes")
    assert card.before == (("ann", "<p>It beeps all night.</p>\n"),)
    assert "carl" not in repr(card)


def test_the_card_of_an_opening_post_holds_the_text_that_was_screened(topic) -> None:
    card = SUBJECTS["post"].card(Post.objects.get(topic=topic).pk)
    assert card is not None
    assert card.body == "First sensor\n\nIt beeps all night."


def test_facts_know_the_author_behind_the_byline(topic, carl, place) -> None:
    post = said(carl, topic, anonymous=True)
    assert SUBJECTS["post"].facts(post.pk) == (carl.pk, True, place.pk)


def test_what_a_reader_cannot_see_cannot_be_flagged(ann) -> None:
    place = room("quiet", visibility=Visibility.PRIVATE)
    post = Post.objects.get(topic=opened(joined(ann, place), place))
    assert SUBJECTS["post"].id_for(post.public_id, ann.pk) == post.pk
    assert SUBJECTS["post"].id_for(post.public_id, cast.mo().pk) is None


def test_moderators_are_known_by_place(place, topic) -> None:
    mo = joined(cast.mo(), place, role=MembershipRole.MODERATOR)
    assert SUBJECTS["post"].moderated_scopes(mo.pk) == [(place.pk, "Diabetes")]
    assert SUBJECTS["post"].moderators_of(place.pk) == [mo.pk]


def test_a_released_post_is_counted_found_and_announced_once(place, topic, ann, carl) -> None:
    post = said(carl, topic, "Please look, @ann. Marmalade.", asks_moderator=True)
    mo = joined(cast.mo(), place, role=MembershipRole.MODERATOR)
    for _ in range(2):
        SUBJECTS["post"].release(post.pk, by_id=mo.pk, now=later(hours=1))
    post.refresh_from_db()
    topic.refresh_from_db()
    place.refresh_from_db()
    assert (post.state, topic.replies_count, place.posts_count) == (PostState.LIVE, 1, 2)
    assert search.find(["marmalade"], all_of=[["vpub"]]) == [post.pk]
    assert Notice.objects.filter(member=ann, kind="MENTION").get().count == 1


def test_a_hidden_and_a_removed_post_leave_the_page_and_come_back(place, topic, carl) -> None:
    post = said(carl, topic, "Marmalade.")
    for act in ("hide", "remove"):
        getattr(SUBJECTS["post"], act)(post.pk, by_id=1, now=later(hours=1))
        place.refresh_from_db()
        assert place.posts_count == 1
        assert "Marmalade" not in client_of().get(f"/t/{topic.public_id}/").content.decode()
        assert "Marmalade" in client_of(carl).get(f"/t/{topic.public_id}/").content.decode()
    SUBJECTS["post"].release(post.pk, by_id=1, now=later(hours=2))
    assert "Marmalade" in client_of().get(f"/t/{topic.public_id}/").content.decode()


def test_removing_an_opening_post_takes_its_topic_from_view(topic, carl) -> None:
    said(carl, topic)
    SUBJECTS["post"].remove(Post.objects.get(topic=topic, position=1).pk, by_id=1, now=cast.NOW)
    assert client_of().get(f"/t/{topic.public_id}/").status_code == 404
    assert search.find(["ours"], all_of=[["vpub"]]) == []


def test_a_withdrawn_post_is_not_brought_back_by_a_decision(topic, carl) -> None:
    post = said(carl, topic)
    client_of(carl).post(f"/p/{post.public_id}/withdraw")
    SUBJECTS["post"].release(post.pk, by_id=1, now=cast.NOW)
    assert Post.objects.get(pk=post.pk).state == PostState.WITHDRAWN


def test_notices_are_described_for_those_who_may_see_them(topic, ann, carl, django_assert_num_queries) -> None:
    quiet = room("quiet", visibility=Visibility.PRIVATE)
    hidden = opened(joined(ann, quiet), quiet, title="Behind the door")
    with django_assert_num_queries(1):
        told = NOTICE_SUBJECTS["topic"].describe([topic.pk, hidden.pk], carl.pk)
    assert told == {topic.pk: ("First sensor", f"/t/{topic.public_id}/")}
    post = said(carl, topic)
    with django_assert_num_queries(1):
        assert NOTICE_SUBJECTS["post"].describe([post.pk], ann.pk) == {
            post.pk: ("First sensor", f"/p/{post.public_id}")
        }
    assert NOTICE_SUBJECTS["community"].describe([quiet.pk], carl.pk) == {}
    assert [scope.name for scope in SCOPES["communities"].of_member(ann.pk)] == ["Diabetes", "Quiet"]


def test_a_notice_about_a_professionals_post_does_not_name_the_member(topic, ann, place) -> None:
    okoye = joined(cast.okoye(), place)
    said(okoye, topic, "In general: yes. @ann", persona=professional(okoye))
    assert list(Notice.objects.filter(member=ann).values_list("actor_id", flat=True).distinct()) == [None]


def test_a_profile_shows_open_posts_only(topic, carl, place) -> None:
    said(carl, topic, "Openly.")
    said(carl, topic, "Quietly.", anonymous=True)
    ((heading, rows),) = PROFILE_PARTS["communities"].parts(carl.pk, None)
    assert heading == "Recent posts"
    assert [row["meta"] for row in rows] == ["Diabetes · Openly."]


# --- leaving ------------------------------------------------------------------------------------------


def test_the_members_copy_holds_their_anonymous_words_too(topic, carl) -> None:
    said(carl, topic, "Openly.")
    said(carl, topic, "Quietly.", anonymous=True)
    Draft.objects.create(member=carl, place=f"topic:{topic.public_id}", body="Half a thought", saved_at=cast.NOW)
    tables = dict(PERSONAL_DATA["communities"].export(carl.pk))
    assert [(row["body"], row["anonymous"]) for row in tables["Posts"]] == [("Openly.", False), ("Quietly.", True)]
    assert tables["Drafts"][0]["body"] == "Half a thought"
    assert tables["Communities"][0]["community"] == "Diabetes"


def test_who_leaves_takes_every_word_along_and_the_talk_keeps_its_shape(place, topic, ann, carl) -> None:
    openly = said(carl, topic, "Marmalade openly.")
    quietly = said(carl, topic, "Marmalade quietly.", anonymous=True)
    quoting = said(ann, topic, f"[[quote:{openly.public_id}]]\n\nThank you.")
    own = opened(carl, place, title="Marmalade question", body="Marmalade?")
    said(ann, own, "Of course.")
    client_of(carl).post(f"/p/{Post.objects.get(topic=topic, position=1).public_id}/react", {"kind": "SAME_HERE"})
    Draft.objects.create(member=carl, place=f"topic:{topic.public_id}", body="Marmalade draft", saved_at=cast.NOW)
    assert erase_words(carl.pk, now=later(days=1)) == 3
    quoting.refresh_from_db()
    own.refresh_from_db()
    topic.refresh_from_db()
    words = [
        *Post.objects.values_list("body", flat=True),
        *Post.objects.values_list("body_html", flat=True),
        *Revision.objects.values_list("body", flat=True),
        *Draft.objects.values_list("body", flat=True),
        *Topic.objects.values_list("title", flat=True),
    ]
    assert not any("armalade" in text for text in words)
    assert search.find(["marmalade"], all_of=[["vpub"]]) == []
    assert not AnonymousAuthorship.objects.exists()
    assert not Byline.objects.exists()
    assert not Membership.objects.filter(member=carl).exists()
    assert (own.title, own.state) == ("Taken back by a former member", PostState.LIVE)
    assert topic.same_here_count == 0
    assert Community.objects.get().posts_count == 3
    page = client_of().get(f"/t/{topic.public_id}/").content.decode()
    assert "A former member took this back." in page
    assert Post.objects.get(pk=quietly.pk).author_id is None


def test_a_moderator_who_writes_openly_is_there_and_an_anonymous_post_tells_nothing(topic, place) -> None:
    mo = joined(cast.mo(), place, role=MembershipRole.MODERATOR)
    said(mo, topic, "Quietly.", anonymous=True)
    assert place.memberships.get(member=mo).last_active_at is None
    said(mo, topic, "Openly.", now=later(minutes=1))
    assert place.memberships.get(member=mo).last_active_at == later(minutes=1)
