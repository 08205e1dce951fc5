"""The rules of people, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dayroom.apps.people import rules
from dayroom.apps.people.models import Member
from dayroom.apps.people.presenters import device_name
from dayroom.apps.people.rules.addresses import find_addresses, mask_addresses
from dayroom.apps.people.rules.credentials import UntilOdd, check_until, is_checksum_right
from dayroom.apps.people.vocabulary import AgeBand, MemberState, Purpose, Role, TrustLevel
from dayroom.apps.people.vocabulary.consents import consent_text, consent_version
from dayroom.kernel.errors import Invalid, NotFound, Refused

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


def test_the_thirteenth_birthday_opens_the_door_and_the_day_before_does_not() -> None:
    rules.check_old_enough(date(2013, 11, 20), TODAY)
    with pytest.raises(rules.TooYoung):
        rules.check_old_enough(date(2013, 11, 21), TODAY)


@pytest.mark.parametrize(
    ("born_on", "band", "until"),
    [
        (date(2008, 11, 20), AgeBand.ADULT, None),
        (date(2008, 11, 21), AgeBand.TEEN, date(2026, 11, 21)),
        (date(2012, 2, 29), AgeBand.TEEN, date(2030, 3, 1)),
    ],
)
def test_teen_rules_end_on_the_eighteenth_birthday(born_on: date, band: AgeBand, until: date | None) -> None:
    assert rules.age_band(born_on, TODAY) == band
    assert rules.adult_on(born_on, TODAY) == until


@pytest.mark.parametrize("born_on", [date(2026, 11, 21), date(1880, 1, 1)])
def test_a_date_that_nobody_alive_was_born_on_is_asked_for_again(born_on: date) -> None:
    with pytest.raises(Invalid):
        rules.check_birth_date(born_on, TODAY)


@pytest.mark.parametrize("handle", ["ann", "soup-maker", "Blue_Kettle", "a1b", "x" * 24])
def test_ordinary_handles_are_welcome(handle: str) -> None:
    rules.check_handle_form(handle)


@pytest.mark.parametrize(
    "handle",
    ["a", "x" * 25, "-ann", "ann-", "ann b", "ann@example.org", "5551234567", "ann-5551234", "аnn", "an\u200bn", "",
     "a.b"],
)
def test_handles_that_are_too_odd_or_look_like_a_number_are_refused(handle: str) -> None:
    with pytest.raises(rules.HandleOdd):
        rules.check_handle_form(handle)


@pytest.mark.parametrize("handle", ["admin", "ADM1N", "m0d", "Stevvard", "doctor", "d-r-", "st-eward"])
def test_handles_that_pose_as_staff_are_refused_also_in_disguise(handle: str) -> None:
    with pytest.raises((rules.HandleReserved, rules.HandleOdd)):
        rules.check_handle_form(handle)


@pytest.mark.parametrize(
    ("one", "other"), [("Carl", "car1"), ("modern", "modem"), ("blue-kettle", "BLUE_KETTLE"), ("oslo", "0sl0")]
)
def test_handles_that_look_alike_share_a_key(one: str, other: str) -> None:
    assert rules.handle_key(one) == rules.handle_key(other)


def test_a_password_needs_fifteen_characters_alone_and_eight_beside_a_factor() -> None:
    rules.check_password_len(15, has_factor=False)
    rules.check_password_len(8, has_factor=True)
    with pytest.raises(rules.PasswordShort):
        rules.check_password_len(14, has_factor=False)
    with pytest.raises(rules.PasswordShort):
        rules.check_password_len(7, has_factor=True)


@pytest.mark.parametrize("role", [Role.STEWARD, Role.OWNER, Role.ANALYST, Role.COMMUNICATIONS_OFFICER])
def test_staff_keep_their_last_factor(role: Role) -> None:
    with pytest.raises(rules.FactorNeeded):
        rules.check_may_remove_last_factor({role}, verified_clinician=False)


def test_a_verified_clinician_keeps_the_last_factor_and_a_carer_need_not() -> None:
    with pytest.raises(rules.FactorNeeded):
        rules.check_may_remove_last_factor(set(), verified_clinician=True)
    rules.check_may_remove_last_factor({Role.CARER}, verified_clinician=False)


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        (rules.TrustFacts(days_here=0, posts_count=100), TrustLevel.NEW),
        (rules.TrustFacts(days_here=100, posts_count=4), TrustLevel.NEW),
        (rules.TrustFacts(days_here=3, posts_count=5), TrustLevel.KNOWN),
        (rules.TrustFacts(days_here=60, posts_count=50), TrustLevel.TRUSTED),
        (rules.TrustFacts(days_here=0, posts_count=0, vouched=True), TrustLevel.KNOWN),
        (rules.TrustFacts(days_here=600, posts_count=500, limited=True), TrustLevel.NEW),
    ],
)
def test_trust_takes_days_and_posts(facts: rules.TrustFacts, level: TrustLevel) -> None:
    assert rules.trust_level(facts) == level


def test_the_shown_table_names_every_level_and_marks_one_as_current() -> None:
    lines = rules.explain_trust(Member(trust_level=TrustLevel.KNOWN))
    assert [line.level for line in lines] == list(TrustLevel)
    assert [line.current for line in lines] == [False, True, False]
    assert [line.reached for line in lines] == [True, True, False]
    assert "60" in lines[2].takes
    assert "50" in lines[2].takes


def test_more_trust_never_means_less_room() -> None:
    new, known, trusted = (rules.new_member_limits(level) for level in TrustLevel)
    assert new.posts_per_day < known.posts_per_day < trusted.posts_per_day
    assert new.links_allowed < known.links_allowed < trusted.links_allowed
    assert new.messages_per_day == 5


@pytest.mark.parametrize(
    ("state", "until", "may"),
    [
        (MemberState.ACTIVE, None, True),
        (MemberState.LIMITED, None, False),
        (MemberState.LIMITED, NOW + timedelta(hours=1), False),
        (MemberState.LIMITED, NOW, True),
        (MemberState.SUSPENDED, None, False),
        (MemberState.LEAVING, NOW - timedelta(days=1), False),
        (MemberState.ERASED, None, False),
    ],
)
def test_who_may_write_in_which_state(state: str, until: datetime | None, may: bool) -> None:
    member = Member(state=state, state_until=until)
    if may:
        rules.check_member_may_write(member, NOW)
        return
    with pytest.raises(Refused) as refusal:
        rules.check_member_may_write(member, NOW)
    assert len(str(refusal.value)) > 20


def test_an_adult_does_not_ask_a_teen_and_a_blocked_one_learns_nothing() -> None:
    rules.check_may_follow(own=False, blocked=False, asker_teen=True, asked_teen=False)
    with pytest.raises(Refused):
        rules.check_may_follow(own=False, blocked=False, asker_teen=False, asked_teen=True)
    with pytest.raises(NotFound):
        rules.check_may_follow(own=False, blocked=True, asker_teen=False, asked_teen=False)
    with pytest.raises(Refused):
        rules.check_may_follow(own=True, blocked=False, asker_teen=False, asked_teen=False)


@pytest.mark.parametrize(
    ("giver", "role", "own", "may"),
    [
        ({Role.OWNER}, Role.STEWARD, False, True),
        ({Role.STEWARD}, Role.ANALYST, False, True),
        ({Role.STEWARD}, Role.OWNER, False, False),
        ({Role.STEWARD}, Role.STEWARD, False, False),
        ({Role.OWNER}, Role.ANALYST, True, False),
        ({Role.OWNER}, Role.CLINICIAN, False, False),
        ({Role.ANALYST}, Role.ANALYST, False, False),
        (set(), Role.CARER, False, False),
    ],
)
def test_who_gives_which_role(giver: set[str], role: str, own: bool, may: bool) -> None:
    if may:
        rules.check_may_grant(giver, role, own=own)
        return
    with pytest.raises(Refused):
        rules.check_may_grant(giver, role, own=own)


def test_the_last_owner_stays() -> None:
    with pytest.raises(Refused):
        rules.check_may_withdraw({Role.OWNER}, Role.OWNER, own=False, owners_left=0)
    rules.check_may_withdraw({Role.OWNER}, Role.OWNER, own=False, owners_left=1)


def test_the_digits_of_an_npi_are_checked_and_other_registers_are_left_to_people() -> None:
    assert is_checksum_right("NPI", "1234567893") is True
    assert is_checksum_right("NPI", "1234-567-890") is False
    assert is_checksum_right("NMC", "12A3456E") is None


@pytest.mark.parametrize("days", [0, -1, 5000])
def test_a_check_holds_for_some_time_and_not_for_ever(days: int) -> None:
    with pytest.raises(UntilOdd):
        check_until(TODAY + timedelta(days=days), TODAY)
    check_until(TODAY + timedelta(days=365), TODAY)


@pytest.mark.parametrize("purpose", Purpose.values)
def test_every_purpose_has_words_in_both_languages(purpose: str) -> None:
    english, spanish = consent_text(purpose, "en"), consent_text(purpose, "es-MX")
    assert english.version == spanish.version == consent_version(purpose)
    assert (english.language, spanish.language) == ("en", "es")
    assert english.label != spanish.label
    assert consent_text(purpose, "fr").language == "en"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36",
         "Chrome on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1",
         "Safari on iPhone"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0", "Firefox on Android"),
        ("curl/8", "A browser we do not know"),
    ],
)
def test_devices_have_short_names(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("I live at 12 Orchard Lane now", "12 Orchard Lane"),
        ("Vivo en Calle Mayor 14, segundo", "Calle Mayor 14"),
        ("near SW1A 2AA", "SW1A 2AA"),
        ("Springfield, IL 62704 is home", "IL 62704"),
    ],
)
def test_addresses_are_found_and_masked(text: str, spot: str) -> None:
    (found,) = find_addresses(text)
    assert text[found.start : found.end] == spot
    assert spot not in mask_addresses(text)
    assert mask_addresses(mask_addresses(text)) == mask_addresses(text)


@pytest.mark.parametrize(
    "text",
    ["I took 20 mg in the morning", "two roads and a lane", "Type 1 since 1989", "we walked the road for 3 hours", ""],
)
def test_ordinary_sentences_are_no_address(text: str) -> None:
    assert find_addresses(text) == []
