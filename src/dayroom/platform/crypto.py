"""Envelope encryption: a data key encrypts values, the operator's key encrypts data keys.

AES-256-GCM, a fresh nonce per value, the row's place (table, column) as associated data so that a value cannot be
pasted elsewhere, and the data key's id in front. Rotation wraps the data keys anew and does not touch rows.
Source: standards §11 (keys).
"""

from __future__ import annotations

import base64
import os
import secrets
from functools import lru_cache
from typing import TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from dayroom.kernel.errors import Unavailable
from dayroom.kernel.ids import new_public_id
from dayroom.platform.models import DataKey, PersonKey

NONCE_BYTES = 12

Wrapped = TypeVar("Wrapped", DataKey, PersonKey)


class KeyMissing(Unavailable):
    """The encryption key of this site is missing, so this cannot be read or written."""


def _wrapping_keys() -> list[bytes]:
    """The current wrapping key first, then those still accepted after a rotation."""
    keys = [base64.urlsafe_b64decode(key) for key in settings.DAYROOM_WRAPPING_KEYS]
    if not keys:
        raise KeyMissing()
    return keys


def wrap(data_key: bytes, key_id: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_wrapping_keys()[0]).encrypt(nonce, data_key, key_id.encode())


def unwrap(wrapped: bytes, key_id: str) -> bytes:
    for key in _wrapping_keys():
        try:
            return AESGCM(key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], key_id.encode())
        except InvalidTag:
            continue
    raise KeyMissing()


@lru_cache(maxsize=64)
def _data_key(key_id: str, generation: tuple[str, ...]) -> bytes:
    row = DataKey.objects.filter(key_id=key_id).first()
    if row is None:
        raise KeyMissing()
    return unwrap(bytes(row.wrapped), key_id)


def data_key(key_id: str) -> bytes:
    return _data_key(key_id, tuple(settings.DAYROOM_WRAPPING_KEYS))


def current_key_id() -> str:
    """The key that encrypts new values; made on first use."""
    row = DataKey.objects.filter(retired_at=None).order_by("id").first()
    if row is not None:
        return row.key_id
    key_id = new_public_id()
    DataKey.objects.create(key_id=key_id, wrapped=wrap(secrets.token_bytes(32), key_id), made_at=timezone.now())
    return key_id


def encrypt(text: str, *, place: str) -> str:
    key_id = current_key_id()
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(data_key(key_id)).encrypt(nonce, text.encode(), place.encode())
    return f"{key_id}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def decrypt(stored: str, *, place: str) -> str:
    key_id, _, body = stored.partition(".")
    raw = base64.urlsafe_b64decode(body)
    try:
        return AESGCM(data_key(key_id)).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
    except InvalidTag as fault:
        raise KeyMissing() from fault


def rewrap_all() -> int:
    """Wrap every data key, the site's and those of persons, with the newest wrapping key; returns how many."""
    with transaction.atomic():
        wrapped = _rewrap(DataKey) + _rewrap(PersonKey)
    _data_key.cache_clear()
    return wrapped


def _rewrap(kind: type[Wrapped]) -> int:
    rows = list(kind.objects.all())
    for row in rows:
        row.wrapped = wrap(unwrap(bytes(row.wrapped), row.key_id), row.key_id)
    kind.objects.bulk_update(rows, ["wrapped"], batch_size=500)
    return len(rows)


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # generic only for the type checker
    """A text that stands encrypted in its column; empty stays empty."""

    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: object) -> object:
        return encrypt(str(value), place=self._place()) if value else ""

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return decrypt(value, place=self._place()) if value else value
