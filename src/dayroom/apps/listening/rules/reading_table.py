"""Rows of a table, from any byte at which a row begins.

A quote that never closes would swallow the rest of the file: where one runs on, the lines it took are read once more
without looking at quotes. So every byte is read twice at most, and one bad row costs one row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO, NamedTuple

from dayroom.apps.listening.rules.files import PREAMBLE_MOST, SchemaChanged
from dayroom.apps.listening.rules.shaping import NAMES, Shaper
from dayroom.apps.listening.rules.tape import Runaway, Tape
from dayroom.apps.listening.vocabulary import Trouble
from dayroom.apps.listening.vocabulary.posts import RawPost, Refusal
from dayroom.apps.listening.vocabulary.sources import How

Cells = list[str]
LINES_MOST = 200  # of one row: a post has fewer


class Record(NamedTuple):
    """A row that is not empty.

    end       byte behind it
    sound     whether its cells can be told apart
    unread    whether some of its letters could not be read
    plain     byte up to which lines are read without looking at quotes; 0 where that is not so
    """

    cells: Cells
    end: int
    sound: bool
    unread: bool
    plain: int = 0


class TableRows:
    """A stream of RawPost and Refusal that knows behind which byte it stands."""

    def __init__(self, file: BinaryIO, how: How, shaper: Shaper, place: dict[str, int]) -> None:
        """Raises SchemaChanged where a column that is needed is not in the file."""
        self._how, self._shaper = how, shaper
        picked = [how.picks.get(name, "") for name in NAMES]
        self._columns, begin = head_of(file, how, {name for name in picked if name})
        self._picks = [self._columns.index(name) if name else -1 for name in picked]
        self._needs = max(self._picks, default=0)
        self._row = place.get("row", 0)
        self._byte = place.get("byte", begin)
        self._plain = place.get("plain", 0)
        self._rows = self._read(Tape(file, how.encoding, self._byte))

    def __iter__(self) -> Iterator[RawPost | Refusal]:
        return self

    def __next__(self) -> RawPost | Refusal:
        return next(self._rows)

    @property
    def place(self) -> dict[str, int]:
        return {"byte": self._byte, "row": self._row, "plain": self._plain}

    @property
    def bytes_done(self) -> int:
        return self._byte

    def _read(self, tape: Tape) -> Iterator[RawPost | Refusal]:
        width = len(self._columns)
        for cells, end, sound, unread, plain in records(tape, self._how.delimiter, width, self._plain):
            self._byte, self._row, self._plain = end, self._row + 1, plain
            if not sound or len(cells) <= self._needs or (len(cells) > width and any(cells[width:])):
                yield Refusal(Trouble.BROKEN, self._row)
                continue
            yield self._shaper(["" if at < 0 else cells[at] for at in self._picks], self._row, unread=unread)


def head_of(file: BinaryIO, how: How, needed: set[str]) -> tuple[Cells, int]:
    """(names of the columns, byte at which the rows begin); a title may stand above them. Raises SchemaChanged."""
    for one in islice(records(Tape(file, how.encoding), how.delimiter), PREAMBLE_MOST):
        names = [cell.strip() for cell in one.cells] if how.has_head else [str(n + 1) for n in range(len(one.cells))]
        if len(names) > 1 and needed <= set(names):
            return names, one.end if how.has_head else 0
        if not how.has_head:
            break
    raise SchemaChanged()


def records(tape: Tape, delimiter: str, width: int = 0, plain: int = 0) -> Iterator[Record]:
    """Every row that is not empty. ``width``: how many cells a row has; one of several lines that has not is a quote
    that did not close. ``plain``: as it stood in the record behind which reading goes on."""
    while tape.at < plain:
        tape.begin()
        if next(tape, None) is None:
            return
        yield from _without_quotes(tape.held, delimiter, plain, is_first_broken=False)
    reader = csv.reader(tape, delimiter=delimiter)
    while True:
        tape.begin()
        try:
            cells = next(reader)
            lines = len(tape.held)
            runs_on = tape.ended or lines > LINES_MOST or (lines > 1 and width > 0 and len(cells) != width)
        except StopIteration:
            return
        except (csv.Error, Runaway):
            cells, runs_on = [], True
        if runs_on:
            yield from _without_quotes(tape.held, delimiter, tape.at, is_first_broken=True)
            reader = csv.reader(tape, delimiter=delimiter)
        elif tape.overlong:
            yield Record([], tape.at, False, tape.unread)
        elif cells:
            yield Record(cells, tape.at, True, tape.unread)


def _without_quotes(
    held: Sequence[tuple[str, int, bool]], delimiter: str, plain: int, *, is_first_broken: bool
) -> Iterator[Record]:
    """The lines of a row that ran on, each by itself. The one whose quote did not close is broken: where its cells
    begin and end cannot be told."""
    for number, (text, end, unread) in enumerate(held):
        cells = [cell.strip().removeprefix('"').removesuffix('"') for cell in text.split(delimiter)]
        if number == 0 and is_first_broken:
            yield Record(cells, end, False, unread, plain)
        elif not text:  # it was longer than any line may be
            yield Record([], end, False, unread, plain)
        elif text.strip():
            yield Record(cells, end, True, unread, plain)
