"""A child under 13: only where the operator allows it, only with a guardian's checked yes, and gone when it ends."""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from dayroom.apps.communities.actions.communities import About, create_community
from dayroom.apps.communities.models import Membership, Post, Topic
from dayroom.apps.governance.actions.erasure import forget, ledger
from dayroom.apps.people.actions import ask_to_follow, welcome_adults
from dayroom.apps.people.models import GuardianConsent, Member
from dayroom.apps.people.vocabulary import AgeBand, MemberState
from dayroom.kernel.errors import Invalid, Refused
from tests import cast
from tests.integration.communities.talk import client_of, opened

pytestmark = pytest.mark.django_db
PASSWORD = "soup in the blue kettle"
URL = "/guardian/"


@pytest.fixture
def house(settings, django_capture_on_commit_callbacks):
    settings.YOUNG_COMMUNITIES = True
    sue, ann = cast.sue(), cast.ann()
    place = create_community(
        by=sue, visibility="PRIVATE", audience="YOUNG", now=cast.NOW,
        about=About(name="Young sensors", description="For children with diabetes.", join_policy="INVITED"),
    )
    return SimpleNamespace(sue=sue, ann=ann, place=place, now=django_capture_on_commit_callbacks)


def asked(house, **changes: object) -> GuardianConsent:
    with house.now(execute=True):
        answer = client_of(house.ann).post(URL, {"place": house.place.pk, "agrees": "on", **changes})
    assert (answer.status_code, answer.get("Location")) == (302, URL)
    return GuardianConsent.objects.get()


def checked(house) -> GuardianConsent:
    row = asked(house)
    link = re.search(r"/guardian/confirm/\S+", mail.outbox[-1].body)
    assert link
    assert client_of(house.ann).get(link.group()).status_code == 200
    assert GuardianConsent.objects.get().state == "ASKED"  # a look changes nothing
    client_of(house.ann).post(link.group())
    client_of(house.sue).post(f"/desk/guardians/{row.public_id}/check", {"answer": "accept", "method": "PHONE_CALL"})
    row.refresh_from_db()
    assert (row.state, row.method, row.decided_by) == ("CHECKED", "PHONE_CALL", house.sue)
    return row


def born(years: int) -> dict[str, str]:
    return {"born_on_day": "1", "born_on_month": "1", "born_on_year": str(timezone.now().year - years)}


def account(house, row: GuardianConsent, years: int = 9, **changes: str):
    words = {"handle": "small-kettle", "email": "kettle+1@example.org", "password": PASSWORD, **born(years), **changes}
    return client_of(house.ann).post(f"/guardian/{row.public_id}/account", words)


def child_of(house) -> tuple[GuardianConsent, Member]:
    row = checked(house)
    assert account(house, row).status_code == 302
    row.refresh_from_db()
    return row, row.child


def test_switched_off_the_door_does_not_exist(house, settings) -> None:
    row, child = child_of(house)
    settings.YOUNG_COMMUNITIES = False
    carl = client_of(cast.carl())
    for path in (URL, "/guardian/confirm/x", f"/guardian/{row.public_id}/account"):
        assert carl.get(path).status_code == 404
    for path in ("/desk/guardians/", "/c/young-sensors/"):
        assert client_of(house.sue).get(path).status_code == (200 if path.startswith("/c/") else 404)
    assert "YOUNG" not in client_of(house.sue).get("/desk/network/new").content.decode()
    topic = opened(house.sue, house.place)
    for path in ("/c/young-sensors/", f"/t/{topic.public_id}/", "/c/young-sensors/new"):
        assert client_of(child).get(path).status_code == 404
    # whoever has said yes can still take it back
    assert client_of(house.ann).get(URL).status_code == 200
    assert client_of(house.ann).post(f"/guardian/{row.public_id}/end").status_code == 302


def test_nobody_under_13_signs_up_alone_and_a_second_try_with_another_date_is_refused_too(house) -> None:
    client = Client()
    form = {"handle": "small-kettle", "email": "kid@example.org", "password1": PASSWORD, "language": "en", "terms": "on"}
    assert client.post("/account/signup/", form | born(9)).status_code == 403
    assert client.post("/account/signup/", form | born(30)).status_code == 403
    assert Client().post("/account/signup/", form | born(30)).status_code == 403
    assert not Member.objects.filter(handle="small-kettle").exists()


def test_a_guardian_reads_confirms_is_checked_and_opens_the_account(house) -> None:
    page = client_of(house.ann).get(URL).content.decode()
    assert "take your yes back at any time" in page
    boxes = re.findall(r"<input[^>]*checkbox[^>]*>", page)
    assert len(boxes) == 2
    assert not any("checked" in box for box in boxes)  # the second yes is a question of its own
    row, child = child_of(house)
    assert (row.state, row.shares, row.text_version, row.language) == ("OPEN", False, "2026-11", "en")
    assert (child.age_band, child.profile_private) == (AgeBand.CHILD, True)
    assert child.guardian_confirmed_at == row.decided_at
    assert Membership.objects.filter(member=child, community=house.place, state="ACTIVE").exists()
    assert all("sensor" not in letter.subject.lower() + letter.body.lower() for letter in mail.outbox)


def test_no_step_is_skipped_or_done_twice(house) -> None:
    row = asked(house, shares="on")
    assert row.shares
    assert account(house, row).status_code == 409
    desk = client_of(house.sue)
    desk.post(f"/desk/guardians/{row.public_id}/check", {"answer": "accept", "method": "PHONE_CALL"})
    row.refresh_from_db()
    assert row.state == "ASKED"
    GuardianConsent.objects.update(state="CONFIRMED")
    desk.post(f"/desk/guardians/{row.public_id}/check", {"answer": "accept", "method": ""})
    desk.post(f"/desk/guardians/{row.public_id}/check", {"answer": "accept", "method": "GOOD_FEELING"})
    row.refresh_from_db()
    assert row.state == "CONFIRMED"
    GuardianConsent.objects.update(state="CHECKED")
    assert account(house, row, years=14).status_code == 422
    assert account(house, row).status_code == 302
    assert account(house, row, handle="another", email="other@example.org").status_code == 409
    assert Member.objects.filter(age_band=AgeBand.CHILD).count() == 1


def test_others_cannot_use_a_request_and_nobody_checks_their_own(house) -> None:
    row = asked(house)
    carl = client_of(cast.carl())
    token = mail.outbox[-1].body.split("/guardian/confirm/")[1].split()[0]
    assert carl.post(f"/guardian/confirm/{token}").status_code == 404
    assert carl.get(f"/guardian/{row.public_id}/end").status_code == 404
    assert carl.get("/desk/guardians/").status_code == 403
    GuardianConsent.objects.update(state="CONFIRMED", guardian=house.sue, confirmed_at=timezone.now())
    client_of(house.sue).post(f"/desk/guardians/{row.public_id}/check", {"answer": "accept", "method": "PHONE_CALL"})
    row.refresh_from_db()
    assert row.state == "CONFIRMED"
    teen = cast.member("teen", age_band=AgeBand.TEEN)
    assert client_of(teen).post(URL, {"place": house.place.pk, "agrees": "on"}).status_code == 403


def test_a_child_has_one_place_no_page_no_messages_and_no_pictures(house) -> None:
    _row, child = child_of(house)
    me, other = client_of(child), client_of(cast.carl())
    assert other.get("/m/small-kettle").status_code == 404
    assert client_of(house.sue).get("/m/small-kettle").status_code == 404
    with pytest.raises(Refused):
        ask_to_follow(follower_id=child.pk, followed_id=house.sue.pk, now=cast.NOW)
    assert me.get("/messages/to/sue").status_code == 403
    open_place = create_community(by=house.sue, about=About(name="Open", description="All."), now=cast.NOW)
    assert me.post(f"/c/{open_place.slug}/join").status_code == 403
    topic = opened(house.sue, house.place)
    assert me.post(f"/t/{topic.public_id}/reply", {"body": "It beeps."}).status_code == 302
    me.post(f"/t/{topic.public_id}/reply", {"body": "I was born on 14 March 2017.", "do": "as_is"})
    assert Post.objects.get(position=3).state == "HELD"
    assert other.get(f"/t/{topic.public_id}/").status_code == 404


def test_only_staff_leads_and_nobody_else_comes_in(house) -> None:
    _row, child = child_of(house)
    desk = client_of(house.sue)
    assert desk.post(f"/c/young-sensors/people/{child.handle}/role", {"role": "MODERATOR"}).status_code in (403, 404)
    assert Membership.objects.get(member=child).role == "MEMBER"
    carl = cast.carl()
    assert client_of(carl).post("/c/young-sensors/join").status_code == 404
    with pytest.raises(Refused):
        create_community(
            by=house.sue, visibility="PRIVATE", audience="YOUNG", now=cast.NOW, moderator_id=carl.pk,
            about=About(name="B", description="B", join_policy="INVITED"),
        )
    with pytest.raises(Invalid):
        create_community(by=house.sue, audience="YOUNG", now=cast.NOW, about=About(name="C", description="C"))


def test_a_yes_taken_back_closes_the_account_and_erases_it_at_once(house) -> None:
    row, child = child_of(house)
    topic = opened(child, house.place, title="My kettle", body="A very blue word.")
    me = client_of(child)
    assert me.get(f"/t/{topic.public_id}/").status_code == 200
    assert client_of(house.ann).get(f"/guardian/{row.public_id}/end").status_code == 200
    child.refresh_from_db()
    assert child.state == MemberState.ACTIVE
    client_of(house.ann).post(f"/guardian/{row.public_id}/end")
    child.refresh_from_db()
    row.refresh_from_db()
    assert (child.state, child.email, row.state, row.child) == (MemberState.ERASED, None, "ENDED", None)
    assert "small-kettle" not in child.handle
    assert child.public_id in ledger()
    assert not Post.objects.filter(body__contains="very blue").exists()
    assert not Topic.objects.filter(title="My kettle").exists()
    assert me.get("/me/").status_code == 302
    assert client_of(house.ann).post(f"/guardian/{row.public_id}/end").status_code == 409


def test_with_the_guardian_the_childs_account_goes_too(house) -> None:
    row, child = child_of(house)
    forget(member_id=house.ann.pk, public_id=house.ann.public_id, now=timezone.now())
    child.refresh_from_db()
    row.refresh_from_db()
    assert (child.state, row.guardian, row.state) == (MemberState.ERASED, None, "ENDED")


def test_at_13_the_account_is_the_childs_own(house) -> None:
    row, child = child_of(house)
    welcome_adults(today=timezone.now().date() + timedelta(days=366 * 5))
    child.refresh_from_db()
    assert child.age_band == AgeBand.TEEN
    assert client_of(house.ann).post(f"/guardian/{row.public_id}/end").status_code == 409
