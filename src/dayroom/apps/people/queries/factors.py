from __future__ import annotations

from allauth.mfa.models import Authenticator

# recovery codes are a way back to a factor, never a factor themselves
FACTOR_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_last_factor(member_id: int, authenticator_id: int) -> bool:
    """Without this one, the member would have no second factor."""
    others = Authenticator.objects.filter(user_id=member_id, type__in=FACTOR_TYPES).exclude(pk=authenticator_id)
    return not others.exists()


def has_factor(member_id: int) -> bool:
    return Authenticator.objects.filter(user_id=member_id, type__in=FACTOR_TYPES).exists()
