"""A chart in a post: shown to whom it was meant for, drawn when the post is read, gone the moment it is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.communities.actions.posts import submit_topic
from dayroom.apps.communities.actions.withdrawing import withdraw_post
from dayroom.apps.communities.models import AttachedCard, Community, Membership, Post
from dayroom.apps.communities.queries.posts import own_post
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.communities.vocabulary import MembershipState
from dayroom.apps.people.actions import withdraw_consent
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.readings import enter_reading
from dayroom.apps.tracking.actions.trackers import follow_measure
from dayroom.apps.tracking.models import Access, Card
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.vocabulary.trackers import Entry
from tests import cast
from tests.integration import health_scene
from tests.integration.communities.places import joined
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db
TITLE = "Blood sugar"


@pytest.fixture
def stage() -> dict[str, object]:
    """Ann follows her sugar; Carl belongs to the same community, Mo to none."""
    now = timezone.now()
    ann, carl, mo = cast.ann(), cast.carl(), cast.mo()
    health_scene.agree(member_id=ann.pk, language="en", now=now)
    place = Community.objects.create(slug="sugar", name="Sugar", description="Sugar.", made_at=now, members_count=2)
    joined(ann, place)
    joined(carl, place)
    record = record_for(ann, "me")
    row = follow_measure(record=record, key="glucose", now=now)
    for days, value in ((3, "5.4"), (2, "6.1"), (1, "5.8")):
        entry = Entry(value=value, unit="mmol/L", taken_at=now - timedelta(days=days))
        enter_reading(record=record, tracker=row.public_id, entry=entry, now=now)
    sent = submit_topic(author=carl, community=place, now=now, written=Written(title="Nights", body="How are yours?"))
    return {"ann": ann, "carl": carl, "mo": mo, "place": place, "tracker": row, "topic": sent.topic,
            "address": f"/t/{sent.topic.public_id}/"}


def attached(stage: dict, **form: object) -> Post:
    client = signed_in(stage["ann"])
    offer = f"tracking:CHART.{stage['tracker'].public_id}"
    answer = client.post(f"{stage['address']}reply", {"body": "Here is mine.", "card": offer, **form})
    assert answer.status_code == 302, answer.content
    return Post.objects.get(body="Here is mine.")


def sees(stage: dict, who: str) -> bool:
    client = signed_in(stage[who]) if who else Client()
    return 'class="health-card"' in client.get(stage["address"]).content.decode()


def test_a_chart_is_chosen_without_script_shown_to_the_community_and_gone_when_taken_back(stage) -> None:
    client = signed_in(stage["ann"])
    asked = client.post(f"{stage['address']}reply", {"body": "Here is mine.", "do": "cards"}).content.decode()
    assert "Here is mine." in asked
    assert f"{TITLE}: chart of the last 90 days" in asked
    post = attached(stage)
    assert post.body_html == "<p>Here is mine.</p>\n"
    assert TITLE not in post.body
    assert [sees(stage, who) for who in ("ann", "carl", "mo", "")] == [True, True, False, False]
    lines = Access.objects.filter(way="CARD")
    sees(stage, "carl")
    assert [(one.actor_id, one.times) for one in lines] == [(stage["carl"].pk, 1)], "one line a day for one reader"
    key = AttachedCard.objects.get().key
    assert signed_in(stage["carl"]).post(f"/p/{post.public_id}/cards/{key}/end").status_code == 404
    assert client.post(f"/p/{post.public_id}/cards/{key}/end").status_code == 302
    assert not any(sees(stage, who) for who in ("ann", "carl"))
    assert not Card.objects.exists()
    assert not AttachedCard.objects.exists()


def test_a_consent_that_is_taken_back_closes_every_card_at_once(stage) -> None:
    attached(stage)
    assert sees(stage, "carl")
    withdraw_consent(member_id=stage["ann"].pk, purpose=Purpose.OWN_RECORD, now=timezone.now())
    assert not sees(stage, "carl")
    assert not sees(stage, "ann")


def test_everyone_only_where_the_writer_says_so_and_nobody_once_the_post_is_withdrawn(stage) -> None:
    post = attached(stage, card_readers="ALL")
    assert sees(stage, "mo")
    assert sees(stage, "")
    withdraw_post(member=stage["ann"], post=own_post(stage["ann"], post.public_id)[0], now=timezone.now())
    assert not Card.objects.exists()


def test_what_is_anothers_or_would_unmask_an_anonymous_post_is_refused_with_the_words_kept(stage) -> None:
    carl = signed_in(stage["carl"])
    offer = f"tracking:CHART.{stage['tracker'].public_id}"
    health_scene.agree(member_id=stage["carl"].pk, language="en", now=timezone.now())
    stolen = carl.post(f"{stage['address']}reply", {"body": "Not mine.", "card": offer})
    assert stolen.status_code == 422
    assert "Not mine." in stolen.content.decode()
    hidden = signed_in(stage["ann"]).post(f"{stage['address']}reply", {"body": "Who?", "card": offer, "anonymous": "1"})
    assert hidden.status_code == 403
    assert "would tell who you are" in hidden.content.decode()
    assert not Card.objects.exists()


def test_many_cards_on_a_page_are_asked_for_in_as_many_questions_as_one(stage, django_assert_max_num_queries) -> None:
    client, carl = signed_in(stage["ann"]), signed_in(stage["carl"])
    offer = f"tracking:CHART.{stage['tracker'].public_id}"
    counts = []
    for number in range(4):
        client.post(f"{stage['address']}reply", {"body": f"Reply {number}.", "card": offer})
        carl.get(stage["address"])
        with django_assert_max_num_queries(60) as asked:
            carl.get(stage["address"])
        counts.append(len(asked))
    assert counts[1] == counts[3]


def test_who_leaves_a_community_shows_it_no_card_any_more_and_coming_back_does(stage: dict) -> None:
    attached(stage)
    assert sees(stage, "carl")
    rows = Membership.objects.filter(member=stage["ann"])
    rows.update(state=MembershipState.LEFT)
    assert (sees(stage, "carl"), sees(stage, "ann")) == (False, True)
    rows.update(state=MembershipState.ACTIVE)
    assert sees(stage, "carl")
