"""An upload as it is kept: lines end with a line feed, and letters are bytes, whatever the machine it comes from does.

So a file can be read from any line on without knowing what came before it.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain

from dayroom.apps.listening.vocabulary.sources import HEAD_BYTES

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


class Recoded:
    """Pieces of an upload; ``head`` is its first part as it will be kept, known before the pieces are taken."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        taken = iter(pieces)
        held = bytearray()
        for piece in taken:
            held += piece
            if len(held) >= HEAD_BYTES:
                break
        first = bytes(held)
        self._pieces = _recoded(chain([first], taken), wide_encoding(first), _ends_with_returns(first))
        self._first = next(self._pieces, b"")
        self.head = self._first[:HEAD_BYTES]

    def __iter__(self) -> Iterator[bytes]:
        return chain([self._first], self._pieces)


def wide_encoding(head: bytes) -> str:
    """The encoding with two or four bytes per letter that this is in, or nothing.

    >>> wide_encoding("\\ufeffdate".encode("utf-16-le")), wide_encoding("date,text".encode("utf-16-be"))
    ('utf-16', 'utf-16-be')
    """
    marked = next((name for mark, name in MARKS if head.startswith(mark)), "")
    if marked or head.startswith(b"PAR1") or len(head) < 8:
        return marked
    part = head[:2000]
    odd, even = part[1::2].count(0), part[::2].count(0)
    if odd > len(part) * 0.4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(part) * 0.4 and not odd else ""


def _ends_with_returns(head: bytes) -> bool:
    return b"\r" in head and b"\n" not in head and not head.startswith(b"PAR1")


def _recoded(pieces: Iterable[bytes], wide: str, returns: bool) -> Iterator[bytes]:
    if not wide and not returns:
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(wide or "latin-1")("replace")
    encoding = "utf-8" if wide else "latin-1"
    for piece in chain(pieces, [b""]):
        text = decoder.decode(piece, final=not piece)
        if returns or ("\r" in text and "\n" not in text):
            text = text.replace("\r", "\n")
        yield text.encode(encoding, "replace")
