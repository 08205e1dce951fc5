"""What a member takes along, and what is left when they are gone."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from dayroom.apps.people import actions
from dayroom.apps.people.jobs import end_teen_rules, expire_checked_licences, open_accounts_again
from dayroom.apps.people.models import Block, Consent, Credential, Follow, Member, Mute, Persona
from dayroom.apps.people.vocabulary import AgeBand, CredentialState, MemberState, Purpose
from dayroom.platform.ports import PERSONAL_DATA
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def full() -> Member:
    """Ann, with something in every table."""
    ann, carl, mo = cast.member("ann", about="I make soup."), cast.carl(), cast.mo()
    ann.set_password("soup in the blue kettle")
    ann.save()
    actions.confirm_email(member_id=ann.pk)
    actions.give_consent(member_id=ann.pk, purpose=Purpose.TERMS, text_version="2026-11", language="en", now=NOW)
    actions.ask_to_follow(follower_id=ann.pk, followed_id=carl.pk, now=NOW)
    actions.ask_to_follow(follower_id=carl.pk, followed_id=ann.pk, now=NOW)
    actions.block(member_id=ann.pk, blocked_id=mo.pk, now=NOW)
    actions.mute(member_id=mo.pk, muted_id=ann.pk, now=NOW)
    actions.claim_credential(
        member=ann, register="NPI", country="US", number="1234567893", evidence="The public page.", now=NOW,
        persona={"handle": "nurse-bell", "display_name": "Nurse Bell", "profession": "nurse", "employer": "A clinic",
                 "interests": "None."},
    )
    client = Client()
    client.post("/account/login/", {"login": ann.email, "password": "soup in the blue kettle"})
    TOTP.activate(ann, "JBSWY3DPEHPK3PXP")
    return ann


def export(member: Member) -> dict[str, list[dict[str, object]]]:
    return dict(PERSONAL_DATA["people"].export(member.pk))


def test_the_export_holds_everything_in_plain_values_and_no_secret_of_a_factor(full: Member) -> None:
    tables = export(full)
    text = json.dumps(tables)
    for own in ("ann@example.org", "I make soup.", "1234567893", "The public page.", "2026-11", "Nurse Bell"):
        assert own in text
    assert "JBSWY3DPEHPK3PXP" not in text
    assert full.password not in text
    assert [row["handle"] for row in tables["you follow"]] == ["carl"]
    assert [row["handle"] for row in tables["they follow you"]] == ["carl"]
    assert [row["handle"] for row in tables["blocked"]] == ["mo"]
    assert tables["muted"] == []
    assert len(tables["sessions"]) == len(tables["second factors"]) == 1


def test_who_muted_or_blocked_a_member_is_not_in_that_members_export(full: Member) -> None:
    assert "mo" not in [row["handle"] for row in export(full)["muted"]]
    mo = Member.objects.get(handle="mo")
    assert export(mo)["blocked"] == []


def test_erasing_leaves_a_stump_without_name_address_words_or_ties(full: Member) -> None:
    PERSONAL_DATA["people"].erase(full.pk)
    stump = Member.objects.get(pk=full.pk)
    assert (stump.state, stump.email, stump.about, stump.handle_key) == (MemberState.ERASED, None, "", "")
    assert stump.handle.startswith("gone-")
    assert not stump.has_usable_password()
    assert not stump.has_factor_cached
    for rows in (EmailAddress, Authenticator, UserSession, Session, Follow, Block, Mute, Credential):
        assert rows.objects.count() == 0, rows
    face = Persona.objects.get()
    assert (face.display_name, face.interests, face.employer) == ("", "", "")
    assert face.retired_at is not None
    # the consent rows stay as proof, without a name beside them
    assert Consent.objects.count() == 1
    PERSONAL_DATA["people"].erase(full.pk)


def test_nothing_of_the_erased_is_left_in_any_column_of_people(full: Member) -> None:
    PERSONAL_DATA["people"].erase(full.pk)
    with connection.cursor() as cursor:
        for table in (row for row in connection.introspection.table_names(cursor)
                      if row.startswith(("people_", "account_", "mfa_", "usersessions_", "django_session"))):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database itself
            text = str(cursor.fetchall())
            for word in ("ann@example.org", "I make soup.", "Nurse Bell", "nurse-bell"):
                assert word not in text, (table, word)


def test_the_jobs_by_the_clock_do_their_one_thing() -> None:
    kim = cast.member("kim", age_band=AgeBand.TEEN, adult_on=date(2020, 1, 1), profile_private=True)
    limited = cast.member("lim", state=MemberState.LIMITED, state_until=timezone.now() - timedelta(hours=1))
    assert end_teen_rules.func() == 1
    assert open_accounts_again.func() == 1
    assert expire_checked_licences.func() == 0
    kim.refresh_from_db()
    limited.refresh_from_db()
    assert (kim.age_band, kim.adult_on, kim.profile_private) == (AgeBand.ADULT, None, True)
    assert limited.state == MemberState.ACTIVE
    face = Persona.objects.create(member=kim, handle="dr-kim", display_name="Dr Kim", profession="physician",
                                  interests="None.", made_at=NOW, verified_until=date(2020, 1, 1))
    Credential.objects.create(persona=face, register="OTHER", country="US", number="1", claimed_at=NOW,
                              state=CredentialState.VERIFIED, expires_on=date(2020, 1, 1))
    assert expire_checked_licences.func() == 1


def test_leaving_can_be_taken_back_until_it_is_done() -> None:
    ann = cast.ann()
    actions.begin_leaving(member_id=ann.pk, due_at=NOW + timedelta(days=14), now=NOW)
    ann.refresh_from_db()
    assert (ann.state, ann.is_active) == (MemberState.LEAVING, True)
    actions.stop_leaving(member_id=ann.pk, now=NOW)
    ann.refresh_from_db()
    assert ann.state == MemberState.ACTIVE
