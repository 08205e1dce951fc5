"""Everything people's tables hold about one member, in plain values; passwords and secrets of factors stay out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from dayroom.apps.people.models import Block, Consent, Credential, Follow, Member, Mute, Persona, RoleGrant
from dayroom.apps.people.queries.guardians import exported_requests

Rows = list[dict[str, object]]

_PROFILE = (
    "handle", "email", "about", "office_hours", "language", "country", "time_zone", "age_band", "adult_on",
    "guardian_confirmed_at", "joined_at", "last_login", "quiet_from", "quiet_until", "profile_private",
    "peer_supporter", "posts_count", "state", "state_until",
)
_PERSONA = (
    "handle", "display_name", "profession", "employer", "interests", "about", "office_hours", "verified_until",
    "made_at", "retired_at",
)
_CREDENTIAL = (
    "register", "country", "number", "evidence_note", "state", "claimed_at", "decided_at", "decision_note",
    "expires_on",
)


def _plain(row: object, names: tuple[str, ...]) -> dict[str, object]:
    return {name: _value(getattr(row, name)) for name in names}


def _value(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def exported_tables(member_id: int) -> Iterator[tuple[str, Rows]]:
    """(table heading, rows) for the member's own export."""
    yield _("profile"), [_plain(row, _PROFILE) for row in Member.objects.filter(pk=member_id)]
    yield _("addresses"), [_plain(row, ("email", "verified", "primary"))
                           for row in EmailAddress.objects.filter(user_id=member_id).order_by("pk")]
    yield _("consents"), [_plain(row, ("purpose", "text_version", "language", "given_at", "withdrawn_at"))
                          for row in Consent.objects.filter(member_id=member_id).order_by("pk")]
    yield _("roles"), [_plain(row, ("role", "granted_at"))
                       for row in RoleGrant.objects.filter(member_id=member_id).order_by("pk")]
    yield _("professional pages"), [_plain(row, _PERSONA)
                                    for row in Persona.objects.filter(member_id=member_id).order_by("pk")]
    yield _("licences"), [_plain(row, _CREDENTIAL)
                          for row in Credential.objects.filter(persona__member_id=member_id).order_by("pk")]
    yield _("sessions"), [_plain(row, ("created_at", "last_seen_at", "ip", "user_agent"))
                          for row in UserSession.objects.filter(user_id=member_id).order_by("pk")]
    yield _("second factors"), [_plain(row, ("type", "created_at", "last_used_at"))
                                for row in Authenticator.objects.filter(user_id=member_id).order_by("pk")]
    yield _("accounts of your children"), exported_requests(member_id)
    yield from _ties(member_id)


def _ties(member_id: int) -> Iterator[tuple[str, Rows]]:
    """Other people stand here by their public handle only; who blocked or muted the member is not theirs to know."""
    following = Follow.objects.filter(follower_id=member_id).select_related("followed").order_by("pk")
    yield _("you follow"), [{"handle": row.followed.handle, **_plain(row, ("state", "asked_at", "accepted_at"))}
                            for row in following]
    followers = Follow.objects.filter(followed_id=member_id).select_related("follower").order_by("pk")
    yield _("they follow you"), [{"handle": row.follower.handle, **_plain(row, ("state", "asked_at", "accepted_at"))}
                                 for row in followers]
    blocks = Block.objects.filter(member_id=member_id).select_related("blocked").order_by("pk")
    yield _("blocked"), [{"handle": row.blocked.handle, **_plain(row, ("since",))} for row in blocks]
    mutes = Mute.objects.filter(member_id=member_id).select_related("muted").order_by("pk")
    yield _("muted"), [{"handle": row.muted.handle, **_plain(row, ("since",))} for row in mutes]
