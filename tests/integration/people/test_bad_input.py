"""Odd addresses and odd values: each gets its status and a page, never a broken one."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from dayroom.apps.people.models import Credential, Member
from tests import cast

pytestmark = pytest.mark.django_db

ODD = (
    "\0", "a\0b", "x" * 500, "%", "..", "-", "ünïcödé", "🫖", "\u202eann", "a\u200bnn", "' OR 1=1 --", "<b>", "None",
    "1e9",
)


@pytest.fixture(autouse=True)
def _own_counters() -> None:
    cache.clear()


def signed_in(member: Member) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("odd", ODD)
def test_handles_and_ids_that_cannot_be_are_not_found(odd: str) -> None:
    sue = signed_in(cast.sue())
    for place in ("/m/{}", "/pro/{}", "/desk/people/{}", "/desk/credentials/{}", "/me/professional/{}"):
        assert sue.get(place.format(quote(odd, safe=""))).status_code in (404, 301), place
    for verb in ("follow", "unfollow", "accept", "decline", "block", "unblock", "mute", "unmute"):
        assert sue.post(f"/m/{quote(odd, safe='')}/{verb}").status_code == 404, verb


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_forms_come_back_or_are_kept_as_words(odd: str) -> None:
    ann = cast.ann()
    client = signed_in(ann)
    about = {"about": odd, "language": "en", "time_zone": "UTC", "step": odd, "seen": odd}
    assert client.post("/me/", about).status_code in (302, 422)
    for field in ("language", "time_zone", "country", "quiet_from"):
        assert client.post("/me/", {"language": "en", "time_zone": "UTC", field: odd}).status_code == 422, field
    claim = dict.fromkeys(("handle", "display_name", "profession", "employer", "interests", "register", "country",
                           "number", "evidence"), odd)
    assert client.post("/me/professional/claim", claim).status_code == 422
    assert Credential.objects.count() == 0


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_at_the_door_open_nothing(odd: str) -> None:
    signup = dict.fromkeys(("handle", "email", "password1", "born_on_day", "born_on_month", "born_on_year", "language",
                            "terms"), odd)
    assert Client().post("/account/signup/", signup).status_code == 422
    assert Client().post("/account/login/", {"login": odd, "password": odd}).status_code == 200
    assert Client().post("/account/password/reset/", {"email": odd}).status_code == 200
    assert Client().get("/account/confirm-email/" + quote(odd, safe="") + "/").status_code in (200, 404)
    assert Client().get("/account/password/reset/key/" + quote(odd, safe="") + "/").status_code in (200, 302, 404)
    assert Member.objects.count() == 0


@pytest.mark.parametrize("odd", ["", *ODD])
def test_odd_words_at_the_desks_change_nothing(odd: str) -> None:
    cast.ann()
    sue = signed_in(cast.sue())
    assert sue.get("/desk/people/", {"handle": odd}).status_code in (200, 422)
    for verb in ("role", "role/withdraw"):
        assert sue.post(f"/desk/people/ann/{verb}", {"role": odd}).status_code == 422
    assert Member.objects.get(handle="ann").roles == frozenset()


def test_a_form_without_its_token_is_refused() -> None:
    cast.carl()
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ann(), backend="allauth.account.auth_backends.AuthenticationBackend")
    for url in ("/me/", "/m/carl/block", "/account/sessions/end-all", "/me/professional/claim"):
        assert client.post(url).status_code == 403, url
