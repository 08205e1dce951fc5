"""What a person keeps about their health stands sealed in its row, with a key of that person.

    vault = vault_of(owner_id)
    row.sealed = vault.seal({"value": "5.6"}, row)
    vault.open(row)["value"]

AES-256-GCM. In front stand the format and the key's id; the row's table and public id are associated data, so that a
value can be put into no other row. Taking the person's keys away (`forget_keys`) makes everything unreadable, also what
comes back with a copy from before (`gone_keys`). Rotation of the operator's key wraps these keys anew (`dayroom keys`).
Source: standards §11 (keys); NIST SP 800-38D for nonces of 96 random bits.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.utils import timezone

from dayroom.kernel.ids import PUBLIC_ID_LENGTH, new_public_id
from dayroom.platform.crypto import NONCE_BYTES, KeyMissing, unwrap, wrap
from dayroom.platform.gone_keys import gone_keys, note_gone
from dayroom.platform.models import PersonKey, PublicIdField

FORMAT = b"\x01"
HEAD_BYTES = len(FORMAT) + PUBLIC_ID_LENGTH
# the longest that one row may hold: a note, not a book
SEALED_MOST = 100_000


class Sealable(Protocol):
    """What a row must have to be sealed: its table, its public id, and where the sealed bytes stand."""

    public_id: str
    sealed: bytes | memoryview
    _meta: ClassVar[Any]


class SealedRow(models.Model):
    """A row whose health values stand sealed in one column."""

    public_id = PublicIdField()
    sealed = models.BinaryField()

    class Meta:
        abstract = True


class Vault:
    """One person's keys, opened once. Lives as long as a request or a job, never longer."""

    def __init__(self, keys: Mapping[str, bytes], newest: str) -> None:
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._newest = newest

    def seal(self, values: Mapping[str, Any], row: Sealable) -> bytes:
        """The values (plain JSON) as bytes that open only in this row."""
        return self.seal_at(values, table=row._meta.db_table, public_id=row.public_id)

    def open(self, row: Sealable) -> dict[str, Any]:
        """What was sealed in this row. Raises KeyMissing where the key is gone or the bytes belong elsewhere."""
        return self.open_at(bytes(row.sealed), table=row._meta.db_table, public_id=row.public_id)

    def open_many(self, rows: Iterable[tuple[str, bytes | memoryview]], *, table: str) -> Iterator[dict[str, Any]]:
        """As `open`, for (public id, sealed) pairs read without making objects of them."""
        for public_id, sealed in rows:
            yield self.open_at(bytes(sealed), table=table, public_id=public_id)

    def seal_at(self, values: Mapping[str, Any], *, table: str, public_id: str) -> bytes:
        plain = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
        return self.seal_bytes(plain, table=table, public_id=public_id)

    def open_at(self, sealed: bytes, *, table: str, public_id: str) -> dict[str, Any]:
        opened: dict[str, Any] = json.loads(self.open_bytes(sealed, table=table, public_id=public_id))
        return opened

    def seal_bytes(self, plain: bytes, *, table: str, public_id: str) -> bytes:
        """The same for what is no JSON: a piece of a file (`platform.sealed_files`)."""
        nonce = os.urandom(NONCE_BYTES)
        body = self._ciphers[self._newest].encrypt(nonce, plain, f"{table}:{public_id}".encode())
        return FORMAT + self._newest.encode() + nonce + body

    def open_bytes(self, sealed: bytes, *, table: str, public_id: str) -> bytes:
        cipher = self._ciphers.get(sealed[len(FORMAT) : HEAD_BYTES].decode("ascii", "replace"))
        if cipher is None or sealed[: len(FORMAT)] != FORMAT:
            raise KeyMissing
        nonce, body = sealed[HEAD_BYTES : HEAD_BYTES + NONCE_BYTES], sealed[HEAD_BYTES + NONCE_BYTES :]
        try:
            return cipher.decrypt(nonce, body, f"{table}:{public_id}".encode())
        except InvalidTag as fault:
            raise KeyMissing from fault


def vault_of(owner_id: int) -> Vault:
    """The person's vault; the first key is made on first use."""
    rows = list(PersonKey.objects.filter(owner_id=owner_id).order_by("id"))
    if not rows:
        rows = [new_key(owner_id)]
    return Vault({row.key_id: unwrap(bytes(row.wrapped), row.key_id) for row in rows}, rows[-1].key_id)


def vaults_of(owner_ids: Iterable[int]) -> dict[int, Vault]:
    """Vaults of several persons in one question; who has no key yet has nothing sealed, and is left out."""
    found: dict[int, dict[str, bytes]] = {}
    for row in PersonKey.objects.filter(owner_id__in=set(owner_ids)).order_by("id"):
        found.setdefault(row.owner_id, {})[row.key_id] = unwrap(bytes(row.wrapped), row.key_id)
    return {owner_id: Vault(keys, [*keys][-1]) for owner_id, keys in found.items()}


def new_key(owner_id: int) -> PersonKey:
    """A new key of this person, used for whatever is sealed from now on; older ones go on opening."""
    key_id = new_public_id()
    wrapped = wrap(secrets.token_bytes(32), key_id)
    return PersonKey.objects.create(owner_id=owner_id, key_id=key_id, wrapped=wrapped, made_at=timezone.now())


def forget_keys(owner_id: int) -> int:
    """Crypto-erase: nothing that this person sealed can be opened again. Returns how many keys there were. Their ids
    are written down first: a copy of the site from before still has the keys, and must not bring them back."""
    rows = PersonKey.objects.filter(owner_id=owner_id)
    note_gone(rows.values_list("key_id", flat=True))
    return rows.delete()[0]


def owners_to_forget_again() -> list[int]:
    """After a copy was read back: whose keys came back with it although they had been taken away for good."""
    gone = gone_keys()
    if not gone:  # a copy from long ago may have no table of keys yet
        return []
    return sorted({owner for owner, key in PersonKey.objects.values_list("owner_id", "key_id") if key in gone})


def hand_over_keys(from_id: int, to_id: int) -> int:
    """What one person sealed opens for another from now on, and no longer for the first. Returns how many keys."""
    return PersonKey.objects.filter(owner_id=from_id).update(owner_id=to_id)


def has_keys(owner_id: int) -> bool:
    """Whether this person has ever sealed anything that can still be opened."""
    return PersonKey.objects.filter(owner_id=owner_id).exists()
