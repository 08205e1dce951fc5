"""Rows of a Parquet file, in stretches; it goes on behind any row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dayroom.apps.listening.rules.files import NotAFile, SchemaChanged
from dayroom.apps.listening.rules.reading_lines import value_of
from dayroom.apps.listening.rules.shaping import NAMES, Shaper
from dayroom.apps.listening.vocabulary import Trouble
from dayroom.apps.listening.vocabulary.posts import RawPost, Refusal
from dayroom.apps.listening.vocabulary.sources import How

STRETCH = 4_000  # rows that are in memory together
PAGE_MOST = 512 * 1024 * 1024  # bytes of one row group unpacked: a small file can unfold to very much


class ParquetRows:
    """A stream of RawPost and Refusal that knows behind which row it stands."""

    def __init__(self, file: BinaryIO, how: How, shaper: Shaper, place: dict[str, int]) -> None:
        """Raises NotAFile, SchemaChanged."""
        self._file, self._shaper = opened(file), shaper
        self._picks = [how.picks.get(name, "") for name in NAMES]
        roots = {name.partition(".")[0] if name not in self._file.schema_arrow.names else name
                 for name in self._picks if name}
        if not roots <= set(self._file.schema_arrow.names):
            raise SchemaChanged()
        self._roots = sorted(roots)
        self._row = place.get("row", 0)
        self._size = file.seek(0, 2)
        self._total = max(1, self._file.metadata.num_rows)
        self._rows = self._read()

    def __iter__(self) -> Iterator[RawPost | Refusal]:
        return self

    def __next__(self) -> RawPost | Refusal:
        return next(self._rows)

    @property
    def place(self) -> dict[str, int]:
        return {"row": self._row}

    @property
    def bytes_done(self) -> int:
        return self._size * min(self._row, self._total) // self._total

    def _read(self) -> Iterator[RawPost | Refusal]:
        import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it

        first = 0
        for group in range(self._file.metadata.num_row_groups):
            known = self._file.metadata.row_group(group).num_rows
            if first + known <= self._row:
                first += known
                continue
            at = first
            try:
                for batch in self._file.iter_batches(STRETCH, row_groups=[group], columns=self._roots):
                    yield from self._stretch(batch.to_pylist(), at)
                    at += batch.num_rows
            except (pa.ArrowException, OSError, ValueError, OverflowError):
                # a damaged stretch: what follows in it cannot be told apart, and is counted row by row
                while self._row < first + known:
                    self._row += 1
                    yield Refusal(Trouble.BROKEN, self._row)
            first += known

    def _stretch(self, rows: list[dict[str, object]], at: int) -> Iterator[RawPost | Refusal]:
        for number, row in enumerate(rows, start=at + 1):
            if number <= self._row:
                continue
            self._row = number
            yield self._shaper([value_of(row, name) for name in self._picks], number)


def opened(file: BinaryIO):  # type: ignore[no-untyped-def]  # pyarrow brings no types
    """Raises NotAFile: no Parquet, or a stretch of it would not fit into memory."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it
    from pyarrow import parquet  # noqa: PLC0415

    try:
        found = parquet.ParquetFile(file)
        groups = [found.metadata.row_group(number) for number in range(found.metadata.num_row_groups)]
    except (pa.ArrowException, OSError, ValueError) as fault:
        raise NotAFile() from fault
    if any(group.total_byte_size > PAGE_MOST for group in groups):
        raise NotAFile()
    return found


def parquet_objects(file: BinaryIO, most: int) -> list[dict[str, object]]:
    """The first rows. Raises NotAFile."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it

    try:
        batch = next(opened(file).iter_batches(most), None)
        return batch.to_pylist() if batch is not None else []
    except (pa.ArrowException, OSError, ValueError, OverflowError) as fault:
        raise NotAFile() from fault


def columns_of(file: BinaryIO) -> tuple[str, ...]:
    """The names in a file, those inside a structure with a dot. Raises NotAFile."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it

    names: list[str] = []
    for field in opened(file).schema_arrow:
        inner = [f"{field.name}.{one.name}" for one in field.type] if pa.types.is_struct(field.type) else []
        names.extend(inner or [field.name])
    return tuple(names)
