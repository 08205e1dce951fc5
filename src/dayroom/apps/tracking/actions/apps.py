"""Keys with which an app reads a record: made by its owner, shown once, good for some days, taken back at any time."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from dayroom.apps.audit.actions import record as put_on_record
from dayroom.apps.people.queries import has_consent
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.access import note_opening
from dayroom.apps.tracking.models import AppToken
from dayroom.apps.tracking.rules.apps import NoKey, NotGiven
from dayroom.apps.tracking.vocabulary import Way
from dayroom.apps.tracking.vocabulary.files import APP_DAYS, APP_PER_MINUTE, APPS_MOST, AppScope
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import Conflict, Invalid, NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.limits import spend
from dayroom.platform.markup import clean_line

# lets secret scanners and people recognise one that went astray
PREFIX = "dayroom_health_"
_TOUCHED_EVERY = timedelta(minutes=1)


class NoAppName(Invalid):
    """Give the key a name that says which app will use it, and choose what it may read."""


class TooManyApps(Conflict):
    """You have many keys already. Please take one back first."""


def make_key(
    *, record: Record, name: str, scopes: Collection[str], days: int, now: datetime
) -> tuple[AppToken, str]:
    """A new key for one app. Its text is returned once and kept nowhere. Audited.
    Raises NotFound for anybody but the owner, NoAppName, TooManyApps."""
    if not record.mine:
        raise NotFound()
    known = [scope for scope in AppScope.values if scope in scopes]
    if not clean_line(name) or not known or days not in APP_DAYS:
        raise NoAppName()
    text = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        held = AppToken.objects.filter(owner_id=record.owner_id, revoked_at=None, expires_at__gt=now)
        if held.count() >= APPS_MOST:
            raise TooManyApps()
        row = AppToken.objects.create(
            owner_id=record.owner_id, name=clean_line(name)[:80], scopes=" ".join(known), digest=digest_of(text),
            made_at=now, expires_at=now + timedelta(days=days),
        )
        put_on_record(actor_id=record.owner_id, action="health-key.made", now=now, subject=("app_token", row.pk))
    return row, text


def revoke_key(*, record: Record, public_id: str, now: datetime) -> None:
    """It opens nothing from now on. Audited. Raises NotFound."""
    rows = AppToken.objects.select_for_update().filter(owner_id=record.owner_id, revoked_at=None)
    with transaction.atomic():
        row = rows.filter(public_id=public_id).first() if record.mine and is_public_id(public_id) else None
        if row is None:
            raise NotFound()
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        put_on_record(actor_id=record.owner_id, action="health-key.revoked", now=now, subject=("app_token", row.pk))


def use_key(text: str, *, now: datetime) -> AppToken:
    """The key's row, if it is good; notes the time of its last use. Raises NoKey, TooMany."""
    rows = AppToken.objects.filter(digest=digest_of(text), revoked_at=None, expires_at__gt=now)
    row = rows.select_related("owner").first() if text.startswith(PREFIX) else None
    if row is None or not row.owner.is_active or not has_consent(row.owner_id, Purpose.OWN_RECORD):
        raise NoKey()
    spend(what="health.api", who=row.public_id, most=APP_PER_MINUTE, per_seconds=60, now=now)
    if row.last_used_at is None or now - row.last_used_at > _TOUCHED_EVERY:
        AppToken.objects.filter(pk=row.pk).update(last_used_at=now)
    return row


def note_use(row: AppToken, *, scope: str, kind: str, now: datetime) -> None:
    """The owner's log says that this app read items of this kind. Raises NotGiven where it may not."""
    if scope not in row.scopes.split():
        raise NotGiven()
    note_opening(row.owner_id, actor_id=None, way=Way.APP, kind=kind, item=row.public_id, now=now)


def digest_of(text: str) -> str:
    """A random key of 256 bits needs no slow digest."""
    return hashlib.sha256(text.encode()).hexdigest()
