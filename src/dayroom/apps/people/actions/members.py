from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from dayroom.apps.audit.actions import record
from dayroom.apps.people.actions.consents import give_consent
from dayroom.apps.people.actions.sessions import end_sessions
from dayroom.apps.people.models import Block, Credential, Follow, Member, Mute, Persona, RoleGrant
from dayroom.apps.people.ports import PROFILE_WATCHERS
from dayroom.apps.people.rules import check_handle_form, handle_key, trust_level
from dayroom.apps.people.rules.ages import grown_to_teen
from dayroom.apps.people.rules.trust import facts_of
from dayroom.apps.people.vocabulary import AgeBand, MemberState
from dayroom.apps.people.vocabulary.consents import consent_version

# what a member may change about themselves, in one place
PROFILE_FIELDS = frozenset({
    "about", "office_hours", "language", "country", "time_zone", "quiet_from", "quiet_until", "profile_private",
})


def register_member(
    *, handle: str, email: str, password: str | None, now: datetime, language: str = "en", band: str = AgeBand.ADULT,
    teen_until: date | None = None, **fields: Any,
) -> Member:
    """Make the row of a new member; a teen's profile starts private. Raises HandleOdd, HandleReserved.

    The address is not confirmed by this; see ``confirm_email``.
    """
    check_handle_form(handle)
    member = Member(
        handle=handle, handle_key=handle_key(handle), email=email.strip().lower(), language=language, joined_at=now,
        age_band=band, adult_on=teen_until, profile_private=band != AgeBand.ADULT, **fields,
    )
    member.set_password(password)
    member.save()
    return member


def open_account(*, member: Member, purposes: list[str], language: str, now: datetime) -> None:
    """What follows sign-up: the consents that were given, one row each, and the record."""
    with transaction.atomic():
        for purpose in purposes:
            give_consent(member_id=member.pk, purpose=purpose, text_version=consent_version(purpose),
                         language=language, now=now)
        record(actor_id=member.pk, action="member.join", now=now, subject=("member", member.pk))


def confirm_email(*, member_id: int) -> None:
    """Mark the member's address as confirmed, for accounts that the house itself makes."""
    member = Member.objects.get(pk=member_id)
    EmailAddress.objects.update_or_create(
        user=member, email=member.email, defaults={"verified": True, "primary": True}
    )


def change_profile(*, member: Member, changes: dict[str, Any], now: datetime) -> Member:
    """Save the member's own words and choices; a teen's profile stays private. Audited by field name only."""
    known = {name: value for name, value in changes.items() if name in PROFILE_FIELDS}
    if member.is_teen:
        known["profile_private"] = True
    changed = [name for name, value in known.items() if getattr(member, name) != value]
    for name in changed:
        setattr(member, name, known[name])
    if changed:
        with transaction.atomic():
            member.save(update_fields=changed)
            record(actor_id=member.pk, action="profile.change", now=now, subject=("member", member.pk),
                   facts={"fields": " ".join(sorted(changed))})
            for _key, watcher in PROFILE_WATCHERS:
                watcher.changed(member_id=member.pk, fields=changed, now=now)
    return member


def count_post(member_id: int, now: datetime) -> None:
    """One post more that stands; the trust level follows."""
    _count(member_id, 1, now)


def uncount_post(member_id: int, now: datetime) -> None:
    """One post less: withdrawn, hidden or removed. Trust that was earned honestly is not taken back by this."""
    _count(member_id, -1, now)


def _count(member_id: int, by: int, now: datetime) -> None:
    with transaction.atomic():
        rows = Member.objects.filter(pk=member_id)
        if by < 0:
            rows = rows.filter(posts_count__gt=0)
        rows.update(posts_count=F("posts_count") + by)
        member = Member.objects.filter(pk=member_id).first()
        if member is None:
            return
        level = trust_level(facts_of(member, now))
        if level > member.trust_level:
            Member.objects.filter(pk=member_id).update(trust_level=level)


def mark_peer_supporter(*, member_id: int, marked: bool, by_id: int | None, now: datetime) -> None:
    """Mark a member as trained to greet and help, or take the mark away. Audited."""
    with transaction.atomic():
        changed = Member.objects.filter(pk=member_id).exclude(peer_supporter=marked).update(peer_supporter=marked)
        if changed:
            record(actor_id=by_id, action="peer_supporter.mark" if marked else "peer_supporter.unmark", now=now,
                   subject=("member", member_id))


def keep_moderators(*, of_ids: Collection[int], still_ids: Collection[int]) -> None:
    """Remember who looks after some community, so that a page knows from one row whether there is a desk."""
    Member.objects.filter(pk__in=set(still_ids), moderates=False).update(moderates=True)
    Member.objects.filter(pk__in=set(of_ids) - set(still_ids), moderates=True).update(moderates=False)


def welcome_adults(*, today: date) -> int:
    """End the teen rules for those who turned 18, and the rules for children for those who turned 13; returns how many
    are adults now. Their profile stays as private as it was."""
    Member.objects.filter(age_band=AgeBand.CHILD, adult_on__lte=grown_to_teen(today)).update(age_band=AgeBand.TEEN)
    return Member.objects.filter(age_band=AgeBand.TEEN, adult_on__lte=today).update(
        age_band=AgeBand.ADULT, adult_on=None
    )


def erase_member(*, member_id: int) -> None:
    """Forget a person: the row stays as a stump without name, address or words, so that others' talk keeps its shape.

    Follows, blocks, mutes, sessions, factors and addresses go; personas are retired and blanked. The caller audits.
    """
    with transaction.atomic():
        end_sessions(member_id)
        EmailAddress.objects.filter(user_id=member_id).delete()
        Authenticator.objects.filter(user_id=member_id).delete()
        RoleGrant.objects.filter(member_id=member_id).delete()
        Follow.objects.filter(follower_id=member_id).delete()
        Follow.objects.filter(followed_id=member_id).delete()
        Block.objects.filter(member_id=member_id).delete()
        Block.objects.filter(blocked_id=member_id).delete()
        Mute.objects.filter(member_id=member_id).delete()
        Mute.objects.filter(muted_id=member_id).delete()
        _blank_personas(member_id)
        _blank_row(member_id)


def _blank_personas(member_id: int) -> None:
    Credential.objects.filter(persona__member_id=member_id).delete()
    for persona in Persona.objects.filter(member_id=member_id):
        persona.handle, persona.display_name = f"gone-{secrets.token_hex(6)}", ""
        persona.profession, persona.employer, persona.interests = "other", "", ""
        persona.about, persona.office_hours, persona.verified_until = "", "", None
        persona.retired_at = persona.retired_at or persona.made_at
        persona.save()


def _blank_row(member_id: int) -> None:
    member = Member.objects.select_for_update().get(pk=member_id)
    member.set_unusable_password()
    handle = f"gone-{secrets.token_hex(6)}"
    blank: dict[str, Any] = {
        "email": None, "handle": handle, "handle_key": "", "about": "", "country": "", "time_zone": "UTC",
        "language": "en", "adult_on": None, "guardian_confirmed_at": None, "last_login": None, "quiet_from": None,
        "quiet_until": None, "office_hours": "", "state": MemberState.ERASED, "state_until": None,
        "about_hidden": False,
        "roles_cached": "", "has_factor_cached": False, "peer_supporter": False, "moderates": False,
        "profile_private": True, "unread_count": 0, "password": member.password,
    }
    Member.objects.filter(pk=member_id).update(**blank)
