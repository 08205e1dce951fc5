"""Joining, asking, leaving, and the parts people have."""

from __future__ import annotations

import pytest

from dayroom.apps.audit.models import Event
from dayroom.apps.communities.actions import memberships as acts
from dayroom.apps.communities.actions.requests import ask_to_join
from dayroom.apps.communities.models import Community, Membership, TopicFollow
from dayroom.apps.communities.rules.membership import LastModerator, RemovedBefore
from dayroom.apps.notices.models import Notice
from dayroom.apps.people.models import Member
from dayroom.kernel.errors import TooMany
from tests import cast
from tests.integration.communities.places import community, joined, signed_in, topic

pytestmark = pytest.mark.django_db


def count(place: Community) -> int:
    return Community.objects.get(pk=place.pk).members_count


def test_joining_twice_is_joining_once() -> None:
    place, ann = community(), cast.ann()
    for _time in range(2):
        assert signed_in(ann).post("/c/diabetes/join").status_code == 302
    assert Membership.objects.get().state == "ACTIVE"
    assert count(place) == 1


def test_a_visitor_signs_in_before_joining() -> None:
    community()
    response = signed_in(cast.ann()).get("/c/diabetes/join")
    assert response.status_code == 405
    from django.test import Client
    assert "Sign in to join" in Client().get("/c/diabetes/").text
    assert Client().post("/c/diabetes/join").status_code == 401


def test_clinicians_places_take_in_verified_clinicians_only() -> None:
    community(audience="CLINICIANS")
    assert signed_in(cast.ann()).post("/c/diabetes/join").status_code == 403
    assert signed_in(cast.okoye()).post("/c/diabetes/join").status_code == 302


def test_places_for_the_young_do_not_exist_unless_the_operator_opens_them(settings) -> None:
    place = community(audience="YOUNG", visibility="PRIVATE", join_policy="INVITED")
    member = joined(cast.ann(), place)
    assert signed_in(member).get("/c/diabetes/").status_code == 404
    assert signed_in(cast.carl()).post("/c/diabetes/join").status_code == 404
    settings.YOUNG_COMMUNITIES = True
    assert signed_in(member).get("/c/diabetes/").status_code == 200


def test_asking_with_a_note_reaches_the_moderators_and_their_answer_reaches_the_asker() -> None:
    place = community(join_policy="ASK")
    mo, ann, carl = joined(cast.mo(), place, role="MODERATOR"), cast.ann(), cast.carl()
    assert signed_in(ann).post("/c/diabetes/join").status_code == 403
    signed_in(ann).post("/c/diabetes/ask", {"note": "My sister said you are kind."})
    signed_in(carl).post("/c/diabetes/ask", {"note": ""})
    assert Notice.objects.filter(member=mo, kind="JOIN_ASKED").exists()
    people = signed_in(mo).get("/c/diabetes/people").text
    assert "My sister said you are kind." in people
    assert count(place) == 1
    signed_in(mo).post("/c/diabetes/people/ann/decide", {"accept": "1"})
    signed_in(mo).post("/c/diabetes/people/carl/decide", {"accept": "0"})
    row = Membership.objects.get(member=ann)
    assert (row.state, row.asked_note) == ("ACTIVE", "")
    assert not Membership.objects.filter(member=carl).exists()
    assert Notice.objects.filter(kind="JOIN_DECIDED").count() == 2
    assert count(place) == 2
    assert signed_in(mo).post("/c/diabetes/people/ann/decide", {"accept": "1"}).status_code == 409


def test_a_request_can_be_taken_back() -> None:
    place, ann = community(join_policy="ASK"), cast.ann()
    ask_to_join(member=ann, community=place, note="", now=cast.NOW)
    assert "Your request is with the moderators" in signed_in(ann).get("/c/diabetes/").text
    signed_in(ann).post("/c/diabetes/leave")
    assert not Membership.objects.exists()
    assert count(place) == 0


def test_leaving_forgets_that_one_was_there() -> None:
    place = community(visibility="HYBRID")
    ann = joined(cast.ann(), place)
    TopicFollow.objects.create(member=ann, topic=topic(place, "Inside"), since=cast.NOW)
    assert "Leave" in signed_in(ann).get("/c/diabetes/leave").text
    signed_in(ann).post("/c/diabetes/leave")
    assert not Membership.objects.exists()
    assert not TopicFollow.objects.exists()
    assert count(place) == 0


def test_the_last_moderator_hands_over_before_leaving() -> None:
    place = community()
    mo, ann = joined(cast.mo(), place, role="MODERATOR"), joined(cast.ann(), place)
    response = signed_in(mo).post("/c/diabetes/leave")
    assert response.status_code == 409
    with pytest.raises(LastModerator):
        acts.leave(member=mo, community=place)
    signed_in(mo).post("/c/diabetes/settings/hand-over", {"to": "ann", "step_down": "on"})
    assert Membership.objects.get(member=ann).role == "MODERATOR"
    assert Membership.objects.get(member=mo).role == "MEMBER"
    assert signed_in(mo).post("/c/diabetes/leave").status_code == 302


def test_following_is_a_choice_of_the_member() -> None:
    place = community()
    ann = joined(cast.ann(), place)
    signed_in(ann).post("/c/diabetes/follow", {"on": "0"})
    assert Membership.objects.get().follows is False
    signed_in(ann).post("/c/diabetes/follow", {"on": "1"})
    assert Membership.objects.get().follows is True
    assert signed_in(cast.carl()).post("/c/diabetes/follow", {"on": "1"}).status_code == 404


def test_moderators_mark_peer_supporters_and_it_is_recorded() -> None:
    place = community()
    mo, ann = joined(cast.mo(), place, role="MODERATOR"), joined(cast.ann(), place)
    signed_in(mo).post("/c/diabetes/people/ann/role", {"role": "PEER_SUPPORTER"})
    assert Membership.objects.get(member=ann).role == "PEER_SUPPORTER"
    assert Member.objects.get(pk=ann.pk).peer_supporter
    event = Event.objects.get(action="membership.role")
    assert (event.actor_id, event.facts["to"]) == (mo.pk, "PEER_SUPPORTER")
    assert Notice.objects.filter(member=ann, kind="STANDING").exists()
    signed_in(mo).post("/c/diabetes/people/ann/role", {"role": "MEMBER"})
    assert not Member.objects.get(pk=ann.pk).peer_supporter


def test_members_cannot_see_who_is_in_a_place_or_change_parts() -> None:
    place = community()
    ann, carl = joined(cast.ann(), place), joined(cast.carl(), place)
    assert signed_in(ann).get("/c/diabetes/people").status_code == 403
    assert signed_in(ann).post("/c/diabetes/people/carl/role", {"role": "MODERATOR"}).status_code == 403
    assert signed_in(ann).post("/c/diabetes/people/ann/role", {"role": "MODERATOR"}).status_code == 403
    assert signed_in(ann).post("/c/diabetes/people/carl/remove", {"reason": "x"}).status_code == 403
    assert Membership.objects.get(member=carl).role == "MEMBER"


def test_a_removed_member_stays_out_until_a_moderator_lets_them_back() -> None:
    place = community()
    mo, ann = joined(cast.mo(), place, role="MODERATOR"), joined(cast.ann(), place)
    assert signed_in(mo).post("/c/diabetes/people/ann/remove", {"reason": " "}).status_code == 422
    signed_in(mo).post("/c/diabetes/people/ann/remove", {"reason": "Sold pills twice."})
    assert Membership.objects.get(member=ann).state == "BANNED"
    assert Event.objects.get(action="membership.removed").reason == "Sold pills twice."
    assert count(place) == 1
    with pytest.raises(RemovedBefore):
        acts.join(member=ann, community=place, now=cast.NOW)
    assert "Let back in" in signed_in(mo).get("/c/diabetes/people").text
    signed_in(mo).post("/c/diabetes/people/ann/let-back")
    assert signed_in(ann).post("/c/diabetes/join").status_code == 302


def test_nobody_joins_hundreds_of_places_in_a_day() -> None:
    ann = cast.ann()
    for number in range(20):
        acts.join(member=ann, community=community(f"place-{number}"), now=cast.NOW)
    with pytest.raises(TooMany):
        acts.join(member=ann, community=community("one-more"), now=cast.NOW)


def test_unknown_handles_and_places_are_not_found() -> None:
    mo = joined(cast.mo(), community(), role="MODERATOR")
    assert signed_in(mo).post("/c/diabetes/people/nobody/decide", {"accept": "1"}).status_code == 404
    assert signed_in(mo).post("/c/nowhere/join").status_code == 404
    assert signed_in(mo).post("/c/diabetes/people/mo/role", {"role": "KING"}).status_code == 422


def test_who_looks_after_a_place_finds_their_desk_and_loses_it_with_the_part() -> None:
    place, mo, carl = community(), cast.mo(), cast.carl()
    joined(carl, place)
    acts.make_moderator(community=place, member_id=mo.pk, now=cast.NOW)
    assert Member.objects.get(pk=mo.pk).is_staffish
    mo = Member.objects.get(pk=mo.pk)
    acts.hand_over(by=mo, community=place, to_id=carl.pk, step_down_ids=(mo.pk,), now=cast.NOW)
    assert not Member.objects.get(pk=mo.pk).is_staffish
    assert Member.objects.get(pk=carl.pk).moderates
