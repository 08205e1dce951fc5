"""Words in forms that somebody else reads: nobody's details stand there, and words of distress bring help."""

from __future__ import annotations

import pytest
from django.test import Client

from dayroom.apps.communities.models import Community, Membership
from dayroom.apps.moderation.models import Case
from dayroom.apps.moderation.vocabulary import Priority
from dayroom.apps.people.forms.authorizations import AuthorizationForm, OutsideForm
from dayroom.apps.people.forms.policies import PolicyForm
from dayroom.apps.screening.forms import AnswerForm, FactCheckForm
from tests import cast
from tests.integration.communities.places import community, joined, signed_in

pytestmark = pytest.mark.django_db
DANGER = "I am going to kill myself tonight. Goodbye everyone."
PATIENT = "My patient Maria Lopez, born 03/14/1961, SSN 219-09-9999, was rude."


@pytest.fixture
def mo() -> Client:
    return signed_in(joined(cast.mo(), community(join_policy="ASK"), role="MODERATOR"))


def settings(mo: Client, **words: str) -> tuple[int, str]:
    told = {"name": "Diabetes", "description": "A place.", "language": "en", "join_policy": "ASK", **words}
    answer = mo.post("/c/diabetes/settings", told)
    return answer.status_code, answer.content.decode()


def test_rules_of_a_place_name_no_patient_and_may_name_its_own(mo: Client) -> None:
    status, page = settings(mo, rules=PATIENT)
    assert status == 422
    assert Community.objects.get().rules == ""
    assert 'name="meant"' not in page
    assert settings(mo, rules="Be kind. Dr Okoye and Mo look after this place. Write to help@example.org.")[0] == 302


def test_what_may_be_meant_is_asked_about_once(mo: Client) -> None:
    rude = "We take away posts such as: I will find you and hurt you."
    status, page = settings(mo, rules=rude)
    assert (status, 'name="meant"' in page) == (422, True)
    assert settings(mo, rules=rude, meant="on")[0] == 302


def test_a_note_with_a_wish_to_join_is_asked_about_once_and_danger_never_stops_it(mo: Client) -> None:
    ann = cast.ann()
    client, number = signed_in(ann), {"note": "Call me on +1 202-555-0147, please."}
    asked = client.post("/c/diabetes/ask", number)
    assert (asked.status_code, Membership.objects.filter(member=ann).exists()) == (422, False)
    assert client.post("/c/diabetes/ask", {**number, "meant": "on"})["Location"] == "/c/diabetes/"
    sent = client.post("/c/diabetes/ask", {"note": f"{DANGER} +1 202-555-0147"})
    assert sent["Location"] == "/c/diabetes/?help=1"
    assert "/help/now" in client.get(sent["Location"]).content.decode()
    case = Case.objects.get(subject_kind="join_request")
    assert (case.priority, case.author_id) == (Priority.CRISIS, ann.pk)


def test_the_case_of_a_wish_to_join_shows_its_words_to_the_moderators_of_the_place(mo: Client) -> None:
    signed_in(cast.ann()).post("/c/diabetes/ask", {"note": DANGER})
    page = mo.get(f"/desk/cases/{Case.objects.get().public_id}").content.decode()
    assert "A wish to join" in page
    assert "Goodbye everyone" in page


@pytest.mark.parametrize("handle", ["i-will-kill-you", "buy-oxycontin-here"])
def test_a_handle_that_hurts_or_sells_is_refused(client: Client, handle: str) -> None:
    page = client.post("/account/signup/", {"handle": handle}).content.decode()
    assert "Others see this one beside all that you write" in page


def test_forms_of_the_house_refuse_a_person_beside_the_field() -> None:
    outside = OutsideForm({"place": "Leaflet about Maria Lopez, SSN 219-09-9999"})
    label = AuthorizationForm({"label": "Maria Lopez, knee", "signed_how": "PAPER"})
    policy = PolicyForm({"title_en": "Night shift", "body_en": PATIENT})
    answer = AnswerForm({"answer": PATIENT, "source": "Cochrane, 2020"})
    entry = FactCheckForm({"claim": "Garlic cures the flu.", "truth": PATIENT})
    found = {type(form).__name__: set(form.errors) for form in (outside, label, policy, answer, entry)}
    assert found["OutsideForm"] == {"place"}
    assert "label" in found["AuthorizationForm"]
    assert "body_en" in found["PolicyForm"]
    assert found["AnswerForm"] == {"answer"}
    assert "truth" in found["FactCheckForm"]
    assert "claim" not in found["FactCheckForm"]  # it is there to be answered


@pytest.mark.parametrize("place", ["https://example.org/reel", "The clinic’s leaflet in Leeds, May 2026"])
def test_where_something_stands_may_be_named(place: str) -> None:
    assert OutsideForm({"place": place}).is_valid()
