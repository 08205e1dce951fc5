"""People's rows: what actions change and what queries answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dayroom.apps.audit.models import Event
from dayroom.apps.people import actions, queries
from dayroom.apps.people.models import Consent, Follow, Member, Persona
from dayroom.apps.people.vocabulary import FollowState, MemberState, Purpose, Role, TrustLevel
from dayroom.kernel.errors import Conflict, Invalid, NotFound, Refused
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def deeds() -> list[str]:
    return list(Event.objects.order_by("id").values_list("action", flat=True))


def test_a_handle_is_found_however_it_is_written_and_the_erased_are_not() -> None:
    ann = cast.ann()
    assert queries.member_by_handle("ANN") == ann
    assert queries.members_by_handles(["Ann", "nobody"]) == {"ann": ann}
    Member.objects.filter(pk=ann.pk).update(state=MemberState.ERASED)
    with pytest.raises(NotFound):
        queries.member_by_handle("ann")


def test_hidden_are_those_blocked_either_way_and_those_muted_in_one_query(django_assert_num_queries) -> None:
    ann, carl, mo, sue, ivo = cast.ann(), cast.carl(), cast.mo(), cast.sue(), cast.ivo()
    actions.block(member_id=ann.pk, blocked_id=carl.pk, now=NOW)
    actions.block(member_id=mo.pk, blocked_id=ann.pk, now=NOW)
    actions.mute(member_id=ann.pk, muted_id=sue.pk, now=NOW)
    actions.mute(member_id=ivo.pk, muted_id=ann.pk, now=NOW)
    with django_assert_num_queries(1):
        assert queries.hidden_from(ann.pk) == {carl.pk, mo.pk, sue.pk}
    assert queries.blocked_between(carl.pk, ann.pk)
    assert not queries.blocked_between(sue.pk, ann.pk)
    actions.unblock(member_id=ann.pk, blocked_id=carl.pk)
    actions.unmute(member_id=ann.pk, muted_id=sue.pk)
    assert queries.hidden_from(ann.pk) == {mo.pk}


def test_a_follow_is_asked_accepted_and_ends_with_a_block() -> None:
    ann, carl = cast.ann(), cast.carl()
    actions.ask_to_follow(follower_id=ann.pk, followed_id=carl.pk, now=NOW)
    actions.ask_to_follow(follower_id=ann.pk, followed_id=carl.pk, now=NOW)
    assert Follow.objects.get().state == FollowState.ASKED
    assert not queries.are_contacts(ann.pk, carl.pk)
    actions.accept_follow(member_id=carl.pk, follower_id=ann.pk, now=NOW)
    assert queries.are_contacts(ann.pk, carl.pk)
    assert queries.accepted_contacts(carl.pk) == {ann.pk}
    assert queries.followed_ids(ann.pk) == {carl.pk}
    assert queries.followed_ids(carl.pk) == frozenset()
    actions.block(member_id=carl.pk, blocked_id=ann.pk, now=NOW)
    assert not queries.are_contacts(ann.pk, carl.pk)
    with pytest.raises(NotFound):
        actions.ask_to_follow(follower_id=ann.pk, followed_id=carl.pk, now=NOW)


def test_nobody_accepts_what_nobody_asked() -> None:
    ann, carl = cast.ann(), cast.carl()
    with pytest.raises(NotFound):
        actions.accept_follow(member_id=ann.pk, follower_id=carl.pk, now=NOW)


def test_consent_is_one_row_per_purpose_and_withdrawing_keeps_the_proof() -> None:
    ann = cast.ann()
    for _again in range(2):
        actions.give_consent(member_id=ann.pk, purpose=Purpose.HEALTH_DATA, text_version="1", language="en", now=NOW)
    assert Consent.objects.count() == 1
    assert queries.has_consent(ann.pk, Purpose.HEALTH_DATA)
    actions.give_consent(member_id=ann.pk, purpose=Purpose.HEALTH_DATA, text_version="2", language="en", now=NOW)
    assert queries.standing_consents(ann.pk)[Purpose.HEALTH_DATA].text_version == "2"
    assert actions.withdraw_consent(member_id=ann.pk, purpose=Purpose.HEALTH_DATA, now=NOW)
    assert not actions.withdraw_consent(member_id=ann.pk, purpose=Purpose.HEALTH_DATA, now=NOW)
    assert not queries.has_consent(ann.pk, Purpose.HEALTH_DATA)
    assert Consent.objects.count() == 2
    assert deeds() == ["consent.give", "consent.give", "consent.withdraw"]


@pytest.mark.parametrize(
    ("purpose", "version", "language"), [("", "1", "en"), ("NEWS", "1", "en"), ("TERMS", "", "en"), ("TERMS", "1", "")]
)
def test_a_consent_with_a_hole_in_it_is_refused(purpose: str, version: str, language: str) -> None:
    with pytest.raises(Invalid):
        actions.give_consent(member_id=cast.ann().pk, purpose=purpose, text_version=version, language=language, now=NOW)


def test_roles_are_given_cached_audited_and_taken() -> None:
    sue, ann = cast.sue(), cast.ann()
    actions.grant_role(member_id=ann.pk, role=Role.ANALYST, by_id=sue.pk, now=NOW)
    ann.refresh_from_db()
    assert ann.roles == {Role.ANALYST}
    actions.withdraw_role(member_id=ann.pk, role=Role.ANALYST, by_id=sue.pk, now=NOW)
    ann.refresh_from_db()
    assert ann.roles == frozenset()
    assert deeds() == ["role.grant", "role.withdraw"]
    with pytest.raises(Refused):
        actions.withdraw_role(member_id=sue.pk, role=Role.OWNER, by_id=sue.pk, now=NOW)


def test_the_first_owner_can_be_made_from_nothing_and_again() -> None:
    made = actions.make_owner(email="sue@example.org", handle="sue-k", password="a b c d e f g h i", now=NOW)
    again = actions.make_owner(email="SUE@example.org", handle="sue-k", password="", now=NOW)
    assert made.pk == again.pk
    assert made.roles == {Role.OWNER, Role.STEWARD}
    assert made.emailaddress_set.get().verified


def test_a_limit_ends_by_itself_and_nobody_limits_themselves() -> None:
    mo, ann = cast.mo(), cast.ann()
    actions.limit_member(member_id=ann.pk, until=NOW + timedelta(days=1), by_id=mo.pk, now=NOW)
    assert actions.lift_ended(now=NOW) == 0
    assert actions.lift_ended(now=NOW + timedelta(days=1)) == 1
    ann.refresh_from_db()
    assert (ann.state, ann.state_until) == (MemberState.ACTIVE, None)
    with pytest.raises(Refused):
        actions.suspend_member(member_id=mo.pk, until=None, by_id=mo.pk, now=NOW)
    with pytest.raises(Conflict):
        actions.lift(member_id=ann.pk, by_id=mo.pk, now=NOW)


def test_suspending_ends_every_session(client) -> None:
    mo, ann = cast.mo(), cast.ann()
    client.force_login(ann, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/me/").status_code == 200
    actions.suspend_member(member_id=ann.pk, until=None, by_id=mo.pk, now=NOW)
    assert client.get("/me/").status_code == 302


def test_the_erased_cannot_come_back() -> None:
    mo, ann = cast.mo(), cast.ann()
    Member.objects.filter(pk=ann.pk).update(state=MemberState.ERASED)
    with pytest.raises(Conflict):
        actions.limit_member(member_id=ann.pk, until=None, by_id=mo.pk, now=NOW)


def test_posts_raise_trust_and_withdrawing_one_does_not_lower_it() -> None:
    ann = cast.member("newcomer", trust_level=TrustLevel.NEW, joined_at=NOW - timedelta(days=3), posts_count=4)
    actions.count_post(ann.pk, NOW)
    ann.refresh_from_db()
    assert (ann.posts_count, ann.trust_level) == (5, TrustLevel.KNOWN)
    actions.uncount_post(ann.pk, NOW)
    ann.refresh_from_db()
    assert (ann.posts_count, ann.trust_level) == (4, TrustLevel.KNOWN)


def persona(member: Member, **fields: object) -> Persona:
    facts = {"handle": "dr-okoye", "display_name": "Dr Okoye", "profession": "physician", "interests": "None.",
             "made_at": NOW, "verified_until": TODAY} | fields
    return Persona.objects.create(member=member, **facts)


def test_a_persona_speaks_until_its_last_day_with_a_factor_and_only_for_its_own_member() -> None:
    okoye, ann = cast.okoye(), cast.ann()
    face = persona(okoye)
    assert queries.persona_for_speaking(okoye, face.public_id, TODAY) == face
    assert queries.verified_personas(okoye.pk, TODAY) == [face]
    assert queries.verified_personas(okoye.pk, TODAY + timedelta(days=1)) == []
    for member, public_id, today in [
        (ann, face.public_id, TODAY), (okoye, "nothere", TODAY), (okoye, face.public_id, TODAY + timedelta(days=1)),
    ]:
        with pytest.raises(Refused):
            queries.persona_for_speaking(member, public_id, today)
    okoye.has_factor_cached = False
    with pytest.raises(Refused):
        queries.persona_for_speaking(okoye, face.public_id, TODAY)


def claim(member: Member, **changes: str):
    face = {"handle": "nurse-bell", "display_name": "Nurse Bell", "profession": "nurse", "employer": "A clinic",
            "interests": "None."}
    facts = {"register": "NPI", "country": "US", "number": "1234567893", "evidence": ""} | changes
    return actions.claim_credential(member=member, persona=face, now=NOW, **facts)


def test_a_claim_is_checked_accepted_and_ends_on_its_day() -> None:
    sue, ann = cast.sue(), cast.ann()
    made = claim(ann)
    assert made.checksum_ok is True
    with pytest.raises(NotFound):
        queries.persona_by_handle("nurse-bell")
    until = TODAY + timedelta(days=400)
    actions.accept_credential(public_id=made.public_id, by_id=sue.pk, until=until, note="register page", now=NOW)
    ann.refresh_from_db()
    assert Role.CLINICIAN in ann.roles
    assert queries.persona_by_handle("Nurse-Bell").verified_until == until
    with pytest.raises(Conflict):
        actions.refuse_credential(public_id=made.public_id, by_id=sue.pk, note="", now=NOW)
    assert actions.expire_credentials(now=NOW + timedelta(days=400)) == 0
    assert actions.expire_credentials(now=NOW + timedelta(days=401)) == 1
    ann.refresh_from_db()
    assert Role.CLINICIAN not in ann.roles


def test_nobody_accepts_their_own_licence() -> None:
    sue = cast.sue()
    made = claim(sue)
    with pytest.raises(Refused):
        actions.accept_credential(public_id=made.public_id, by_id=sue.pk, until=TODAY + timedelta(days=9), note="",
                                  now=NOW)


def test_a_professional_handle_is_not_anybodys_personal_one() -> None:
    bell = cast.member("nurse-be1l")
    actions.register_member(handle="nurse-bell", email="other@example.org", password=None, now=NOW)
    with pytest.raises(Conflict):
        claim(bell)


def test_the_number_stands_encrypted_in_its_column() -> None:
    from django.db import connection

    claim(cast.ann(), evidence="https://register.example/1234567893")
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, evidence_note FROM people_credential")
        stored = cursor.fetchone()
    assert not any("1234567893" in column for column in stored)
