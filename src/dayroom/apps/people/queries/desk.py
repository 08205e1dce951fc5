from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from dayroom.apps.people.models import Credential, Member, Persona, RoleGrant
from dayroom.apps.people.vocabulary import CredentialState, Role
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id


def roles_of(member_id: int) -> QuerySet[RoleGrant]:
    """The grants of one member with who gave them."""
    return RoleGrant.objects.filter(member_id=member_id).select_related("granted_by").order_by("granted_at", "id")


def who_holds(member_ids: Collection[int], role: str) -> set[int]:
    """Those of them who hold this role."""
    return set(RoleGrant.objects.filter(member_id__in=member_ids, role=role).values_list("member_id", flat=True))


def owners_besides(member_id: int) -> int:
    return RoleGrant.objects.filter(role=Role.OWNER).exclude(member_id=member_id).count()


def is_verified_clinician(member_id: int, today: date) -> bool:
    return Persona.objects.filter(member_id=member_id, retired_at=None, verified_until__gte=today).exists()


def credentials_waiting(state: str = CredentialState.CLAIMED) -> QuerySet[Credential]:
    """Claims in one state, oldest first: who waits longest is looked at first."""
    return Credential.objects.filter(state=state).select_related("persona").order_by("claimed_at", "id")


def credential_for_desk(public_id: str) -> Credential:
    rows = Credential.objects.select_related("persona", "decided_by")
    found = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def credentials_ended() -> QuerySet[Credential]:
    """What was decided or ran out, newest first."""
    rows = Credential.objects.exclude(state=CredentialState.CLAIMED)
    return rows.select_related("persona", "decided_by").order_by("-decided_at", "-id")


def staff_members() -> QuerySet[Member]:
    """Everyone with a role, by handle."""
    return Member.objects.exclude(roles_cached="").order_by("handle")
