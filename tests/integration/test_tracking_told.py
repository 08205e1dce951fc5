"""Conditions, treatments and events on their pages: kept as told, coded only when picked, mended, deleted, undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.communities.models import Draft, Post
from dayroom.apps.people.models import Member
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.told import keep_told, remove_told, sweep_told, undo_told
from dayroom.apps.tracking.models import Condition
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.records import conditions_of, events_of, treatments_of
from dayroom.apps.tracking.rules.told import CannotUndo
from tests.cast import NOW, ann
from tests.integration import scene
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db

FORM = {"certainty": "DIAGNOSED"}


@pytest.fixture
def owner() -> Member:
    made = ann()
    agree(member_id=made.pk, language="en", now=NOW)
    return made


@pytest.fixture
def client(owner: Member) -> Client:
    return signed_in(owner)


def test_own_words_are_never_coded_and_a_picked_name_is(client: Client, owner: Member) -> None:
    client.post("/health/me/conditions/new", {**FORM, "text": "Asthma"})
    looked = client.post("/health/me/conditions/new", {**FORM, "text": "asth", "look_up": "1"})
    assert (looked.status_code, b'value="asthma"' in looked.content) == (200, True)
    client.post("/health/me/conditions/new", {**FORM, "text": "asth", "picked": "asthma", "first_seen_on_year": "2019"})
    picked, own = conditions_of(record_for(owner, "me"))
    assert (own.text, own.code) == ("Asthma", "")
    assert (picked.text, picked.code, picked.first_seen_on) == ("Asthma", "J45", "2019")


def test_dates_that_cannot_be_are_refused_and_the_input_stays(client: Client) -> None:
    ahead = client.post("/health/me/treatments/new", {
        "name": "Metformin", "dose": "500 mg", "started_on_year": "2024", "stopped_on_year": "2023",
    })
    assert (ahead.status_code, b"The end is before the start" in ahead.content) == (422, True)
    assert b"500 mg" in ahead.content
    later = client.post("/health/me/events/new", {"title": "Moved", "on_year": str(timezone.localdate().year + 1)})
    assert (later.status_code, b"has not come yet" in later.content) == (422, True)
    odd = client.post("/health/me/events/new", {"title": "Moved", "on_year": "2023", "on_month": "02", "on_day": "30"})
    assert odd.status_code == 422


def test_a_change_and_a_deletion_are_undone_with_one_press(client: Client, owner: Member) -> None:
    client.post("/health/me/treatments/new", {"name": "Metformin", "purposes": "blood sugar\nweight"})
    mine = record_for(owner, "me")
    item = treatments_of(mine)[0]
    assert item.purposes == ("blood sugar", "weight")
    changed = client.post(f"/health/me/treatments/{item.public_id}", {"name": "Metformin XR"}, follow=True)
    assert b"Undo" in changed.content
    client.post(f"/health/me/treatments/{item.public_id}/undo")
    assert treatments_of(mine)[0].name == "Metformin"
    client.post(f"/health/me/treatments/{item.public_id}/delete")
    assert treatments_of(mine) == []
    client.post(f"/health/me/treatments/{item.public_id}/undo")
    assert [one.name for one in treatments_of(mine)] == ["Metformin"]


def test_what_was_deleted_is_gone_for_good_after_a_day(owner: Member) -> None:
    mine = record_for(owner, "me")
    kept = keep_told(record=mine, kind="condition", values={"text": "Migraine"}, now=NOW, today=NOW.date())
    remove_told(record=mine, kind="condition", public_id=kept, now=NOW)
    later = NOW + timedelta(days=1, minutes=1)
    with pytest.raises(CannotUndo):
        undo_told(record=mine, kind="condition", public_id=kept, now=later)
    assert sweep_told(now=later) == 1
    assert not Condition.every.filter(owner=owner).exists()


def test_the_journey_stands_by_years_and_a_story_becomes_an_event(client: Client, owner: Member) -> None:
    mine = record_for(owner, "me")
    keep_told(record=mine, kind="condition", now=NOW, today=NOW.date(),
              values={"text": "Asthma", "first_seen_on": "2019", "diagnosed_on": "2020-03"})
    told = client.post("/health/me/story", {"part1": "A nurse told me.", "goes": ""}, follow=True)
    assert b"A nurse told me." in told.content
    page = client.get("/health/me/timeline").content.decode()
    assert [word in page for word in ("2019", "first noticed", "diagnosed", "March 2020", "My story")] == [True] * 5
    assert client.post("/health/me/story", {"goes": ""}).status_code == 422


def test_a_story_for_a_community_is_a_draft_and_nothing_is_posted() -> None:
    world = scene.build()
    agree(member_id=world.ann.pk, language="en", now=NOW)
    ann = world.clients["member"]
    assert b"Honest beats heroic" in ann.get("/health/me/story").content
    posts = Post.objects.count()
    told_there = ann.post("/health/me/story", {"part3": "My sister rang every day.", "goes": str(world.place.pk)})
    assert told_there.url == f"/c/{world.place.slug}/new"
    assert b"My sister rang every day." in ann.get(told_there.url).content
    assert (Post.objects.count(), Draft.objects.filter(member=world.ann).count()) == (posts, 1)
    elsewhere = ann.post("/health/me/story", {"part3": "Words.", "goes": "999999"})
    assert elsewhere.status_code == 422


def test_a_name_that_says_how_to_reach_somebody_is_not_shown_to_others() -> None:
    world = scene.build()
    agree(member_id=world.ann.pk, language="en", now=NOW)
    mine, ann = record_for(world.ann, "me"), world.clients["member"]
    item = keep_told(record=mine, kind="lifeevent", now=NOW, today=NOW.date(),
                     values={"title": "Surgery, NHS number 943 476 5919", "on": "2024"})
    answer = ann.post(f"/health/me/audience/lifeevent/{item}", {"audience": "PLACE", "place": str(world.place.pk)})
    assert (answer.status_code, b"Please change it first" in answer.content) == (422, True)
    assert events_of(mine)[0].audience == "ME"


def test_words_of_despair_in_a_note_bring_help_and_are_kept(client: Client, owner: Member) -> None:
    answer = client.post("/health/me/events/new", {"title": "A hard day", "on_year": "2025",
                                                   "note": "I want to end my life tonight."})
    assert (answer.status_code, b"Crisis" in answer.content or b"crisis" in answer.content) == (200, True)
    assert events_of(record_for(owner, "me"))[0].note == "I want to end my life tonight."
