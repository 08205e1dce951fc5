"""Questionnaires: partial answers have no total, one answer opens the way to help, nobody is worn out, a site brings its own."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from dayroom.apps.audit.models import Event
from dayroom.apps.tracking.actions.audiences import change_audience
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.forms import answer_form
from dayroom.apps.tracking.models import Form, FormAnswer, Proxy, Tracker
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.rules.forms import AnsweredLately
from dayroom.apps.tracking.vocabulary import Audience
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.engines.measures import questionnaire, to_fhir
from dayroom.engines.measures.errors import UnknownAnswer
from tests import cast
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db


def own() -> tuple[Client, Record]:
    owner = cast.member("ann", country="US")
    agree(member_id=owner.pk, language="en", now=cast.NOW)
    return signed_in(owner), record_for(owner, "me")


def posted(answers: dict[int, int]) -> dict[str, Any]:
    return {f"q-{number}": str(value) for number, value in answers.items()}


def test_one_answer_opens_the_way_to_help_whatever_the_total() -> None:
    client, _record = own()
    sent = client.post("/health/me/forms/phq-9/", posted(dict.fromkeys(range(1, 10), 0) | {9: 1}))
    page = client.get(sent["Location"]).content.decode()
    assert "1 of 27 points" in page
    assert page.index("tel:988") < page.index("1 of 27 points")
    assert "This is not a diagnosis." in page


def test_what_is_left_open_has_no_total_and_can_be_gone_on_with() -> None:
    client, _record = own()
    page = client.post("/health/me/forms/gad-7/", posted({1: 2}), follow=True).content.decode()
    assert "there is no total" in page
    assert "points" not in page
    assert b"Your answers are still here" in client.get("/health/me/forms/gad-7/").content
    page = client.post("/health/me/forms/gad-7/", posted(dict.fromkeys(range(1, 8), 3)), follow=True).content.decode()
    assert "21 of 21 points" in page
    assert FormAnswer.objects.count() == 1
    assert client.post("/health/me/forms/gad-7/", {}).status_code == 422


def test_nobody_is_asked_again_too_soon() -> None:
    client, record = own()
    whole = {str(at): "1" for at in range(1, 10)}
    answer_form(record=record, name="phq-9", answers=whole, now=cast.NOW)
    with pytest.raises(AnsweredLately):
        answer_form(record=record, name="phq-9", answers=whole, now=cast.NOW + timedelta(days=13))
    answer_form(record=record, name="phq-9", answers=whole, now=cast.NOW + timedelta(days=14))
    client.post("/health/me/forms/phq-2/", posted({1: 1, 2: 1}))
    assert client.post("/health/me/forms/phq-2/", posted({1: 1, 2: 1})).status_code == 409
    later = client.get("/health/me/forms/phq-2/")
    assert later["Location"] == "/health/me/forms/phq-2/answers/"
    assert b"again from" in client.get(later["Location"]).content
    assert b"<polyline" in client.get("/health/me/forms/phq-9/answers/").content


@pytest.mark.parametrize("value", ["4", "-1", "much"])
def test_what_is_no_answer_is_refused_and_not_kept(value: str) -> None:
    client, record = own()
    with pytest.raises(UnknownAnswer):
        answer_form(record=record, name="phq-9", answers={"1": value}, now=cast.NOW)
    assert client.post("/health/me/forms/phq-9/", {"q-1": value}).status_code == 422
    assert not FormAnswer.objects.exists()
    assert not Tracker.objects.exists()


def test_who_may_see_the_questionnaire_sees_its_answers_and_nobody_else_does() -> None:
    _client, record = own()
    told = answer_form(record=record, name="pain", answers={"1": "7"}, now=cast.NOW)
    carer = cast.carl()
    Proxy.objects.create(owner_id=record.owner_id, carer=carer, authority="ASKED", state="STANDING", may_see=True,
                         asked_at=cast.NOW)
    theirs = signed_in(carer)
    owner = Tracker.objects.get().owner.public_id
    there = f"/health/{owner}/answers/{told.public_id}/"
    assert theirs.get(there).status_code == 404
    assert b"Nothing here is shown" in theirs.get(f"/health/{owner}/forms/").content
    row = Tracker.objects.get()
    change_audience(record=record, kind="tracker", public_id=row.public_id, audience=Audience.CARERS, place_id=None,
                    reader_ids=(), now=cast.NOW)
    assert theirs.get(there).status_code == 200
    assert theirs.post(f"{there}delete").status_code == 404


def test_what_the_community_does_is_asked_in_four_fields_and_peers_for_good_or_bad() -> None:
    client, _record = own()
    asked = questionnaire("benefits")
    fields = [item.id.partition("-")[0] for item in asked.items]
    assert fields == [name for name in ("treatment", "symptom", "care", "outcome", "self", "influence") for _ in "12"]
    answers = {f"q-{item.id}": "-2" if item.id == "influence-here" else "2" for item in asked.items}
    page = client.post("/health/me/forms/benefits/", answers, follow=True).content.decode()
    assert "16 of 32 points" in page  # what one thinks of oneself, and who helps, is no part of a total
    assert "They hold me back a lot" in page


def test_a_questionnaire_of_the_site_is_looked_at_published_answered_and_retired() -> None:
    client, _record = own()
    sue = cast.sue()
    desk = signed_in(sue)
    resource = to_fhir(questionnaire("gad-2"))
    resource.pop("copyright", None)
    resource["item"].append({"linkId": "free", "text": "Tell us more", "type": "text"})
    for wrong in ("no", "[]", '{"resourceType": "Patient"}', "[" * 100_000):
        assert desk.post("/desk/forms/new/", {"words": wrong}).status_code == 422
    page = desk.post("/desk/forms/new/", {"words": json.dumps(resource)}, follow=True).content.decode()
    assert "names no licence" in page
    assert "left out" in page
    assert b"Questionnaires of this site" in desk.get("/desk/").content
    row = Form.objects.get()
    there = f"/health/me/forms/{row.public_id}/"
    assert client.get(there).status_code == 404
    desk.post(f"/desk/forms/{row.public_id}/move", {"do": "publish"})
    answered = client.post(there, {"q-1": "3", "q-2": "3"}, follow=True)
    assert b"6 of 6 points" in answered.content
    desk.post(f"/desk/forms/{row.public_id}/move", {"do": "retire"})
    assert client.get(there).status_code == 404
    assert client.get(f"{there}answers/").status_code == 200
    assert set(Event.objects.filter(action__startswith="form.").values_list("action", flat=True)) == {
        "form.brought", "form.published", "form.retired"}
    assert client.get("/desk/forms/").status_code == 403
