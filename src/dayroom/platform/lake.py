"""Files of a lake: Parquet, one folder per day, read by DuckDB where they lie. Knows no domain.

    write_table(lake_root() / "parts" / "0.parquet", table)
    with opened() as lake:
        show(lake, "posts", files)
        answer(lake, expression)

A file is whole or absent. The engine sees this folder and nothing else: no network, no extensions, bounded memory.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    import duckdb
    import ibis.expr.types as ir
    import pyarrow as pa

# of one question; our own choice 2026-11-21: beside it stand this program and two readers, in 2 GB together
MEMORY = "640MB"
THREADS = 2
_DAY = "day="
_REPLACES = ".replaces"


def lake_root() -> Path:
    return Path(settings.LAKE_DIR)


def write_table(path: Path, table: pa.Table, *, safe: bool = True) -> int:
    """Write a file, whole or not at all; returns its bytes. Writing it again replaces it. Who writes thousands waits
    for the disk once, at their end (``all_on_disk``)."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy, and only jobs need it

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, half = tempfile.mkstemp(dir=path.parent, suffix=".half")
    os.close(handle)
    try:
        pq.write_table(table, half, compression="zstd", row_group_size=64_000)
        if safe:
            _to_disk(Path(half))
        Path(half).replace(path)
    except BaseException:
        Path(half).unlink(missing_ok=True)
        raise
    return path.stat().st_size


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def all_on_disk() -> None:
    """Whatever was written so far survives a power cut."""
    os.sync()


@contextmanager
def opened(*, memory: str = MEMORY) -> Iterator[duckdb.DuckDBPyConnection]:
    """The lake, to be asked. Whatever a question says, it reads no file outside the lake's folder."""
    import duckdb  # noqa: PLC0415 - heavy, and only jobs and samples need it

    root = lake_root()
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    spill = tempfile.mkdtemp(prefix="spill-", dir=root)
    calm = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    connection = duckdb.connect(
        ":memory:", config={**calm, "memory_limit": memory, "threads": str(THREADS), "temp_directory": spill}
    )
    try:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET allowed_directories = [?]", [str(root)])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


@contextmanager
def alone() -> Iterator[None]:
    """Only one at a time changes what is settled, whatever process it is in; the lock goes with its holder."""
    root = lake_root()
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (root / "lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@contextmanager
def only_here(path: Path) -> Iterator[bool]:
    """Whether nobody else holds this file; the hold goes with its holder, and nobody waits."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def show(lake: duckdb.DuckDBPyConnection, name: str, files: list[str]) -> None:
    """These files under a name that questions can use."""
    lake.read_parquet(files).create_view(name)


def answer(lake: duckdb.DuckDBPyConnection, asked: ir.Table | str) -> pa.Table:
    """What a question over shown names gives. Ibis only writes the question: its own door to DuckDB would change
    settings that are locked here."""
    return lake.sql(asked if isinstance(asked, str) else question(asked)).to_arrow_table()


def hold(lake: duckdb.DuckDBPyConnection, name: str, asked: str) -> None:
    """Answer once and keep the answer under a name, for questions that build on it."""
    lake.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {asked}")


def question(expression: ir.Table, dialect: str = "duckdb") -> str:
    """An Ibis expression in the words of an engine; writing it takes a tenth of a second, so that
    who asks the same many times keeps it."""
    import ibis  # noqa: PLC0415 - as above

    return str(ibis.to_sql(expression, dialect=dialect))


def day_folder(room: str, day: date) -> Path:
    return lake_root() / room / f"{_DAY}{day.isoformat()}"


def days_of(room: str) -> list[date]:
    """The days that have a folder, oldest first."""
    base = lake_root() / room
    if not base.is_dir():
        return []
    return sorted(date.fromisoformat(found.name.removeprefix(_DAY)) for found in base.glob(f"{_DAY}*"))


def files_of(
    room: str, *, first: date | None = None, last: date | None = None, pattern: str = "*.parquet"
) -> list[str]:
    """Whole files of these days, both ends included, in order of days and names."""
    found: list[str] = []
    for day in days_of(room):
        if (first is None or day >= first) and (last is None or day <= last):
            folder = day_folder(room, day)
            names = set(os.listdir(folder))
            gone = _replaced(folder, names)
            found += [str(folder / name) for name in sorted(names - gone) if fnmatchcase(name, pattern)]
    return found


def _replaced(folder: Path, names: Collection[str]) -> set[str]:
    """Files that were joined into another one and not deleted yet."""
    gone: set[str] = set()
    for name in names:
        if name.endswith(_REPLACES) and name.removesuffix(_REPLACES) in names:
            gone.update((folder / name).read_text("ascii").split())
    return gone


def join_files(files: Sequence[Path], name: str) -> Path:
    """One file in place of several of a folder. Killed at any moment, readers see the several or the one: what it
    replaces is written down first, and counts from the moment in which the one is there."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    folder = files[0].parent
    note = folder / f"{name}{_REPLACES}"
    note.write_text("\n".join(file.name for file in files), "ascii")
    write_table(folder / name, pa.concat_tables([pq.read_table(file) for file in files]))
    finish_joins(folder)
    return folder / name


def finish_joins(folder: Path) -> None:
    """Delete what was joined, and notes of what was not."""
    names = set(os.listdir(folder))
    for name in _replaced(folder, names):
        (folder / name).unlink(missing_ok=True)
    for name in names:
        if name.endswith(_REPLACES):
            (folder / name).unlink(missing_ok=True)


def drop_files(files: Iterable[str | Path]) -> int:
    """Delete files for good, and folders that are left empty; returns how many files were there."""
    gone = 0
    for file in map(Path, files):
        if file.is_file():
            file.unlink()
            gone += 1
        if file.parent.is_dir() and not any(file.parent.iterdir()):
            file.parent.rmdir()
    return gone


def sweep_crumbs(*, older_than: float) -> int:
    """Delete what killed writers and readers have left: halves of files, folders of large questions. ``older_than`` is
    seconds of the epoch. Returns how many."""
    gone = 0
    for half in lake_root().rglob("*.half"):
        if half.stat().st_mtime < older_than:
            half.unlink(missing_ok=True)
            gone += 1
    for spill in lake_root().glob("spill-*"):
        if spill.stat().st_mtime < older_than:
            shutil.rmtree(spill, ignore_errors=True)
            gone += 1
    return gone
