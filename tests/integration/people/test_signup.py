"""Joining: one page, one mail; who is too young is refused kindly and for a day; nobody learns who has an account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from dayroom.apps.people import actions
from dayroom.apps.people.models import Consent, Member
from dayroom.apps.people.vocabulary import AgeBand, Purpose
from dayroom.platform.models import RateCount
from tests import cast

pytestmark = pytest.mark.django_db

URL = "/account/signup/"


@pytest.fixture(autouse=True)
def _own_counters(settings: object) -> None:
    # allauth counts attempts in the cache; each test starts with none
    from django.core.cache import cache

    cache.clear()


def filled(years: int = 40, **changes: str) -> dict[str, str]:
    today = timezone.now().date()
    return {
        "handle": "blue-kettle", "email": "kettle@example.org", "password1": "soup in the blue kettle",
        "born_on_day": "1", "born_on_month": "1", "born_on_year": str(today.year - years), "language": "en",
        "terms": "on",
    } | changes


def test_an_adult_joins_confirms_by_mail_and_signs_in(client: Client) -> None:
    answer = client.post(URL, filled(health_data="on"))
    assert (answer.status_code, answer.url) == (302, "/account/confirm-email/")
    member = Member.objects.get()
    assert (member.handle, member.email, member.age_band) == ("blue-kettle", "kettle@example.org", AgeBand.ADULT)
    assert (member.adult_on, member.profile_private, member.handle_key) == (None, False, "bluekettle")
    assert set(Consent.objects.values_list("purpose", flat=True)) == {Purpose.TERMS, Purpose.HEALTH_DATA}

    assert client.get("/me/").status_code == 302
    link = next(word for word in mail.outbox[0].body.split() if "/confirm-email/" in word)
    path = link.split("testserver", 1)[1]
    assert client.get(path).status_code == 200
    client.post(path)
    client.post("/account/login/", {"login": "kettle@example.org", "password": "soup in the blue kettle"})
    assert client.get("/me/").status_code == 200


def test_the_health_box_is_separate_and_no_box_is_ticked_beforehand(client: Client) -> None:
    page = client.get(URL).content.decode()
    assert page.count('type="checkbox"') == 3
    assert "checked" not in page
    client.post(URL, filled())
    assert list(Consent.objects.values_list("purpose", flat=True)) == [Purpose.TERMS]


def test_the_page_does_not_hint_at_an_age(client: Client) -> None:
    page = client.get(URL).content.decode().lower()
    for hint in ("13", "18", "years old", "min=", "old enough", "minimum"):
        assert hint not in page.split("<main", 1)[1].split("</main", 1)[0], hint


def test_a_teen_gets_a_private_profile_and_the_day_the_teen_rules_end(client: Client) -> None:
    client.post(URL, filled(years=15))
    member = Member.objects.get()
    assert (member.age_band, member.profile_private) == (AgeBand.TEEN, True)
    assert member.adult_on is not None
    assert member.adult_on.year == timezone.now().year - 15 + 18


def test_a_child_is_refused_kindly_and_the_browser_remembers(client: Client) -> None:
    answer = client.post(URL, filled(years=9))
    assert answer.status_code == 403
    assert "/help/now" in answer.content.decode()
    assert Member.objects.count() == 0
    again = client.post(URL, filled(years=40, email="another@example.org"))
    assert again.status_code == 403
    assert client.get(URL).status_code == 403
    assert Member.objects.count() == 0


def test_a_child_is_refused_also_when_the_rest_of_the_form_is_wrong(client: Client) -> None:
    assert client.post(URL, filled(years=9, password1="short")).status_code == 403
    assert client.get(URL).status_code == 403


def test_another_browser_does_not_help_for_a_day_and_neither_date_nor_address_is_kept(client: Client) -> None:
    client.post(URL, filled(years=9))
    assert Client().post(URL, filled(years=40)).status_code == 403
    row = RateCount.objects.get()
    assert "kettle" not in row.key
    RateCount.objects.update(window_start_at=timezone.now() - timedelta(hours=25))
    assert not actions.is_refusal_remembered(email="kettle@example.org", now=timezone.now())
    assert Client().post(URL, filled(years=40)).status_code == 302


def test_a_forged_cookie_is_no_refusal_and_no_pass(client: Client) -> None:
    client.cookies["signup"] = "later"
    assert client.get(URL).status_code == 200


def test_a_known_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    actions.confirm_email(member_id=cast.member("someone", email="kettle@example.org").pk)
    known = client.post(URL, filled())
    unknown = Client().post(URL, filled(handle="other-kettle", email="new@example.org"))
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url) == (302, "/account/confirm-email/")
    shown = [Client().get(answer.url).content.count(b"example.org") for answer in (known, unknown)]
    assert shown[0] == shown[1]
    assert Member.objects.filter(handle="blue-kettle").count() == 0


def test_signing_in_and_resetting_answer_the_same_for_unknown_addresses(client: Client) -> None:
    known = cast.member("known-one")
    known.set_password("a long enough password")
    known.save()
    actions.confirm_email(member_id=known.pk)

    def answer(url: str, data: dict[str, str]) -> tuple[int, str, str]:
        response = Client().post(url, data)
        page = response.content.decode().split("<main", 1)[-1].split("</main", 1)[0]
        bare = [line for line in page.splitlines() if "csrf" not in line and "value=" not in line]
        return response.status_code, response.get("Location", ""), "\n".join(bare)

    wrong = {"password": "not the right one"}
    assert answer("/account/login/", {"login": known.email, **wrong}) == answer(
        "/account/login/", {"login": "nobody@example.org", **wrong}
    )
    assert answer("/account/password/reset/", {"email": known.email}) == answer(
        "/account/password/reset/", {"email": "nobody@example.org"}
    )
    assert all("health" not in message.subject.lower() for message in mail.outbox)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("handle", {"handle": "a"}),
        ("handle", {"handle": "m0derator"}),
        ("handle", {"handle": "ANN"}),
        ("handle", {"handle": "5551234567"}),
        ("password1", {"password1": "too short"}),
        ("password1", {"password1": "blue-kettle-blue-kettle", "handle": "blue-kettle-blue-kettle"}),
        ("born_on", {"born_on_month": "13"}),
        ("born_on", {"born_on_day": "31", "born_on_month": "2"}),
        ("born_on", {"born_on_year": "abcd"}),
        ("born_on", {"born_on_year": "1850"}),
        ("born_on", {"born_on_year": "2999"}),
        ("terms", {"terms": ""}),
        ("language", {"language": "xx"}),
        ("email", {"email": "no address"}),
    ],
)
def test_each_field_says_what_to_mend_and_nothing_is_made(client: Client, field: str, changes: dict[str, str]) -> None:
    cast.ann()
    answer = client.post(URL, filled(**changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Member.objects.count() == 1
