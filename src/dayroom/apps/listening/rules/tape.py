"""Lines of a file, decoded one by one, with the byte at which each ends. Memory holds the lines of one row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dayroom.apps.listening.vocabulary.sources import LINE_MOST, ROW_MOST

BOM = b"\xef\xbb\xbf"


class Runaway(Exception):
    """A quote that was opened does not close within any row that could be."""


class Tape:
    """Iterates decoded lines.

    at        byte behind the last line that was given
    held      the lines of the row that is being put together: words, byte at which it ends, and whether some of its
              letters could not be read
    overlong  one of them was longer than any line may be; it was passed over
    ended     the file ended while a row was being put together
    """

    def __init__(self, file: BinaryIO, encoding: str, at: int = 0) -> None:
        self._file, self._encoding = file, encoding
        file.seek(at)
        if at == 0 and file.read(3) != BOM:
            file.seek(0)
        self.at = file.tell()
        self.begin()

    def begin(self) -> None:
        """A new row starts here."""
        self.held: list[tuple[str, int, bool]] = []
        self._chars = 0
        self.overlong = self.ended = False

    @property
    def unread(self) -> bool:
        """Some letters of the row could not be read."""
        return any(unread for _text, _end, unread in self.held)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._file.readline(LINE_MOST)
        if not raw:
            self.ended = bool(self.held)
            raise StopIteration
        self.at += len(raw)
        if len(raw) == LINE_MOST and raw[-1:] != b"\n":
            self._pass_over()
            text, unread = "", False
        else:
            text, unread = self._decoded(raw)
        self.held.append((text, self.at, unread))
        self._chars += len(text)
        if self._chars > ROW_MOST and len(self.held) > 1:
            raise Runaway
        return text

    def _decoded(self, raw: bytes) -> tuple[str, bool]:
        """A line ends with a line feed and holds no other sign of an end: the reader of tables stumbles over those."""
        try:
            text, unread = raw.decode(self._encoding), False
        except UnicodeDecodeError:
            text, unread = raw.decode(self._encoding, "replace"), True
        return (text.replace("\r\n", "\n").replace("\r", " ") if "\r" in text else text), unread

    def _pass_over(self) -> None:
        self.overlong = True
        while raw := self._file.readline(LINE_MOST):
            self.at += len(raw)
            if raw[-1:] == b"\n":
                return
