from __future__ import annotations

from collections.abc import Collection

from dayroom.apps.people.models import Consent


def standing_consents(member_id: int) -> dict[str, Consent]:
    """Purpose → the consent that stands."""
    return {row.purpose: row for row in Consent.objects.filter(member_id=member_id, withdrawn_at=None)}


def has_consent(member_id: int, purpose: str) -> bool:
    return Consent.objects.filter(member_id=member_id, purpose=purpose, withdrawn_at=None).exists()


def who_agreed(member_ids: Collection[int], purpose: str) -> set[int]:
    """Those of them whose yes to this purpose stands."""
    rows = Consent.objects.filter(member_id__in=member_ids, purpose=purpose, withdrawn_at=None)
    return set(rows.values_list("member_id", flat=True))
