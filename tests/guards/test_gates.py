"""No view without a gate: ours are marked by platform.gates; those of others stand here with the reason."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern

from tests.guards.tree import BEHIND_ONE_GATE, every_view, gate_of, views

SIGN_IN = "allauth: signing in or up is for people who are not signed in; answers the same for unknown addresses"
OWN_ACCOUNT = "allauth: asks for sign-in itself, and acts on the account that is signed in"
ONE_TIME = "allauth: whoever holds the one-time link from the mail"

EXCUSED = {
    "account_login": SIGN_IN,
    "account_logout": "allauth: acts on POST, and does nothing to a visitor",
    "account_inactive": "allauth: a sentence and no data",
    "account_signup": "allauth: stands behind our own view of the same address",
    "account_reauthenticate": OWN_ACCOUNT,
    "account_email": OWN_ACCOUNT,
    "account_email_verification_sent": "allauth: a sentence and no data",
    "account_confirm_email": ONE_TIME,
    "account_change_password": OWN_ACCOUNT,
    "account_set_password": OWN_ACCOUNT,
    "account_reset_password": SIGN_IN,
    "account_reset_password_done": "allauth: a sentence and no data",
    "account_reset_password_from_key": ONE_TIME,
    "account_reset_password_from_key_done": "allauth: a sentence and no data",
    "account_confirm_login_code": SIGN_IN,
    "mfa_index": OWN_ACCOUNT,
    "mfa_authenticate": "allauth: the second step of signing in; needs the first step in the session",
    "mfa_reauthenticate": OWN_ACCOUNT,
    "mfa_activate_totp": OWN_ACCOUNT,
    "mfa_deactivate_totp": "allauth: stands behind our own view of the same address",
    "mfa_view_recovery_codes": OWN_ACCOUNT,
    "mfa_generate_recovery_codes": OWN_ACCOUNT,
    "mfa_download_recovery_codes": OWN_ACCOUNT,
    "mfa_list_webauthn": OWN_ACCOUNT,
    "mfa_add_webauthn": OWN_ACCOUNT,
    "mfa_reauthenticate_webauthn": OWN_ACCOUNT,
    "mfa_remove_webauthn": "allauth: stands behind our own view of the same address",
    "mfa_edit_webauthn": OWN_ACCOUNT,
    "mfa_login_webauthn": SIGN_IN,
    "usersessions_list": OWN_ACCOUNT,
    "set_language": "Django: sets a cookie with the language, and nothing else",
}


def is_ours(pattern: URLPattern) -> bool:
    return pattern.callback.__module__.startswith("dayroom.")


def test_every_view_has_a_gate_or_an_excuse() -> None:
    ungated = [
        f"{address} ({pattern.name})"
        for address, pattern in views()
        if not gate_of(pattern) and (is_ours(pattern) or pattern.name not in EXCUSED)
    ]
    assert ungated == []


def test_every_page_behind_one_gate_has_that_gate() -> None:
    for subtree in BEHIND_ONE_GATE:
        gates = {gate_of(pattern) for address, pattern in every_view() if address.startswith(subtree)}
        assert len(gates) == 1
        assert str(gates.pop()).startswith("roles: ")


@pytest.mark.django_db
@pytest.mark.parametrize("rest", ["", "pages/add/library/articlepage/3/", "images/", "api/main/pages/", "jsi18n/", "sprite/"])
def test_nobody_comes_behind_the_one_gate_without_signing_in(rest: str) -> None:
    answer = Client().get(f"/desk/library/write/{rest}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_no_excuse_is_left_over() -> None:
    theirs = {pattern.name for _address, pattern in views() if not is_ours(pattern)}
    assert sorted(set(EXCUSED) - theirs) == []


def test_an_open_door_says_why_it_is_open() -> None:
    silent = [address for address, pattern in views() if (gate_of(pattern) or "") in ("open: ", "open:")]
    assert silent == []


def test_every_view_has_a_name_of_its_own() -> None:
    names = [pattern.name for _address, pattern in views() if is_ours(pattern)]
    assert [name for name in names if not name] == []
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.django_db
def test_a_gate_is_more_than_a_mark_visitors_are_sent_to_sign_in() -> None:
    """Whatever the mark says, a visitor who asks for it must be turned away before anything else happens."""
    let_in = []
    for address, pattern in views():
        gate = gate_of(pattern) or ""
        if not gate.startswith(("members", "roles")):
            continue
        path = "/" + filled(address)
        answers = {"GET": Client().get(path), "POST": Client().post(path)}
        # 405: the view takes the other method only, and that one must send to the sign-in page
        if {answer.status_code for answer in answers.values()} == {405}:
            let_in.append(f"{path}: takes neither")
        for method, answer in answers.items():
            to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/account/login/")
            if not to_sign_in and answer.status_code not in (401, 405):
                let_in.append(f"{method} {path}: {answer.status_code}")
    assert let_in == []


def filled(address: str) -> str:
    """The address with something plausible in every hole."""
    holes = {"<int:": "1", "<slug:": "nothing-here", "<str:": "nothinghere", "<uuid:": "0" * 32}
    parts = []
    for part in address.split("/"):
        made = part
        while "<" in made:
            start, end = made.index("<"), made.index(">")
            kind = next((value for key, value in holes.items() if made[start:].startswith(key)), "x")
            made = made[:start] + kind + made[end + 1 :]
        parts.append(made)
    return "/".join(parts)


@pytest.mark.django_db
def test_the_excused_views_of_one_s_own_account_do_ask_for_sign_in() -> None:
    let_in = []
    for address, pattern in views():
        if not is_ours(pattern) and EXCUSED.get(pattern.name or "") == OWN_ACCOUNT:
            answer = Client().get("/" + filled(address))
            if answer.status_code != 302 or "/account/login/" not in answer["Location"]:
                let_in.append(f"{address}: {answer.status_code}")
    assert let_in == []
