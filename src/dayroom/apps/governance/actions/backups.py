"""Encrypted copies of the whole site, and reading them back.

A copy is a tar of the database, the media and the small files of the data folder, sealed in pieces of 1 MiB with
AES-256-GCM. The piece number and a last-piece mark are authenticated, so a shortened or re-ordered copy is refused.
The erasure ledger is not in the copy: it stays beside the database, and a restore applies it again.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import connection

from dayroom.apps.governance.actions.erasure import forget_again
from dayroom.kernel.errors import Conflict, Invalid, Unavailable

MAGIC = b"DAYROOM-COPY-1\n"
PIECE = 1024 * 1024
SMALL_FILES = ("helplines-checked.json",)


class NotACopy(Invalid):
    """This file is not a copy of a Dayroom site, or it is damaged, or the key does not fit."""


class NotEmpty(Conflict):
    """There is a site here already. Restore into an empty data folder, or say --replace."""


class NoDatabaseTool(Unavailable):
    """pg_dump or pg_restore is missing. Install PostgreSQL's client programs."""


def _cipher(key: str, salt: bytes) -> AESGCM:
    """A key for this copy alone, derived from the wrapping key: the wrapping key itself encrypts nothing large."""
    return AESGCM(HKDF(SHA256(), 32, salt, b"dayroom copy").derive(base64.urlsafe_b64decode(key)))


def back_up(target: Path, *, now: datetime) -> int:
    """Write a sealed copy to ``target``; returns its size in bytes. The old file stays until the new one is whole."""
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".copy-") as folder:
        place = Path(folder)
        _dump_database(place)
        (place / "about.json").write_text(
            json.dumps({"made_at": now.isoformat(), "vendor": connection.vendor}), encoding="ascii"
        )
        plain = place / "all.tar"
        with tarfile.open(plain, "w") as tar:
            for name in ("about.json", "database"):
                tar.add(place / name, arcname=name)
            media = Path(settings.MEDIA_ROOT)
            if media.is_dir():
                tar.add(media, arcname="media", filter=lambda member: None if "/exports" in member.name else member)
            for name in SMALL_FILES:
                if (Path(settings.DATA_DIR) / name).is_file():
                    tar.add(Path(settings.DATA_DIR) / name, arcname=name)
        unfinished = target.with_name(target.name + ".part")
        with plain.open("rb") as source, unfinished.open("wb") as sink:
            _seal(source, sink)
            os.fsync(sink.fileno())
        unfinished.chmod(0o600)
        unfinished.replace(target)
    return target.stat().st_size


def _seal(source: IO[bytes], sink: IO[bytes]) -> None:
    salt, prefix = os.urandom(16), os.urandom(7)
    cipher = _cipher(settings.DAYROOM_WRAPPING_KEYS[0], salt)
    sink.write(MAGIC + salt + prefix)
    number, piece = 0, source.read(PIECE)
    while True:
        following = source.read(PIECE)
        last = not following
        sealed = cipher.encrypt(prefix + struct.pack(">IB", number, last), piece, MAGIC)
        sink.write(struct.pack(">I", len(sealed)) + sealed)
        if last:
            return
        number, piece = number + 1, following


def _open(source: IO[bytes]) -> Iterator[bytes]:
    if source.read(len(MAGIC)) != MAGIC:
        raise NotACopy()
    salt, prefix = source.read(16), source.read(7)
    sealed, following = _piece(source), _piece(source)
    cipher = _fitting(salt, prefix, sealed, last=not following)
    number = 0
    while True:
        try:
            yield cipher.decrypt(prefix + struct.pack(">IB", number, not following), sealed, MAGIC)
        except InvalidTag as fault:
            raise NotACopy() from fault
        if not following:
            return
        number, sealed, following = number + 1, following, _piece(source)


def _piece(source: IO[bytes]) -> bytes:
    head = source.read(4)
    if not head:
        return b""
    if len(head) < 4:
        raise NotACopy()
    body = source.read(struct.unpack(">I", head)[0])
    if not body:
        raise NotACopy()
    return body


def _fitting(salt: bytes, prefix: bytes, first: bytes, *, last: bool) -> AESGCM:
    """The wrapping key that opens this copy: the current one or one kept from before a rotation."""
    for key in settings.DAYROOM_WRAPPING_KEYS:
        cipher = _cipher(key, salt)
        try:
            cipher.decrypt(prefix + struct.pack(">IB", 0, last), first, MAGIC)
        except InvalidTag:
            continue
        return cipher
    raise NotACopy()


def restore(source: Path, *, replace: bool, now: datetime) -> int:
    """Read a copy back, then forget again whoever is in the erasure ledger; returns how many were forgotten."""
    if not replace and "people_member" in connection.introspection.table_names():
        raise NotEmpty()
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".copy-") as folder:
        place = Path(folder)
        plain = place / "all.tar"
        with source.open("rb") as sealed, plain.open("wb") as sink:
            for piece in _open(sealed):
                sink.write(piece)
        with tarfile.open(plain) as tar:
            tar.extractall(place, filter="data")
        about = json.loads((place / "about.json").read_text(encoding="ascii"))
        if about["vendor"] != connection.vendor:
            raise NotACopy(f"This is a copy of a {about['vendor']} database; this site uses {connection.vendor}.")
        _load_database(place)
        if (place / "media").is_dir():
            shutil.copytree(place / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
        for name in SMALL_FILES:
            if (place / name).is_file():
                shutil.copy2(place / name, Path(settings.DATA_DIR) / name)
    return forget_again(now=now)


def _dump_database(place: Path) -> None:
    target = place / "database"
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(target)
        try:
            connection.connection.backup(copy)
        finally:
            copy.close()
        return
    _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def _load_database(place: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(place / "database")
        try:
            copy.backup(connection.connection)
        finally:
            copy.close()
        return
    _postgres("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(place / "database"))


def _postgres(program: str, *arguments: str) -> None:
    found = shutil.which(program) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)), None
    )
    if found is None:
        raise NoDatabaseTool()
    database = connection.settings_dict
    environment = {**os.environ, "PGPASSWORD": str(database["PASSWORD"] or "")}
    places = {"--host": database["HOST"], "--port": database["PORT"], "--username": database["USER"]}
    connection.close()
    subprocess.run(  # noqa: S603 - the operator's own database programs
        [
            found,
            *arguments,
            *(f"{key}={value}" for key, value in places.items() if value),
            f"--dbname={database['NAME']}",
        ],
        env=environment,
        check=True,
        capture_output=True,
    )
