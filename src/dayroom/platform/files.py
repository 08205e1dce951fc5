"""Private files: random names in one folder, no way to them but an authorising view. What is about a person who has no
account here is sealed with the site's key before it is written."""

from __future__ import annotations

import base64
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from dayroom.kernel.ids import new_public_id
from dayroom.platform.crypto import decrypt, encrypt


def path_of(file_name: str) -> Path:
    """Two letters of the random name make the folder, so that no folder grows without bound."""
    return Path(settings.MEDIA_ROOT) / file_name[:2] / file_name


def keep_file(pieces: Iterable[bytes], suffix: str) -> str:
    """Write a file under a new random name; returns the name. Whole or not at all: a crash leaves no half file. It is
    written piece by piece, so that a video does not fill the memory."""
    name = f"{new_public_id()}{new_public_id()}{suffix}"
    target = path_of(name)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(target, pieces)
    return name


def keep_sealed(content: bytes, *, place: str) -> str:
    """The same for a small file that is encrypted at rest."""
    return keep_file([encrypt(base64.b64encode(content).decode(), place=place).encode()], ".sealed")


def open_sealed(file_name: str, *, place: str) -> bytes:
    """What ``keep_sealed`` has kept. Raises KeyMissing, and FileNotFoundError where the file is gone."""
    return base64.b64decode(decrypt(path_of(file_name).read_text("ascii"), place=place))


def delete_files(names: Iterable[str]) -> int:
    """Delete files for good; one that is gone already is no fault. Returns how many were there."""
    gone = 0
    for name in names:
        path = path_of(name)
        if path.is_file():
            path.unlink()
            gone += 1
    return gone


def _write(target: Path, pieces: Iterable[bytes]) -> None:
    handle, half = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            for piece in pieces:
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        Path(half).replace(target)
    except BaseException:
        Path(half).unlink(missing_ok=True)
        raise
