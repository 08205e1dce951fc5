"""When what a patient has signed counts (45 CFR 164.508(c)), and how long it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dayroom.apps.people.rules.authorizations import (
    NotAuthorized,
    NotCovered,
    check_counts,
    check_covers,
    form_type,
    kept_until,
    lacks,
)
from dayroom.apps.people.vocabulary.authorizations import FORM_MAX_BYTES, AuthorizationFacts, Lack
from dayroom.engines import guard
from dayroom.kernel.errors import TooLarge, WrongType

TODAY = date(2026, 11, 20)
WHOLE = AuthorizationFacts(
    description="The story of the knee and two pictures.", discloser="Dr Okoye", recipients="All who read this site",
    purpose="To teach others", expires_on=TODAY, signer_name="A patient", signed_on=TODAY, says_revocation=True,
    says_conditioning=True, says_redisclosure=True, in_plain_language=True, copy_given=True,
    scopes=frozenset({"TEXT"}), channels=frozenset({"HERE"}),
)


def test_a_whole_authorization_counts_to_its_last_day() -> None:
    assert lacks(WHOLE, TODAY) == ()
    assert lacks(WHOLE, TODAY + timedelta(days=1)) == (Lack.EXPIRED,)


@pytest.mark.parametrize(
    ("without", "lack"),
    [
        ({"description": " "}, Lack.DESCRIPTION), ({"discloser": ""}, Lack.DISCLOSER),
        ({"recipients": ""}, Lack.RECIPIENTS), ({"purpose": ""}, Lack.PURPOSE), ({"expires_on": None}, Lack.EXPIRY),
        ({"signer_name": ""}, Lack.SIGNER), ({"signed_on": None}, Lack.SIGNED_ON),
        ({"by_representative": True}, Lack.AUTHORITY), ({"says_revocation": False}, Lack.REVOCATION),
        ({"says_conditioning": False}, Lack.CONDITIONING), ({"says_redisclosure": False}, Lack.REDISCLOSURE),
        ({"in_plain_language": False}, Lack.PLAIN), ({"copy_given": False}, Lack.COPY),
        ({"scopes": frozenset()}, Lack.SCOPE), ({"channels": frozenset({"NOWHERE"})}, Lack.CHANNEL),
        ({"signed_how": "UPLOADED"}, Lack.FORM), ({"signed_on": TODAY + timedelta(days=1)}, Lack.NOT_YET),
        ({"event_happened": True}, Lack.EXPIRED), ({"revoked": True}, Lack.REVOKED),
    ],
)
def test_without_any_one_part_it_does_not_count_and_says_which(without: dict[str, object], lack: Lack) -> None:
    facts = replace(WHOLE, **without)  # type: ignore[arg-type]  # one field at a time
    assert lacks(facts, TODAY) == (lack,)
    with pytest.raises(NotAuthorized) as refused:
        check_counts(facts, TODAY)
    assert str(lack.label) in str(refused.value)


def test_an_event_can_stand_for_the_day_and_a_representative_says_why_they_may() -> None:
    assert lacks(replace(WHOLE, expires_on=None, expiry_event="when the study ends"), TODAY) == ()
    assert lacks(replace(WHOLE, by_representative=True, representative_authority="mother"), TODAY) == ()


def test_it_covers_only_what_was_signed_for() -> None:
    check_covers(WHOLE, scopes=frozenset({"TEXT"}), channel="HERE")
    for scopes, channel in ((frozenset({"TEXT", "IMAGE"}), "HERE"), (frozenset({"TEXT"}), "SOCIAL")):
        with pytest.raises(NotCovered):
            check_covers(WHOLE, scopes=scopes, channel=channel)


def test_it_is_kept_six_years_from_when_it_was_last_in_force() -> None:
    assert kept_until(date(2026, 11, 20), date(2027, 1, 31)) == date(2033, 1, 31)
    assert kept_until(date(2028, 2, 29), date(2027, 1, 1)) == date(2034, 3, 1)


def test_a_form_is_known_by_its_first_bytes() -> None:
    assert form_type(b"%PDF-1.7 ...") == "application/pdf"
    with pytest.raises(WrongType):
        form_type(b"<html>")
    with pytest.raises(TooLarge):
        form_type(b"%PDF-" + b"0" * FORM_MAX_BYTES)


@pytest.mark.parametrize(
    ("text", "without", "signed"),
    [
        ("My patient Maria Santos, MRN 4471902, did very well.", "BLOCK", "ALLOW"),
        ("My patient's SSN is 536-90-4399.", "BLOCK", "BLOCK"),
    ],
)
def test_what_was_signed_opens_names_and_never_account_numbers(text: str, without: str, signed: str) -> None:
    context = guard.Context(author=guard.Author.PROFESSIONAL)
    report = guard.screen(text, context=context)
    assert guard.decide(report, context).action.value == without
    assert guard.decide(report, context, guard.with_authorization()).action.value == signed
