"""Batches of posts made coarse and written, here or by processes of their own; the order of batches stays."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from dayroom.apps.listening.rules.coarse import Terms, coarsen
from dayroom.apps.listening.rules.lake import schema
from dayroom.apps.listening.vocabulary.posts import RawPost, Refusal
from dayroom.platform.lake import write_table

BATCH_POSTS = 4_000
WORKERS = 2  # of one round; the machine this is built for has two cores


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows that become one part, and where reading goes on behind them."""

    number: int
    rows: list[tuple[int, RawPost | Refusal]]
    place: dict[str, int] = field(default_factory=dict)
    bytes_done: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a batch."""

    number: int
    read: int
    kept: int
    screened: int
    troubles: dict[str, int]
    place: dict[str, int]
    bytes_done: int


def batches(rows: Iterable[RawPost | Refusal], *, read: int, number: int) -> Iterator[Batch]:
    """Rows in batches, numbered on. A reader that knows where it stands is asked after each batch."""
    held: list[tuple[int, RawPost | Refusal]] = []
    for at, row in enumerate(rows, start=read):
        held.append((at, row))
        if len(held) == BATCH_POSTS:
            yield _batch(number, held, rows)
            number, held = number + 1, []
    if held:
        yield _batch(number, held, rows)


def _batch(number: int, held: list[tuple[int, RawPost | Refusal]], rows: Any) -> Batch:
    return Batch(number, held, dict(getattr(rows, "place", {})), int(getattr(rows, "bytes_done", 0)))


def write_all(work: Iterator[Batch], terms: Terms, path_of: Callable[[int], Path]) -> Iterator[Written]:
    """Write every batch as a part, in order; a round of more than one batch is shared out."""
    first = next(work, None)
    if first is None:
        return
    if not apart(len(first.rows)):
        for batch in chain([first], work):
            yield write(batch, terms, path_of(batch.number))
        return
    # started afresh, never forked: the worker of jobs holds connections and threads
    started = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=started) as crew:
        waiting: deque[Future[Written]] = deque()
        try:
            waiting.append(crew.submit(write, first, terms, path_of(first.number)))
            for batch in work:
                waiting.append(crew.submit(write, batch, terms, path_of(batch.number)))
                if len(waiting) > WORKERS + 1:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def apart(rows: int) -> bool:
    """Whether a round is worth processes of its own: they take seconds to start."""
    return rows >= BATCH_POSTS


def write(batch: Batch, terms: Terms, path: Path) -> Written:
    """Make one batch coarse and write its part; nothing is written where nothing may be."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it

    made = coarsen(((number, row) for number, row in batch.rows if isinstance(row, RawPost)), terms)
    for _, row in batch.rows:
        if isinstance(row, Refusal):
            made.note(row.trouble)
    kept = len(made.columns["key"])
    if kept:
        write_table(path, pa.table(made.columns, schema=schema()))
    return Written(batch.number, len(batch.rows), kept, made.screened, made.troubles, batch.place, batch.bytes_done)
