"""Policies, and what patients have signed: for tests that look at their pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dayroom.apps.people.actions.authorizations import enter_authorization, note_outside, revoke_authorization
from dayroom.apps.people.actions.policies import load_policies, publish_policy, write_policy
from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary.policies import PolicyWords


@dataclass(slots=True)
class Papers:
    counts: str
    lacks: str
    taken_back: str


def build(clinician: Member, steward: Member, now: datetime) -> Papers:
    load_policies(by_id=steward.pk, now=now)
    for slug in ("moderators", "professionals"):
        publish_policy(slug=slug, by_id=steward.pk, now=now)
    write_policy(slug="moderators", audiences=["MODERATOR"], by_id=steward.pk, now=now,
                 words=[PolicyWords("en", "How moderators work here", "### What we are for\n\nBe brief.", "Shorter.")])
    whole = signed_paper(now)
    counts = enter_authorization(member=clinician, told=whole, form=b"%PDF-1.4", now=now)
    lacks = enter_authorization(member=clinician, told={"label": "Still to sign"}, form=None, now=now)
    back = enter_authorization(member=clinician, told={**whole, "label": "Taken back"}, form=None, now=now)
    for row in (counts, back):
        note_outside(authorization=row, place="The leaflet of spring", by_id=clinician.pk, now=now)
    revoke_authorization(authorization=back, by_id=clinician.pk, now=now)
    return Papers(counts.public_id, lacks.public_id, back.public_id)


def signed_paper(now: datetime) -> dict[str, object]:
    return {
        "label": "Walking again", "description": "How she learned to walk again.", "scopes": "TEXT",
        "discloser": "Dr Okoye", "recipients": "Everybody who reads this site", "channels": "HERE SOCIAL",
        "purpose": "To give others hope", "expires_on": now.date() + timedelta(days=300), "signer_name": "A patient",
        "signed_on": now.date(), "says_revocation": True, "says_conditioning": True, "says_redisclosure": True,
        "in_plain_language": True, "copy_given": True,
    }
