"""Second factors, sessions and passwords."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.people import actions
from dayroom.apps.people.middleware import SESSION_KEY
from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary import MemberState, Role
from tests import cast

pytestmark = pytest.mark.django_db

PASSWORD = "soup in the blue kettle"


@pytest.fixture(autouse=True)
def _own_counters() -> None:
    cache.clear()


def with_password(member: Member, password: str = PASSWORD) -> Member:
    member.set_password(password)
    member.save()
    actions.confirm_email(member_id=member.pk)
    return member


def signed_in(member: Member, password: str = PASSWORD) -> Client:
    client = Client()
    answer = client.post("/account/login/", {"login": member.email, "password": password})
    assert answer.status_code == 302, answer.context["form"].errors
    # what is about the lock itself asks once more who is there
    if client.get("/account/security/").status_code == 200:
        assert client.post("/account/reauthenticate/", {"password": password}).status_code == 302
    return client


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def add_app(client: Client) -> str:
    """Set up codes from an app, through the pages; returns the secret."""
    shown = client.get("/account/2fa/totp/activate/")
    secret = shown.context["form"].secret
    answer = client.post("/account/2fa/totp/activate/", {"code": code_for(secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return secret


def test_adding_an_app_sets_the_flag_makes_recovery_codes_and_tells_the_member(
    django_capture_on_commit_callbacks,
) -> None:
    ann = with_password(cast.ann())
    client = signed_in(ann)
    with django_capture_on_commit_callbacks(execute=True):
        secret = add_app(client)
    ann.refresh_from_db()
    assert ann.has_factor_cached
    assert Event.objects.filter(action="factor.first").count() == 1
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    assert len(codes) == 10
    assert not any(code in stored for code in codes)
    assert [message.subject for message in mail.outbox if "factor" in message.subject]
    page = client.get("/account/2fa/recovery-codes/")
    assert codes[0] in page.content.decode()


def test_a_member_who_removes_the_last_factor_sets_a_long_password_in_the_same_step(
    django_capture_on_commit_callbacks,
) -> None:
    ann = with_password(cast.ann())
    client = signed_in(ann)
    with django_capture_on_commit_callbacks(execute=True):
        add_app(client)
    shown = client.get("/account/2fa/totp/deactivate/")
    assert 'name="password1"' in shown.content.decode()
    short = client.post("/account/2fa/totp/deactivate/", {"password1": "only-8-ch"})
    assert short.status_code == 200
    assert "password1" in short.context["form"].errors
    assert Authenticator.objects.count() == 2
    answer = client.post("/account/2fa/totp/deactivate/", {"password1": "a new and long password"})
    assert answer.status_code == 302
    ann.refresh_from_db()
    assert not ann.has_factor_cached
    assert ann.check_password("a new and long password")
    assert Authenticator.objects.count() == 0
    assert client.get("/me/").status_code == 200


def test_with_another_factor_left_no_password_is_asked(django_capture_on_commit_callbacks) -> None:
    ann = with_password(cast.ann())
    client = signed_in(ann)
    with django_capture_on_commit_callbacks(execute=True):
        add_app(client)
    Authenticator.objects.create(user=ann, type="webauthn", data={"name": "Key", "credential": {}})
    assert 'name="password1"' not in client.get("/account/2fa/totp/deactivate/").content.decode()
    assert client.post("/account/2fa/totp/deactivate/").status_code == 302
    ann.refresh_from_db()
    assert ann.has_factor_cached


@pytest.mark.parametrize("role", [Role.STEWARD, Role.COMMUNICATIONS_OFFICER, Role.OWNER])
def test_staff_cannot_remove_the_last_factor(role: Role, django_capture_on_commit_callbacks) -> None:
    ann = with_password(cast.ann())
    client = signed_in(ann)
    with django_capture_on_commit_callbacks(execute=True):
        add_app(client)
    Member.objects.filter(pk=ann.pk).update(roles_cached=role)
    assert client.get("/account/2fa/totp/deactivate/").status_code == 403
    answer = client.post("/account/2fa/totp/deactivate/", {"password1": "a new and long password"})
    assert answer.status_code == 403
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_removing_the_last_passkey_asks_for_a_long_password_too() -> None:
    ann = with_password(cast.ann())
    client = signed_in(ann)
    key = Authenticator.objects.create(user=ann, type="webauthn", data={"name": "Phone", "credential": {}})
    url = f"/account/2fa/webauthn/keys/{key.pk}/remove/"
    assert 'name="password1"' in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 200
    assert Authenticator.objects.count() == 1
    assert client.post(url, {"password1": "a new and long password"}).status_code == 302
    assert Authenticator.objects.count() == 0
    other = Authenticator.objects.create(user=with_password(cast.carl()), type="webauthn", data={"name": "x"})
    assert client.get(f"/account/2fa/webauthn/keys/{other.pk}/remove/").status_code == 404


def test_signing_in_with_a_factor_asks_for_the_code() -> None:
    ann = with_password(cast.ann())
    secret = generate_totp_secret()
    TOTP.activate(ann, secret)
    client = signed_in(ann)
    assert client.get("/me/").status_code == 302
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    client.post("/account/2fa/authenticate/", {"code": code_for(secret)})
    assert client.get("/me/").status_code == 200


def test_ten_wrong_passwords_slow_one_account_down_and_do_not_lock_it_for_good() -> None:
    ann = with_password(cast.ann())
    for _attempt in range(11):
        Client().post("/account/login/", {"login": ann.email, "password": "wrong wrong wrong"})
    slowed = Client().post("/account/login/", {"login": ann.email, "password": PASSWORD})
    assert slowed.status_code == 200
    cache.clear()  # the window has passed
    signed_in(ann)


def test_signing_out_everywhere_ends_other_sessions_and_this_one() -> None:
    ann = with_password(cast.ann())
    one, two = signed_in(ann), signed_in(ann)
    assert UserSession.objects.count() == 2
    listed = one.get("/account/sessions/")
    assert listed.content.decode().count('class="row"') == 2
    assert one.post("/account/sessions/end-all").url == "/account/login/"
    assert one.get("/me/").status_code == two.get("/me/").status_code == 302
    assert UserSession.objects.count() == 0
    assert one.get("/account/sessions/end-all").status_code == 302


def test_a_suspension_that_is_over_opens_at_sign_in_and_one_that_is_not_stays_shut() -> None:
    ann = with_password(cast.member("ann", state=MemberState.SUSPENDED, state_until=timezone.now() + timedelta(days=1)))
    shut = Client().post("/account/login/", {"login": ann.email, "password": PASSWORD})
    assert shut.url == "/account/inactive/"
    Member.objects.update(state_until=timezone.now() - timedelta(minutes=1))
    assert signed_in(ann).get("/me/").status_code == 200


def test_staff_are_signed_out_after_a_quiet_quarter_of_an_hour_and_members_are_not() -> None:
    sue, ann = cast.sue(), cast.ann()
    for member, stays in [(sue, False), (ann, True)]:
        client = Client()
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get("/me/").status_code == 200
        session = client.session
        if marks := session.get(SESSION_KEY):
            session[SESSION_KEY] = [marks[0], marks[1], marks[2], marks[3] - 16 * 60]
            session.save()
        assert (client.get("/me/").status_code == 200) is stays


def test_staff_sessions_end_after_a_day_however_busy() -> None:
    client = Client()
    client.force_login(cast.sue(), backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    marks = session[SESSION_KEY]
    session[SESSION_KEY] = [marks[0], marks[1], marks[2] - 25 * 3600, marks[3]]
    session.save()
    assert client.get("/me/").status_code == 302


def test_a_new_desk_role_starts_with_a_fresh_sign_in() -> None:
    ann, sue = with_password(cast.ann()), cast.sue()
    client = signed_in(ann)
    actions.grant_role(member_id=ann.pk, role=Role.ANALYST, by_id=sue.pk, now=timezone.now())
    assert client.get("/me/").status_code == 302


def test_changing_the_password_asks_for_fifteen_characters_without_a_factor() -> None:
    ann = with_password(cast.ann())
    client = signed_in(ann)
    data = {"oldpassword": PASSWORD, "password1": "fourteen chars", "password2": "fourteen chars"}
    assert "password1" in client.post("/account/password/change/", data).context["form"].errors
    Member.objects.update(has_factor_cached=True)
    assert client.post("/account/password/change/", data).status_code == 302


@pytest.mark.parametrize(
    "url",
    ["/account/login/", "/account/signup/", "/account/password/reset/", "/account/password/reset/done/",
     "/account/password/reset/key/done/", "/account/confirm-email/", "/account/confirm-email/nothing/",
     "/account/inactive/", "/account/password/reset/key/1-none/"],
)
def test_every_page_before_sign_in_wears_our_clothes_and_no_inline_code(url: str) -> None:
    page = Client().get(url, follow=True)
    assert page.status_code == 200
    assert_ours(page.content.decode())


@pytest.mark.parametrize(
    "url",
    ["/account/logout/", "/account/email/", "/account/password/change/", "/account/2fa/", "/account/2fa/totp/activate/",
     "/account/2fa/webauthn/", "/account/2fa/webauthn/add/", "/account/sessions/", "/account/reauthenticate/",
     "/account/2fa/recovery-codes/generate/"],
)
def test_every_page_about_the_account_wears_our_clothes_and_no_inline_code(url: str) -> None:
    client = signed_in(with_password(cast.ann()))
    page = client.get(url, follow=True)
    assert page.status_code == 200
    assert_ours(page.content.decode())


def test_pages_of_a_second_factor_that_exists_wear_our_clothes_too(django_capture_on_commit_callbacks) -> None:
    ann = with_password(cast.ann())
    client = signed_in(ann)
    with django_capture_on_commit_callbacks(execute=True):
        add_app(client)
    for url in ("/account/2fa/", "/account/2fa/totp/deactivate/", "/account/2fa/recovery-codes/",
                "/account/2fa/recovery-codes/generate/", "/account/2fa/reauthenticate/"):
        page = client.get(url)
        assert page.status_code == 200, url
        assert_ours(page.content.decode())
    waiting = Client()
    waiting.post("/account/login/", {"login": ann.email, "password": PASSWORD})
    assert_ours(waiting.get("/account/2fa/authenticate/").content.decode())


def assert_ours(page: str) -> None:
    assert 'class="site-foot"' in page
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick" not in page
    for script in page.split("<script")[1:]:
        head = script.split(">", 1)[0]
        assert "src=" in head or 'type="application/json"' in head


def test_step_up_is_asked_when_the_last_proof_is_older_than_ten_minutes() -> None:
    ann = with_password(cast.ann())
    client = signed_in(ann)
    assert client.get("/account/2fa/totp/activate/").status_code == 200
    session = client.session
    session["account_authentication_methods"] = [
        record | {"at": record["at"] - 601} for record in session["account_authentication_methods"]
    ]
    session.save()
    answer = client.get("/account/2fa/totp/activate/")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/account/reauthenticate/")


def test_mails_are_plain_and_name_no_illness() -> None:
    ann = with_password(cast.ann())
    Client().post("/account/password/reset/", {"email": ann.email})
    Client().post("/account/password/reset/", {"email": "nobody@example.org"})
    known, unknown = mail.outbox
    assert "/account/password/reset/key/" in known.body
    assert "no account" in unknown.body
    for message in mail.outbox:
        assert message.alternatives == []
        assert "health" not in message.subject.lower()
        assert "{" not in message.body
