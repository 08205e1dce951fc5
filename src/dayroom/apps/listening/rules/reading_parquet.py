"""Rows of a Parquet file, in stretches; it goes on behind any row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from dayroom.apps.listening.rules.files import NotAFile, SchemaChanged, is_name
from dayroom.apps.listening.rules.reading_lines import value_of
from dayroom.apps.listening.rules.shaping import NAMES, TAGS_OF_A_POST, Shaper
from dayroom.apps.listening.vocabulary import Trouble
from dayroom.apps.listening.vocabulary.posts import TEXT_MOST, RawPost, Refusal
from dayroom.apps.listening.vocabulary.sources import COLUMNS_MOST, How

STRETCH = 4_000  # rows that are in memory together
PAGE_MOST = 512 * 1024 * 1024  # bytes of one row group unpacked: a small file can unfold to very much
WITHIN_MOST = 1_000  # values of one row in one column, on average; a list can be told in a few bytes


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
        if not roots <= set(_bearable(self._file)):
            raise NotAFile()
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
                    yield from self._stretch(_rows(batch), at)
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
    """Words stay in the dictionaries of the file, in which a long one stands once however many rows name it.

    Raises NotAFile: no Parquet, or a stretch of it would not fit into memory.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it
    from pyarrow import parquet  # noqa: PLC0415

    try:
        told = parquet.read_metadata(file)
        groups = [told.row_group(number) for number in range(told.num_row_groups)]
        words = [told.schema.column(at).path for at in range(told.num_columns)
                 if told.schema.column(at).physical_type == "BYTE_ARRAY"]  # fmt: skip
        file.seek(0)
        found = parquet.ParquetFile(file, read_dictionary=words)
    except (pa.ArrowException, OSError, ValueError) as fault:
        raise NotAFile() from fault
    if any(group.total_byte_size > PAGE_MOST for group in groups):
        raise NotAFile()
    return found


def parquet_objects(file: BinaryIO, most: int) -> list[dict[str, object]]:
    """The first rows. Raises NotAFile."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it

    try:
        found = opened(file)
        batch = next(found.iter_batches(most, columns=_bearable(found)), None)
        return _rows(batch) if batch is not None else []
    except (pa.ArrowException, OSError, ValueError, OverflowError) as fault:
        raise NotAFile() from fault


def columns_of(file: BinaryIO) -> tuple[str, ...]:
    """The names in a file, those inside a structure with a dot. Raises NotAFile."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it

    names: list[str] = []
    for field in opened(file).schema_arrow:
        inner = [f"{field.name}.{one.name}" for one in field.type] if pa.types.is_struct(field.type) else []
        names.extend(inner or [field.name])
    sound = [name for name in names if is_name(name)]
    if not sound:
        raise NotAFile()
    return tuple(sound[:COLUMNS_MOST])


def _bearable(found: Any) -> list[str]:
    """Columns that hold about as many values as there are rows."""
    most: dict[str, int] = {}
    for number in range(found.metadata.num_row_groups):
        group = found.metadata.row_group(number)
        for at in range(group.num_columns):
            column = group.column(at)
            name = _root(column.path_in_schema, found.schema_arrow.names)
            most[name] = max(most.get(name, 0), column.num_values // max(group.num_rows, 1))
    return [name for name, values in most.items() if values <= WITHIN_MOST]


def _root(path: str, names: list[str]) -> str:
    """The column in which a value lies; a name may have a dot itself."""
    return path if path in names else next((one for one in names if path.startswith(f"{one}.")), path)


def _rows(batch: Any) -> list[dict[str, object]]:
    """Rows with words of a bearable length."""
    columns = [_short(column) for column in batch.columns]
    values = [column.to_pylist() for column in columns]
    return [dict(zip(batch.schema.names, row, strict=True)) for row in zip(*values, strict=True)]


def _short(column: Any) -> Any:
    """A column whose words are cut where no post is so long; what is neither words nor numbers is nothing."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    kind = column.type
    if pa.types.is_dictionary(kind):
        words = column.dictionary
        cut = pc.binary_slice if pa.types.is_binary(kind.value_type) else pc.utf8_slice_codeunits
        return pa.DictionaryArray.from_arrays(column.indices, cut(words, 0, TEXT_MOST + 1)).dictionary_decode()
    if pa.types.is_struct(kind):
        return pa.StructArray.from_arrays([_short(one) for one in column.flatten()], [one.name for one in kind])
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        few = pc.list_slice(column, 0, TAGS_OF_A_POST)
        within = _short(few.values)
        return type(few).from_arrays(few.offsets, within, mask=few.is_null())
    return pa.nulls(len(column)) if pa.types.is_nested(kind) else column
