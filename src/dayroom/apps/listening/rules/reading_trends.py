"""Search interest as Google Trends exports it: a line of dates, a column per term, numbers from 0 to 100.

A number is a share of the highest of the same export, so numbers of two exports do not stand on one scale: they are
counted as they are, and the desk shows them as interest, never as people. "<1" is more than nothing and less than one:
it is kept as 0, and counted. The last line may be a week that is not over (a column "isPartial", or a date whose week
has not ended): it is left out, and comes with the next export. Source: support.google.com/trends, "FAQ about Google
Trends data", from memory, 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import BinaryIO

from dayroom.apps.listening.rules.dates import likeliest_form, reader_of
from dayroom.apps.listening.rules.files import SchemaChanged, term_and_place
from dayroom.apps.listening.rules.reading_table import records
from dayroom.apps.listening.rules.shaping import Shaper, digest, line, whole
from dayroom.apps.listening.rules.tape import Tape
from dayroom.apps.listening.vocabulary import Trouble
from dayroom.apps.listening.vocabulary.posts import RawPost, Refusal
from dayroom.apps.listening.vocabulary.sources import How

BELOW = frozenset({"<1", "< 1", "&lt;1"})
YES = frozenset({"true", "1", "yes"})
PARTIAL_COLUMN = "ispartial"
STEPS_MOST = timedelta(days=31)


class TrendsRows:
    """One row per line and chosen column; it goes on behind any of them."""

    def __init__(self, file: BinaryIO, how: How, shaper: Shaper, place: dict[str, int]) -> None:
        """Raises SchemaChanged."""
        self._how, self._shaper = how, shaper
        names, begin, rows = _head(file, how.encoding)
        topics = {column: topic for column, topic in how.topics.items() if topic}
        if not set(topics) <= set(names):
            raise SchemaChanged()
        self._topics = [(names.index(column), (topic, *term_and_place(column))) for column, topic in topics.items()]
        self._partial = next((at for at, name in enumerate(names) if name.casefold() == PARTIAL_COLUMN), -1)
        self._date = reader_of(likeliest_form(rows) or how.date_form, how.time_zone)
        self._step = _step([at for at in (self._date(cell) for cell in rows) if at is not None])
        self._byte, self._row = place.get("byte", begin), place.get("row", 0)
        self._within, self._plain = place.get("within", 0), place.get("plain", 0)
        self._rows = self._read(Tape(file, how.encoding, self._byte))

    def __iter__(self) -> Iterator[RawPost | Refusal]:
        return self

    def __next__(self) -> RawPost | Refusal:
        return next(self._rows)

    @property
    def place(self) -> dict[str, int]:
        return {"byte": self._byte, "row": self._row, "within": self._within, "plain": self._plain}

    @property
    def bytes_done(self) -> int:
        return self._byte

    def _read(self, tape: Tape) -> Iterator[RawPost | Refusal]:
        given = self._within
        for cells, end, sound, _unread, plain in records(tape, ",", plain=self._plain):
            number = self._row + 1
            made = list(self._line(cells, number)) if sound else [Refusal(Trouble.BROKEN, number)]
            for nth, one in enumerate(made[given:], start=given + 1):
                if nth < len(made):
                    self._within = nth
                else:
                    self._byte, self._row, self._within, self._plain = end, number, 0, plain
                yield one
            given = 0

    def _line(self, cells: list[str], number: int) -> Iterator[RawPost | Refusal]:
        at = self._shaper.day(self._date(cells[0]))
        if isinstance(at, Trouble):
            yield Refusal(at, number)
            return
        if self._is_partial(cells, at):
            yield Refusal(Trouble.PARTIAL, number)
            return
        for column, about in self._topics:
            yield self._count(cells[column] if column < len(cells) else None, at, number, about)

    def _is_partial(self, cells: list[str], at: datetime) -> bool:
        flagged = 0 <= self._partial < len(cells) and cells[self._partial].strip().casefold() in YES
        return flagged or self._shaper.is_running(at, self._step)

    def _count(self, cell: str | None, at: datetime, number: int, about: tuple[str, str, str]) -> RawPost | Refusal:
        topic, term, place = about
        if cell is None:
            return Refusal(Trouble.BROKEN, number)
        below = cell.strip() in BELOW
        count = 0 if below else whole(cell)
        if count is None:
            return Refusal(Trouble.BAD_COUNT if line(cell) else Trouble.NO_TEXT, number)
        return RawPost(
            key=digest("trends", term, place, at.isoformat()), at=at, count=count, about=topic, place=place,
            language=self._how.language, troubles=(Trouble.BELOW_ONE,) if below else (),
        )


def _head(file: BinaryIO, encoding: str) -> tuple[list[str], int, list[str]]:
    """(names of the columns, byte at which the numbers begin, the first cells of the lines after it)."""
    names: list[str] = []
    begin, first = 0, []
    for one in records(Tape(file, encoding), ","):
        if not names and len(one.cells) > 1:
            names, begin = [cell.strip() for cell in one.cells], one.end
        elif names:
            first.append(one.cells[0])
        if len(first) >= 60:
            break
    return names, begin, first


def _step(days: list[datetime]) -> timedelta:
    """How long one line lasts: the shortest way from one to the next."""
    gaps = [later - earlier for earlier, later in pairwise(days) if later > earlier]
    return min(min(gaps, default=timedelta(days=1)), STEPS_MOST)
