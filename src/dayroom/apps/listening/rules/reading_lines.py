"""Objects of a file with one JSON object per line, from any byte at which a line begins."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from dayroom.apps.listening.rules.shaping import NAMES, Shaper
from dayroom.apps.listening.rules.tape import Tape
from dayroom.apps.listening.vocabulary import Trouble
from dayroom.apps.listening.vocabulary.posts import RawPost, Refusal
from dayroom.apps.listening.vocabulary.sources import How


class LineRows:
    """A stream of RawPost and Refusal that knows behind which byte it stands."""

    def __init__(self, file: BinaryIO, how: How, shaper: Shaper, place: dict[str, int]) -> None:
        self._picks = [how.picks.get(name, "") for name in NAMES]
        self._shaper = shaper
        self._byte, self._row = place.get("byte", 0), place.get("row", 0)
        self._rows = self._read(Tape(file, how.encoding, self._byte))

    def __iter__(self) -> Iterator[RawPost | Refusal]:
        return self

    def __next__(self) -> RawPost | Refusal:
        return next(self._rows)

    @property
    def place(self) -> dict[str, int]:
        return {"byte": self._byte, "row": self._row}

    @property
    def bytes_done(self) -> int:
        return self._byte

    def _read(self, tape: Tape) -> Iterator[RawPost | Refusal]:
        while True:
            tape.begin()
            text = next(tape, None)
            if text is None:
                return
            self._byte = tape.at
            if not text.strip() and not tape.overlong:
                continue
            self._row += 1
            row = None if tape.overlong else _object(text)
            if row is None:
                yield Refusal(Trouble.BROKEN, self._row)
                continue
            yield self._shaper([value_of(row, name) for name in self._picks], self._row, unread=tape.unread)


def line_objects(file: BinaryIO, encoding: str, most: int) -> list[Mapping[str, object]]:
    """The first objects that can be read."""
    tape, found = Tape(file, encoding), []
    for text in tape:
        row = _object(text)
        tape.begin()
        if row is not None:
            found.append(row)
        if len(found) == most:
            break
    return found


def _object(text: str) -> Mapping[str, object] | None:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def value_of(row: Mapping[str, object], name: str) -> object:
    """A value by its name; "user.name" is the name inside the user.

    >>> value_of({"user": {"name": "x"}, "a.b": 1}, "user.name"), value_of({"a.b": 1}, "a.b"), value_of({}, "x")
    ('x', 1, '')
    """
    if not name:
        return ""
    if name in row:
        return row[name]
    outer, dot, inner = name.partition(".")
    within = row.get(outer) if dot else None
    return within.get(inner, "") if isinstance(within, dict) else ""
