from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.people.actions.persona_words import check_persona_words
from dayroom.apps.people.actions.roles import grant_role, withdraw_role
from dayroom.apps.people.models import Credential, Member, Persona
from dayroom.apps.people.ports import spread_news
from dayroom.apps.people.queries import is_handle_free, is_verified_clinician, persona_of_own
from dayroom.apps.people.rules import HandleTaken, check_persona_handle
from dayroom.apps.people.rules.credentials import check_may_decide, check_until, is_checksum_right
from dayroom.apps.people.vocabulary import CredentialState, Role
from dayroom.kernel.errors import Conflict, NotFound, Refused
from dayroom.kernel.ids import is_public_id

# what a clinician may change about a persona without a new check; name and profession are what was checked
PERSONA_FIELDS = frozenset({"employer", "interests", "about", "office_hours"})


class AlreadyDecided(Conflict):
    """Somebody else has already decided about this."""


def _check_persona_handle_free(handle: str) -> None:
    check_persona_handle(handle)
    # also not a member's handle, their own least of all: the two faces must not give each other away
    if Persona.objects.filter(handle=handle.lower()).exists() or not is_handle_free(handle):
        raise HandleTaken(_("This handle, or one that looks much like it, is taken. Please choose another."))


def claim_credential(
    *, member: Member, persona: dict[str, str], register: str, country: str, number: str, evidence: str, now: datetime,
) -> Credential:
    """Claim a licence: a persona that nobody sees yet, and a claim that a steward looks at. Audited without numbers.

    ``persona`` holds handle, display_name, profession, employer and interests. Raises HandleTaken, HandleOdd,
    WordsStopped.
    """
    if member.is_teen:
        raise Refused(_("Professional pages are for adults."))
    check_persona_words(persona, language=member.language, country=member.country)
    with transaction.atomic():
        face = Persona.objects.filter(member=member, retired_at=None, handle=persona["handle"].lower()).first()
        if face is None:
            _check_persona_handle_free(persona["handle"])
            face = Persona(member=member, handle=persona["handle"].lower(), made_at=now)
        for name in ("display_name", "profession", "employer", "interests"):
            setattr(face, name, persona[name])
        # own_views is no choice: whoever names an employer says so
        face.own_views = True
        face.save()
        claim = Credential.objects.create(
            persona=face, register=register, country=country, number=number, evidence_note=evidence, claimed_at=now,
            checksum_ok=is_checksum_right(register, number),
        )
        record(actor_id=member.pk, action="credential.claim", now=now, subject=("credential", claim.pk),
               facts={"register": register, "checksum_ok": claim.checksum_ok})
    return claim


def _undecided(public_id: str) -> Credential:
    claim = None if not is_public_id(public_id) else (
        Credential.objects.select_for_update(of=("self",)).select_related("persona").filter(public_id=public_id).first()
    )
    if claim is None:
        raise NotFound()
    if claim.state != CredentialState.CLAIMED:
        raise AlreadyDecided(_("Somebody else has already decided about this."))
    return claim


def _decide(claim: Credential, state: str, *, by_id: int, note: str, now: datetime, until: date | None) -> None:
    claim.state, claim.decided_by_id, claim.decided_at = state, by_id, now
    claim.decision_note, claim.expires_on = note[:400], until
    claim.save()
    record(actor_id=by_id, action=f"credential.{state.lower()}", now=now, subject=("credential", claim.pk),
           facts={"until": until.isoformat() if until else None})
    spread_news(member_id=claim.persona.member_id, kind="CREDENTIAL", now=now, actor_id=by_id,
                subject=("credential", claim.pk))


def accept_credential(*, public_id: str, by_id: int, until: date, note: str, now: datetime) -> Credential:
    """A steward has checked the evidence: verified until a day. Audited. Raises Refused on one's own claim."""
    check_until(until, now.date())
    with transaction.atomic():
        claim = _undecided(public_id)
        check_may_decide(own=claim.persona.member_id == by_id)
        _decide(claim, CredentialState.VERIFIED, by_id=by_id, note=note, now=now, until=until)
        Persona.objects.filter(pk=claim.persona_id).update(verified_until=until)
        grant_role(member_id=claim.persona.member_id, role=Role.CLINICIAN, by_id=None, now=now)
    return claim


def refuse_credential(*, public_id: str, by_id: int, note: str, now: datetime) -> Credential:
    """A steward does not accept a claim, and says why. Audited. Raises Refused on one's own claim."""
    with transaction.atomic():
        claim = _undecided(public_id)
        check_may_decide(own=claim.persona.member_id == by_id)
        _decide(claim, CredentialState.REFUSED, by_id=by_id, note=note, now=now, until=None)
    return claim


def mend_persona(*, member: Member, public_id: str, changes: dict[str, Any], now: datetime) -> Persona:
    """The clinician's own changes to their professional page. Audited by field name. Raises NotFound, WordsStopped."""
    persona = persona_of_own(member.pk, public_id)
    known = {name: value for name, value in changes.items() if name in PERSONA_FIELDS}
    check_persona_words(known, language=member.language, country=member.country)
    for name, value in known.items():
        setattr(persona, name, value)
    with transaction.atomic():
        persona.save(update_fields=sorted(known))
        record(actor_id=member.pk, action="persona.change", now=now, subject=("persona", persona.pk),
               facts={"fields": " ".join(sorted(known))})
    return persona


def retire_persona(*, member: Member, public_id: str, now: datetime) -> None:
    """Give a professional face up; what it wrote stays under its name. Audited. Raises NotFound."""
    with transaction.atomic():
        persona = persona_of_own(member.pk, public_id)
        Persona.objects.filter(pk=persona.pk).update(retired_at=now)
        record(actor_id=member.pk, action="persona.retire", now=now, subject=("persona", persona.pk))
        _drop_role_if_unverified(member.pk, now)


def _drop_role_if_unverified(member_id: int, now: datetime) -> None:
    if not is_verified_clinician(member_id, now.date()):
        withdraw_role(member_id=member_id, role=Role.CLINICIAN, by_id=None, now=now)


def expire_credentials(*, now: datetime) -> int:
    """Mark credentials whose day has passed, tell their holders, and take the role; returns how many."""
    today = now.date()
    ended = list(
        Credential.objects.filter(state=CredentialState.VERIFIED, expires_on__lt=today).select_related("persona")
    )
    for claim in ended:
        with transaction.atomic():
            Credential.objects.filter(pk=claim.pk).update(state=CredentialState.EXPIRED)
            record(actor_id=None, action="credential.expire", now=now, subject=("credential", claim.pk))
            _follow_newest(claim.persona_id)
            _drop_role_if_unverified(claim.persona.member_id, now)
            spread_news(member_id=claim.persona.member_id, kind="CREDENTIAL", now=now, actor_id=None,
                        subject=("credential", claim.pk))
    return len(ended)


def _follow_newest(persona_id: int) -> None:
    """The persona shows the latest day of a credential that still stands; with none, the day it ended stays shown."""
    standing = Credential.objects.filter(persona_id=persona_id).aggregate(
        until=Max("expires_on", filter=Q(state=CredentialState.VERIFIED))
    )["until"]
    if standing:
        Persona.objects.filter(pk=persona_id).update(verified_until=standing)
