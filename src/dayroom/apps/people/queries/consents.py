from __future__ import annotations

from dayroom.apps.people.models import Consent


def standing_consents(member_id: int) -> dict[str, Consent]:
    """Purpose → the consent that stands."""
    return {row.purpose: row for row in Consent.objects.filter(member_id=member_id, withdrawn_at=None)}


def has_consent(member_id: int, purpose: str) -> bool:
    return Consent.objects.filter(member_id=member_id, purpose=purpose, withdrawn_at=None).exists()
