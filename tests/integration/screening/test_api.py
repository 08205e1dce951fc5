"""The guard over HTTP, as a program of the organisation meets it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from dayroom.apps.screening import api
from dayroom.apps.screening.actions import screenings
from dayroom.apps.screening.actions.tokens import make_token, revoke_token
from dayroom.apps.screening.models import ApiToken, Screening
from dayroom.engines import guard
from tests import cast

pytestmark = pytest.mark.django_db
CARD = "4111111111111111"


@pytest.fixture
def key() -> str:
    return make_token(name="newsletter", by_id=cast.sue().pk, now=timezone.now())[1]


def ask(key: str, body: Any, **headers: str) -> HttpResponse:
    data = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return Client().post(
        "/api/guard/screen", data=data, content_type="application/json",
        headers={"Authorization": f"Bearer {key}", **headers},
    )


def test_a_text_is_screened_and_nothing_of_it_is_kept(key: str) -> None:
    answer = ask(key, {"text": f"my card is {CARD}", "redact": "mask"})
    said = answer.json()
    assert answer.status_code == 200
    assert [found["class"] for found in said["findings"]] == ["CARD"]
    assert (said["findings"][0]["start"], said["findings"][0]["end"]) == (11, 27)
    assert said["decision"] == "BLOCK"
    assert CARD not in answer.content.decode()
    assert Screening.objects.count() == 0


def test_a_professional_is_stopped_where_a_member_is_asked(key: str) -> None:
    text = "her number is 202-555-0189"
    as_member = ask(key, {"text": text}).json()["decision"]
    as_professional = ask(key, {"text": text, "author": "PROFESSIONAL", "subject": "PATIENT"}).json()["decision"]
    assert (as_member, as_professional) == ("NUDGE", "BLOCK")


@pytest.mark.parametrize("given", ["", "dayroom_wrong", "x" * 400])
def test_a_wrong_key_opens_nothing(given: str) -> None:
    answer = ask(given, {"text": "hello"})
    assert answer.status_code == 401
    assert answer["Content-Type"] == api.PROBLEM


def test_a_key_that_was_taken_back_or_is_too_old_opens_nothing(key: str) -> None:
    row = ApiToken.objects.get()
    revoke_token(row.public_id, by_id=row.made_by_id, now=timezone.now())
    assert ask(key, {"text": "hello"}).status_code == 401
    ApiToken.objects.update(revoked_at=None, expires_at=timezone.now() - timedelta(days=1))
    assert ask(key, {"text": "hello"}).status_code == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [("{", 400), ("\xff", 400), ([], 422), ({}, 422), ({"text": 5}, 422), ({"text": "x", "author": "KING"}, 422),
     ({"text": "x", "more": 1}, 422), ({"text": "x" * (guard.MAX_LENGTH + 1)}, 413)],
)
def test_bad_requests_get_a_problem_with_the_place_and_never_the_value(key: str, body: Any, status: int) -> None:
    answer = ask(key, body)
    assert answer.status_code == status
    assert answer["Content-Type"] == api.PROBLEM
    assert answer.json()["status"] == status
    assert "KING" not in answer.content.decode()


def test_when_the_guard_cannot_answer_the_program_is_told_so(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(screenings.guard, "screen", broken)
    assert ask(key, {"text": "hello"}).status_code == 503


def test_too_many_texts_are_asked_to_wait(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "PER_MINUTE", 2)
    answers = [ask(key, {"text": "hello"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0


def test_the_description_names_the_door_and_its_problems() -> None:
    described = Client().get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert {"200", "401", "413", "422", "429", "503"} <= set(described["paths"]["/api/guard/screen"]["post"]["responses"])


def test_more_than_the_site_reads_is_a_problem_too_and_an_unknown_field_is_not_repeated(key: str) -> None:
    answer = ask(key, b'{"text": "' + b"a" * 3_000_000 + b'"}')
    assert (answer.status_code, answer["Content-Type"]) == (413, api.PROBLEM)
    answer = ask(key, {"text": "hello", CARD: 1})
    assert answer.status_code == 422
    assert CARD not in answer.content.decode()
