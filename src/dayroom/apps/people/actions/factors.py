from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.people.models import Member
from dayroom.apps.people.queries.factors import has_factor


def remember_factors(*, member_id: int, now: datetime) -> bool:
    """Bring the member's row in line with their second factors; returns whether there is one. Changes are audited.

    Recovery codes are a way back to a factor, never a factor themselves.
    """
    with transaction.atomic():
        present = has_factor(member_id)
        changed = Member.objects.filter(pk=member_id).exclude(has_factor_cached=present).update(
            has_factor_cached=present
        )
        if changed:
            record(actor_id=member_id, action="factor.first" if present else "factor.none", now=now,
                   subject=("member", member_id))
    return present
