"""Private files that only their owner's key opens: written piece by piece, read from any place.

    name = keep_sealed_pieces(upload.chunks(), vault, place="import:<public id>", suffix=".import")
    with open_sealed_file(name, vault, place="import:<public id>") as file: ...

A file of any length is a row of pieces of equal length, each sealed with its number as associated data; so memory holds
one piece, a zip can be read from its end, and no piece can stand in for another. Format and keys: `platform.sealing`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from dayroom.platform.files import keep_file, path_of
from dayroom.platform.sealing import Vault

# bytes of the plain file in one piece; our own choice: a piece is three times in memory at most
PIECE = 1 << 20
_TABLE = "file"


def keep_sealed_pieces(pieces: Iterable[bytes], vault: Vault, *, place: str, suffix: str) -> str:
    """Write a file under a new random name; returns the name. Whole or not at all, as `keep_file`."""
    sealed = (_seal(vault, piece, place, number) for number, piece in enumerate(_even(pieces)))
    return keep_file(sealed, suffix)


def open_sealed_file(file_name: str, vault: Vault, *, place: str) -> io.BufferedReader:
    """The plain bytes, seekable. Raises FileNotFoundError, and KeyMissing on the first read without the key."""
    return io.BufferedReader(_Sealed(path_of(file_name), vault, place), 1 << 18)


def _seal(vault: Vault, piece: bytes, place: str, number: int) -> bytes:
    return vault.seal_bytes(piece, table=_TABLE, public_id=f"{place}:{number}")


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one length; an empty file is one empty piece."""
    held = bytearray()
    written = False
    for piece in pieces:
        held += piece
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
            written = True
    if held or not written:
        yield bytes(held)


class _Sealed(io.RawIOBase):
    """The plain file behind the sealed one."""

    def __init__(self, path: Path, vault: Vault, place: str) -> None:
        self._file = path.open("rb")
        self._vault, self._place = vault, place
        whole = len(_seal(vault, b"\0" * PIECE, place, 0))
        self._step = whole
        size = path.stat().st_size
        self._pieces = max(1, -(-size // whole))
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")
        self._length = (self._pieces - 1) * PIECE + len(self._piece(self._pieces - 1))

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            self._file.seek(number * self._step)
            sealed = self._file.read(self._step)
            self._held = (number, self._vault.open_bytes(sealed, table=_TABLE, public_id=f"{self._place}:{number}"))
        return self._held[1]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # as io calls it
        if self._at >= self._length:
            return 0
        number, within = divmod(self._at, PIECE)
        found = self._piece(number)[within : within + len(buffer)]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def close(self) -> None:
        self._held = (-1, b"")
        self._file.close()
        super().close()
