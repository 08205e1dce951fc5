"""Files of members in private storage: random names, no way to them but the authorising view."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from dayroom.kernel.ids import new_public_id


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


def delete_files(names: Iterable[str]) -> int:
    """Delete files for good; one that is gone already is no fault. Returns how many were there."""
    gone = 0
    for name in names:
        path = path_of(name)
        if path.is_file():
            path.unlink()
            gone += 1
    return gone
