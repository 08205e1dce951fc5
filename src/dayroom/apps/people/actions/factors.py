from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.people.models import Member


def remember_factors(*, member_id: int, now: datetime) -> bool:
    """Bring the member's row in line with their second factors; returns whether there is one. Changes are audited.

    Recovery codes are a way back to a factor, never a factor themselves.
    """
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    with transaction.atomic():
        has_factor = Authenticator.objects.filter(user_id=member_id, type__in=kinds).exists()
        changed = Member.objects.filter(pk=member_id).exclude(has_factor_cached=has_factor).update(
            has_factor_cached=has_factor
        )
        if changed:
            record(actor_id=member_id, action="factor.first" if has_factor else "factor.none", now=now,
                   subject=("member", member_id))
    return has_factor
