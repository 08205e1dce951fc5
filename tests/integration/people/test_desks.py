"""Professional pages, and the desks for licences, people and roles."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.people import actions, presenters
from dayroom.apps.people.models import Credential, Member, Persona
from dayroom.apps.people.vocabulary import CredentialState, MemberState, Role
from tests import cast

pytestmark = pytest.mark.django_db


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def licence(**changes: str) -> dict[str, str]:
    return {"handle": "nurse-bell", "display_name": "Nurse Bell", "profession": "nurse", "employer": "A city clinic",
            "interests": "None.", "register": "NPI", "country": "US", "number": "1234567893",
            "evidence": "The public page."} | changes


def sent(member: Member, **changes: str) -> Credential:
    assert signed_in(member).post("/me/professional/claim", licence(**changes)).status_code == 302
    return Credential.objects.latest("pk")


def in_a_year() -> str:
    return (timezone.localdate() + timedelta(days=365)).isoformat()


def test_a_licence_is_sent_checked_and_shown_and_never_says_whose_it_is() -> None:
    ann, sue = cast.member("blue-kettle"), cast.sue()
    claim = sent(ann)
    assert Client().get("/pro/nurse-bell").status_code == 404
    desk = signed_in(sue)
    assert b"Nurse Bell" in desk.get("/desk/credentials/").content
    shown = desk.get(f"/desk/credentials/{claim.public_id}").content.decode()
    assert "1234567893" in shown
    assert "digits fit" in shown
    answer = desk.post(f"/desk/credentials/{claim.public_id}",
                       {"answer": "accept", "until": in_a_year(), "note": "Seen in the register."})
    assert answer.status_code == 302
    page = Client().get("/pro/nurse-bell").content.decode()
    assert f"Verified nurse · until {timezone.localdate().year + 1}" in page
    assert "A city clinic. Views are their own." in page
    for secret in ("blue-kettle", "1234567893", "example.org", ann.public_id):
        assert secret not in page
    ann.refresh_from_db()
    assert Role.CLINICIAN in ann.roles
    assert b"Seen in the register." in signed_in(ann).get("/me/professional/").content


def test_after_the_last_day_the_page_says_that_the_check_has_run_out() -> None:
    ann = cast.ann()
    Persona.objects.create(member=ann, handle="nurse-bell", display_name="Nurse Bell", profession="nurse",
                           interests="None.", made_at=cast.NOW, verified_until=timezone.localdate() - timedelta(days=1))
    page = Client().get("/pro/nurse-bell").content.decode()
    assert "Verified" not in page
    assert "Check ran out" in page


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("number", {"number": "1234567890"}),
        ("country", {"country": "GB"}),
        ("interests", {"interests": ""}),
        ("handle", {"handle": "blue-kettle"}),
        ("handle", {"handle": "BLUE_KETT1E"}),
        ("handle", {"handle": "steward"}),
        ("register", {"register": "NOPE"}),
        ("profession", {"profession": "wizard"}),
    ],
)
def test_a_claim_with_a_hole_in_it_comes_back_with_a_sentence(field: str, changes: dict[str, str]) -> None:
    ann = actions.register_member(handle="blue-kettle", email="a@example.org", password=None, now=cast.NOW)
    answer = signed_in(ann).post("/me/professional/claim", licence(**changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Credential.objects.count() == 0


def test_a_steward_says_no_with_a_reason_and_the_member_reads_it() -> None:
    ann, sue = cast.ann(), cast.sue()
    claim = sent(ann)
    desk = signed_in(sue)
    url = f"/desk/credentials/{claim.public_id}"
    assert desk.post(url, {"answer": "refuse", "note": ""}).status_code == 422
    assert desk.post(url, {"answer": "refuse", "note": "The register shows another name."}).status_code == 302
    claim.refresh_from_db()
    assert claim.state == CredentialState.REFUSED
    assert b"another name" in signed_in(ann).get("/me/professional/").content
    assert desk.post(url, {"answer": "accept", "until": in_a_year()}).status_code == 409


@pytest.mark.parametrize("until", ["", "yesterday", "2020-01-01", "2999-01-01"])
def test_a_check_needs_a_sensible_last_day(until: str) -> None:
    claim = sent(cast.ann())
    answer = signed_in(cast.sue()).post(f"/desk/credentials/{claim.public_id}", {"answer": "accept", "until": until})
    assert answer.status_code == 422


def test_nobody_checks_their_own_licence() -> None:
    sue = cast.sue()
    claim = sent(sue)
    url = f"/desk/credentials/{claim.public_id}"
    assert b"Please ask a colleague" in signed_in(sue).get(url).content
    assert signed_in(sue).post(url, {"answer": "accept", "until": in_a_year()}).status_code == 403


def test_a_professional_mends_and_closes_only_their_own_page() -> None:
    ann, carl, sue = cast.ann(), cast.carl(), cast.sue()
    claim = sent(ann)
    actions.accept_credential(public_id=claim.public_id, by_id=sue.pk, note="", now=timezone.now(),
                              until=timezone.localdate() + timedelta(days=30))
    url = f"/me/professional/{claim.persona.public_id}"
    assert signed_in(carl).get(url).status_code == 404
    assert signed_in(carl).post(f"{url}/retire").status_code == 404
    assert signed_in(ann).post(url, {"interests": "", "employer": ""}).status_code == 422
    assert signed_in(ann).post(url, {"interests": "Two paid talks.", "employer": ""}).status_code == 302
    assert b"Two paid talks." in Client().get("/pro/nurse-bell").content
    assert signed_in(ann).post(f"{url}/retire").status_code == 302
    assert Client().get("/pro/nurse-bell").status_code == 404
    ann.refresh_from_db()
    assert Role.CLINICIAN not in ann.roles


def test_the_badge_is_one_line_and_empty_without_a_check() -> None:
    face = Persona(profession="pharmacist", verified_until=cast.NOW.date())
    assert presenters.verified_badge(face, cast.NOW.date()) == "Verified pharmacist · until 2026"
    assert presenters.verified_badge(face, cast.NOW.date() + timedelta(days=1)) == ""
    assert presenters.verified_badge(Persona(profession="nurse"), cast.NOW.date()) == ""


DESKS = ("/desk/credentials/", "/desk/people/", "/desk/people/ann")


@pytest.mark.parametrize(
    ("who", "status"),
    [("ann", 403), ("carl", 403), ("okoye", 403), ("mo", 403), ("oda", 403), ("ivo", 403), ("rea", 403), ("sue", 200)],
)
def test_who_may_sit_at_the_desks(who: str, status: int) -> None:
    person = getattr(cast, who)()
    if who != "ann":
        cast.ann()
    for url in DESKS:
        assert signed_in(person).get(url).status_code == status, url
    given = signed_in(person).post("/desk/people/ann/role", {"role": "CARER"})
    assert given.status_code == (302 if status == 200 else 403)


def test_a_steward_without_a_second_factor_stands_before_a_closed_door() -> None:
    sue = cast.sue()
    Member.objects.filter(pk=sue.pk).update(has_factor_cached=False)
    for url in DESKS[:2]:
        answer = signed_in(sue).get(url)
        assert answer.status_code == 403
        assert b"second factor" in answer.content


def test_visitors_are_asked_to_sign_in_at_the_desks() -> None:
    for url in DESKS[:2]:
        assert Client().get(url).url.startswith("/account/login/")


def test_a_member_is_found_and_given_a_role_which_is_recorded_and_taken_back() -> None:
    sue = cast.sue()
    cast.ann()
    desk = signed_in(sue)
    assert desk.get("/desk/people/", {"handle": "@ANN"}).url == "/desk/people/ann"
    assert desk.get("/desk/people/", {"handle": "nobody-here"}).status_code == 422
    desk.post("/desk/people/ann/role", {"role": "ANALYST"})
    assert b"Reads counts" in desk.get("/desk/people/ann").content
    desk.post("/desk/people/ann/role/withdraw", {"role": "ANALYST"})
    assert list(Event.objects.order_by("id").values_list("action", "actor_id")) == [
        ("role.grant", sue.pk), ("role.withdraw", sue.pk),
    ]


@pytest.mark.parametrize(
    ("role", "status"), [("CLINICIAN", 422), ("MEMBER", 422), ("KING", 422), ("", 422), ("OWNER", 302)]
)
def test_roles_that_are_not_given_by_hand_are_refused(role: str, status: int) -> None:
    cast.ann()
    assert signed_in(cast.sue()).post("/desk/people/ann/role", {"role": role}).status_code == status


def test_nobody_gives_themselves_a_role_and_a_steward_makes_no_owner() -> None:
    cast.ann()
    steward = cast.with_role(cast.member("stella"), Role.STEWARD)
    assert signed_in(steward).post("/desk/people/ann/role", {"role": "OWNER"}).status_code == 403
    assert signed_in(steward).post("/desk/people/stella/role", {"role": "ANALYST"}).status_code == 403
    assert Event.objects.count() == 0


def test_a_steward_opens_a_limited_account_again_with_a_reason() -> None:
    ann, sue = cast.member("ann", state=MemberState.LIMITED), cast.sue()
    desk = signed_in(sue)
    assert desk.post("/desk/people/ann/lift", {"reason": ""}).status_code == 422
    assert desk.post("/desk/people/ann/lift", {"reason": "A misunderstanding."}).status_code == 302
    ann.refresh_from_db()
    assert ann.state == MemberState.ACTIVE
    assert desk.post("/desk/people/ann/lift", {"reason": "again"}).status_code == 409
