"""Who may come in and who decides: one row per case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dayroom.apps.communities.rules import membership as rules
from dayroom.apps.communities.rules.network import Template, read_addresses, read_places
from dayroom.apps.communities.rules.writing import CommunityClosed
from dayroom.apps.communities.vocabulary import Standing
from dayroom.kernel.errors import Conflict, Invalid, Refused

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OUTSIDER = Standing(member_id=1)
MEMBER = Standing(member_id=1, is_member=True)
PEER = Standing(member_id=1, is_member=True, is_peer_supporter=True)
MODERATOR = Standing(member_id=1, is_member=True, is_moderator=True)
STEWARD = Standing(member_id=1, is_steward=True)
CLINICIAN = Standing(member_id=1, is_clinician=True)
BANNED = Standing(member_id=1, is_banned=True)


@pytest.mark.parametrize(("who", "audience", "policy", "closed", "invited", "refusal"), [
    (OUTSIDER, "EVERYONE", "OPEN", False, False, None),
    (OUTSIDER, "EVERYONE", "OPEN", True, False, CommunityClosed),
    (OUTSIDER, "EVERYONE", "ASK", False, False, Refused),
    (OUTSIDER, "EVERYONE", "ASK", False, True, None),
    (OUTSIDER, "EVERYONE", "INVITED", False, False, Refused),
    (OUTSIDER, "EVERYONE", "INVITED", False, True, None),
    (OUTSIDER, "EVERYONE", "INVITED", True, True, CommunityClosed),
    (OUTSIDER, "CLINICIANS", "OPEN", False, False, rules.ForClinicians),
    (OUTSIDER, "CLINICIANS", "INVITED", False, True, rules.ForClinicians),
    (CLINICIAN, "CLINICIANS", "OPEN", False, False, None),
    (CLINICIAN, "CLINICIANS", "ASK", False, False, Refused),
    (OUTSIDER, "YOUNG", "INVITED", False, True, Refused),
    (STEWARD, "YOUNG", "INVITED", False, False, None),
    (STEWARD, "EVERYONE", "INVITED", False, False, None),
    (STEWARD, "CLINICIANS", "OPEN", False, False, None),
    (BANNED, "EVERYONE", "OPEN", False, False, rules.RemovedBefore),
    (BANNED, "EVERYONE", "INVITED", False, True, rules.RemovedBefore),
])
def test_who_can_join(*, who, audience, policy, closed, invited, refusal) -> None:
    def call() -> None:
        rules.check_can_join(who, audience=audience, policy=policy, closed=closed, invited=invited)
    if refusal is None:
        call()
    else:
        with pytest.raises(refusal):
            call()


@pytest.mark.parametrize(("who", "audience", "policy", "closed", "refusal"), [
    (OUTSIDER, "EVERYONE", "ASK", False, None),
    (OUTSIDER, "EVERYONE", "INVITED", False, Refused),
    (OUTSIDER, "EVERYONE", "ASK", True, CommunityClosed),
    (OUTSIDER, "CLINICIANS", "ASK", False, rules.ForClinicians),
    (CLINICIAN, "CLINICIANS", "ASK", False, None),
    (MEMBER, "EVERYONE", "ASK", False, rules.MemberAlready),
    (BANNED, "EVERYONE", "ASK", False, rules.RemovedBefore),
])
def test_who_can_ask_to_join(who, audience, policy, closed, refusal) -> None:
    def call() -> None:
        rules.check_can_ask(who, audience=audience, policy=policy, closed=closed)
    if refusal is None:
        call()
    else:
        with pytest.raises(refusal):
            call()


@pytest.mark.parametrize(("who", "others", "refusal"), [
    (MEMBER, 0, None), (PEER, 0, None), (MODERATOR, 1, None), (MODERATOR, 0, rules.LastModerator),
    (OUTSIDER, 3, Refused),
])
def test_who_can_leave(who, others, refusal) -> None:
    if refusal is None:
        rules.check_can_leave(who, other_moderators=others)
    else:
        with pytest.raises(refusal):
            rules.check_can_leave(who, other_moderators=others)


@pytest.mark.parametrize(("who", "own", "was", "to", "others", "refusal"), [
    (MODERATOR, False, "MEMBER", "PEER_SUPPORTER", 0, None),
    (MODERATOR, False, "MEMBER", "MODERATOR", 0, None),
    (MODERATOR, False, "PEER_SUPPORTER", "MEMBER", 0, None),
    (MODERATOR, False, "MODERATOR", "MEMBER", 1, rules.StewardsOnly),
    (MODERATOR, True, "MODERATOR", "MEMBER", 1, None),
    (MODERATOR, True, "MODERATOR", "PEER_SUPPORTER", 0, rules.LastModerator),
    (STEWARD, False, "MODERATOR", "MEMBER", 0, None),
    (MODERATOR, False, "MEMBER", "OWNER", 0, Invalid),
    (MEMBER, False, "MEMBER", "PEER_SUPPORTER", 1, rules.NotAModerator),
    (PEER, True, "PEER_SUPPORTER", "MODERATOR", 1, rules.NotAModerator),
    (OUTSIDER, False, "MEMBER", "MODERATOR", 1, rules.NotAModerator),
])
def test_who_can_change_a_part(*, who, own, was, to, others, refusal) -> None:
    def call() -> None:
        rules.check_can_change_role(who, own=own, was=was, to=to, other_moderators=others)
    if refusal is None:
        call()
    else:
        with pytest.raises(refusal):
            call()


@pytest.mark.parametrize(("who", "own", "was", "reason", "refusal"), [
    (MODERATOR, False, "MEMBER", "sold pills", None),
    (MODERATOR, False, "MEMBER", "  ", rules.ReasonMissing),
    (MODERATOR, True, "MODERATOR", "x", Refused),
    (MODERATOR, False, "MODERATOR", "x", rules.StewardsOnly),
    (STEWARD, False, "MODERATOR", "x", None),
    (PEER, False, "MEMBER", "x", rules.NotAModerator),
    (MEMBER, False, "MEMBER", "x", rules.NotAModerator),
])
def test_who_can_remove_a_member(who, own, was, reason, refusal) -> None:
    def call() -> None:
        rules.check_can_remove(who, own=own, was=was, reason=reason)
    if refusal is None:
        call()
    else:
        with pytest.raises(refusal):
            call()


@pytest.mark.parametrize(("roles", "factor", "audience", "young", "refusal"), [
    ({"STEWARD"}, True, "EVERYONE", False, None),
    ({"OWNER"}, True, "CLINICIANS", False, None),
    ({"COMMUNICATIONS_OFFICER"}, True, "EVERYONE", False, None),
    ({"STEWARD"}, False, "EVERYONE", False, Refused),
    ({"ANALYST", "CLINICIAN"}, True, "EVERYONE", False, Refused),
    (set(), True, "EVERYONE", False, Refused),
    ({"STEWARD"}, True, "YOUNG", False, Refused),
    ({"STEWARD"}, True, "YOUNG", True, None),
    ({"COMMUNICATIONS_OFFICER"}, True, "YOUNG", True, rules.StewardsOnly),
])
def test_who_can_open_a_community(roles, factor, audience, young, refusal) -> None:
    def call() -> None:
        rules.check_can_create(roles, second_factor=factor, audience=audience, young_allowed=young)
    if refusal is None:
        call()
    else:
        with pytest.raises(refusal):
            call()


@pytest.mark.parametrize(("visibility", "audience", "policy", "fits"), [
    ("PUBLIC", "EVERYONE", "OPEN", True), ("HYBRID", "EVERYONE", "OPEN", True), ("PRIVATE", "EVERYONE", "ASK", True),
    ("PRIVATE", "EVERYONE", "OPEN", False), ("PRIVATE", "YOUNG", "INVITED", True),
    ("PUBLIC", "YOUNG", "INVITED", False), ("PRIVATE", "YOUNG", "ASK", False),
])
def test_which_doors_fit_which_place(visibility, audience, policy, fits) -> None:
    if fits:
        rules.check_place(visibility=visibility, audience=audience, policy=policy)
    else:
        with pytest.raises(Invalid):
            rules.check_place(visibility=visibility, audience=audience, policy=policy)


@pytest.mark.parametrize("who", [OUTSIDER, MEMBER, PEER, MODERATOR, CLINICIAN, BANNED])
def test_only_stewards_change_who_can_read(who) -> None:
    with pytest.raises(rules.StewardsOnly):
        rules.check_can_change_visibility(who)
    rules.check_can_change_visibility(STEWARD)


@pytest.mark.parametrize(("who", "audience", "elsewhere", "staff", "fits"), [
    (MEMBER, "EVERYONE", False, False, True), (OUTSIDER, "EVERYONE", False, False, False),
    (OUTSIDER, "EVERYONE", True, False, True), (OUTSIDER, "EVERYONE", False, True, True),
    (BANNED, "EVERYONE", True, True, False), (MEMBER, "CLINICIANS", True, True, False),
    (STEWARD, "CLINICIANS", False, True, True), (CLINICIAN, "CLINICIANS", False, False, False),
])
def test_into_whose_hands_a_place_is_given(who, audience, elsewhere, staff, fits) -> None:
    def call() -> None:
        rules.check_can_be_handed(who, audience=audience, looks_after_others=elsewhere, second_factor_roles=staff)
    if fits:
        call()
    else:
        with pytest.raises(Refused):
            call()


@pytest.mark.parametrize("state", [None, "ACTIVE", "BANNED", "LEFT"])
def test_a_request_is_answered_once(state) -> None:
    with pytest.raises(Conflict):
        rules.check_request_open(state)
    rules.check_request_open("ASKED")


@pytest.mark.parametrize(("minutes", "uses", "withdrawn", "closed", "good"), [
    (1, None, False, False, True), (1, 1, False, False, True), (0, None, False, False, False),
    (-1, 5, False, False, False), (1, 0, False, False, False), (1, None, True, False, False),
    (1, None, False, True, False),
])
def test_which_invitation_is_still_good(minutes, uses, withdrawn, closed, good) -> None:
    assert rules.is_invitation_good(
        expires_at=NOW + timedelta(minutes=minutes), uses_left=uses, withdrawn=withdrawn, closed=closed, now=NOW
    ) is good


def test_every_refusal_has_a_sentence_of_its_own() -> None:
    kinds = [rules.ForClinicians, rules.RemovedBefore, rules.InvitationOver, rules.LastModerator, rules.NotAModerator,
             rules.StewardsOnly, rules.ReasonMissing, rules.MemberAlready]
    sentences = {str(kind()) for kind in kinds}
    assert len(sentences) == len(kinds)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_a_table_is_read_with_commas_semicolons_and_tabs() -> None:
    for mark in ",;\t":
        table = read_places(f"name{mark}language\nLupus{mark}en\nGota{mark}ES\n", Template(description="For {name}."))
        assert [(p.name, p.slug, p.language, p.description) for p in table.places] == [
            ("Lupus", "lupus", "en", "For Lupus."), ("Gota", "gota", "es", "For Gota."),
        ]
        assert table.faults == []


@pytest.mark.parametrize(("line", "words"), [
    (",x,d,,,,,,", "needs a name"),
    ("A,Bad Slug,d,,,,,,", "small letters"),
    ("A,a,,,,,,,", "description"),
    ("A,a,d,,English,,,,", "short code"),
    ("A,a,d,,en,SECRET,,,", "PUBLIC"),
    ("A,a,d,,en,PUBLIC,YOUNG,,", "EVERYONE"),
    ("A,a,d,,en,PUBLIC,,MAYBE,", "OPEN, ASK"),
    ("A,a,d,,en,PRIVATE,,OPEN,", "ASK or INVITED"),
    ("A,a,d,,en,,,,,more,and,more", "more values than columns"),
])
def test_what_is_wrong_with_a_line_is_said_with_its_number(line: str, words: str) -> None:
    heading = "name,slug,description,conditions,language,visibility,audience,join_policy,moderator"
    table = read_places(f"{heading}\nGood,good,d,,en,,,,\n{line}\n", Template())
    assert [place.slug for place in table.places] == ["good"]
    assert [fault.line for fault in table.faults] == [3]
    assert words in table.faults[0].sentence


def test_the_same_address_twice_is_pointed_out_on_the_second_line() -> None:
    table = read_places("name\nLupus\nlupus\n", Template(description="x"))
    assert [(fault.line, "line 2" in fault.sentence) for fault in table.faults] == [(3, True)]


@pytest.mark.parametrize("text", ["", "title,what\nx,y", "\x00\x00", "just words"])
def test_what_is_no_table_is_said_so(text: str) -> None:
    with pytest.raises(Invalid):
        read_places(text, Template())


def test_a_table_has_at_most_a_thousand_lines() -> None:
    rows = "\n".join(f"Place {n}" for n in range(1001))
    with pytest.raises(Invalid):
        read_places(f"name\n{rows}", Template(description="x"))


def test_addresses_are_read_however_they_were_pasted() -> None:
    good, bad = read_addresses("a@example.org, B@example.org;\n<c@example.org>\nnot an address\na@example.org\n")
    assert good == ["a@example.org", "b@example.org", "c@example.org"]
    assert bad == [3]
