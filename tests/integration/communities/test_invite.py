"""Links that let people in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.communities.actions.invitations import make_invitation
from dayroom.apps.communities.models import Invitation, Membership
from tests import cast
from tests.integration.communities.places import community, joined, signed_in

pytestmark = pytest.mark.django_db


def private_place():
    place = community("quiet", visibility="PRIVATE", join_policy="INVITED")
    return place, joined(cast.mo(), place, role="MODERATOR")


def link(place, mo, **fields) -> Invitation:
    given = {"days": 7, "uses": None, "now": timezone.now(), **fields}
    return make_invitation(by=mo, community=place, **given)


def test_a_link_shows_what_it_leads_to_and_lets_a_member_in() -> None:
    place, mo = private_place()
    made = link(place, mo, uses=2)
    page = Client().get(f"/invite/{made.token}").text
    assert place.name in page
    assert place.description in page
    assert 'name="robots" content="noindex"' in page
    assert f"next=/invite/{made.token}" in page
    ann = cast.ann()
    assert signed_in(ann).post(f"/invite/{made.token}/join").headers["Location"] == "/c/quiet/"
    assert Membership.objects.get(member=ann).state == "ACTIVE"
    assert Invitation.objects.get().uses_left == 1
    signed_in(ann).post(f"/invite/{made.token}/join")
    assert Invitation.objects.get().uses_left == 1
    assert signed_in(ann).get(f"/invite/{made.token}").status_code == 302


@pytest.mark.parametrize("end", ["expired", "withdrawn", "used up", "closed", "unknown"])
def test_a_link_that_is_over_says_so_and_lets_nobody_in(end: str) -> None:
    place, mo = private_place()
    made = link(place, mo, uses=1)
    if end == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    if end == "used up":
        signed_in(cast.carl()).post(f"/invite/{made.token}/join")
    if end == "withdrawn":
        signed_in(mo).post("/c/quiet/invitations/withdraw", {"token": made.token})
    if end == "closed":
        type(place).objects.update(closed_at=timezone.now())
    token = "x" * 32 if end == "unknown" else made.token
    ann = cast.ann()
    for response in (Client().get(f"/invite/{token}"), signed_in(ann).post(f"/invite/{token}/join")):
        assert response.status_code == 410
        assert "no longer valid" in response.text
        assert place.name not in response.text
    assert not Membership.objects.filter(member=ann).exists()


def test_links_are_made_and_taken_back_by_moderators_only_and_recorded_without_the_link() -> None:
    place, mo = private_place()
    ann = joined(cast.ann(), place)
    assert signed_in(ann).get("/c/quiet/invitations").status_code == 403
    assert signed_in(ann).post("/c/quiet/invitations", {"days": 7}).status_code == 403
    signed_in(mo).post("/c/quiet/invitations", {"days": 7, "uses": "3"})
    made = Invitation.objects.get()
    assert made.token in signed_in(mo).get("/c/quiet/invitations").text
    assert signed_in(ann).post("/c/quiet/invitations/withdraw", {"token": made.token}).status_code == 403
    assert signed_in(mo).post("/c/quiet/invitations/withdraw", {"token": "y"}).status_code == 404
    signed_in(mo).post("/c/quiet/invitations/withdraw", {"token": made.token})
    assert Invitation.objects.get().withdrawn_at is not None
    assert set(Event.objects.values_list("action", flat=True)) == {"invitation.made", "invitation.withdrawn"}
    assert all(made.token not in str(event.facts) for event in Event.objects.all())


@pytest.mark.parametrize("days", ["0", "61", "x", ""])
def test_a_link_lives_between_one_and_sixty_days(days: str) -> None:
    _place, mo = private_place()
    assert signed_in(mo).post("/c/quiet/invitations", {"days": days}).status_code == 422
    assert not Invitation.objects.exists()


def test_a_removed_member_does_not_come_back_by_a_link() -> None:
    place, mo = private_place()
    ann = joined(cast.ann(), place, state="BANNED")
    made = link(place, mo, uses=1)
    assert signed_in(ann).post(f"/invite/{made.token}/join").status_code == 403
    assert Invitation.objects.get().uses_left == 1


@pytest.mark.parametrize("token", ["%00", "x" * 3000, "..", "%27%20OR%201=1", "%ED%A0%80"])
def test_odd_links_are_over_like_any_other(token: str) -> None:
    assert Client().get(f"/invite/{token}").status_code in (404, 410)
    _place, mo = private_place()
    assert signed_in(mo).post("/c/quiet/invitations/withdraw", {"token": "a\x00"}).status_code == 404
