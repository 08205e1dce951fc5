"""Keys for programs that ask the guard over HTTP."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.screening.models import ApiToken
from dayroom.apps.screening.vocabulary import TOKEN_DAYS
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.kernel.ids import is_public_id

PREFIX = "dayroom_"  # lets secret scanners and people recognise one that went astray


def token_digest(token: str) -> str:
    """A random key of 256 bits needs no slow digest."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_token(*, name: str, by_id: int, now: datetime) -> tuple[ApiToken, str]:
    """A new key. Its text is returned once and kept nowhere. Audited. Raises Invalid."""
    if not name.strip():
        raise Invalid(_("Give the key a name that says which program will use it."))
    token = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        row = ApiToken.objects.create(
            name=name.strip()[:80], digest=token_digest(token), made_by_id=by_id, made_at=now,
            expires_at=now + timedelta(days=TOKEN_DAYS),
        )
        record(actor_id=by_id, action="api-token.made", now=now, subject=("api_token", row.pk))
    return row, token


def revoke_token(public_id: str, *, by_id: int, now: datetime) -> None:
    """The key opens nothing from now on. Audited. Raises NotFound."""
    with transaction.atomic():
        rows = ApiToken.objects.select_for_update().filter(revoked_at=None)
        row = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
        if row is None:
            raise NotFound()
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        record(actor_id=by_id, action="api-token.revoked", now=now, subject=("api_token", row.pk))


def use_token(token: str, *, now: datetime) -> ApiToken | None:
    """The key's row, if it is good; notes the day of its last use."""
    row = ApiToken.objects.filter(digest=token_digest(token), revoked_at=None, expires_at__gt=now).first()
    if row is not None and row.last_used_on != now.date():
        ApiToken.objects.filter(pk=row.pk).update(last_used_on=now.date())
    return row
