"""Parts of a round are sorted into days: what is here already is left out, what is nearly the same is marked.

Everything follows from the files, so that a run that was killed does the same again and writes the same names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dayroom.apps.listening.rules.lake import ROOM, settled_name, slices, stretches_of
from dayroom.platform.lake import all_on_disk, alone, day_folder, drop_files, files_of, opened, show, write_table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from dayroom.engines.meaning.likeness import Groups

# earlier posts that a round is held against: a campaign is copied within days
LOOK_BACK_DAYS = 7
LOOK_BACK_POSTS = 20_000


@dataclass(slots=True)
class Settled:
    """What became of a round."""

    kept: int = 0
    copies: int = 0
    twice: int = 0
    days: list[date] = field(default_factory=list)

    @property
    def first_day(self) -> date | None:
        return self.days[0] if self.days else None

    @property
    def last_day(self) -> date | None:
        return self.days[-1] if self.days else None

    @property
    def stretches(self) -> list[list[str]]:
        return [[first.isoformat(), last.isoformat()] for first, last in stretches_of(self.days, most=100_000)]


def settle_parts(parts: list[Path], *, source: str, intake: str) -> Settled:
    """Sort the parts of a round into the days of the lake. What an earlier try has settled is written over."""
    with alone():
        _unsettle(source, intake)
        return _settle(parts, source, intake)


def _settle(parts: list[Path], source: str, intake: str) -> Settled:
    settled = Settled()
    if not parts:
        return settled
    with opened() as lake:
        show(lake, "parts", [str(part) for part in parts])
        _mark_doubles(lake, source, intake)
        read = lake.sql("SELECT count(*) FROM parts").fetchall()[0][0]
        per_day = lake.sql("SELECT day, count(*) FROM fresh GROUP BY day").fetchall()
        groups = _groups_before(lake, min((day for day, _ in per_day), default=None))
        for first, last in slices(per_day):
            table = lake.sql(
                "SELECT * FROM fresh WHERE day BETWEEN ? AND ? ORDER BY day, row", params=[first, last]
            ).to_arrow_table()
            _keep(_marked(table, groups, settled), source, intake, settled)
    all_on_disk()
    settled.twice = read - settled.kept
    return settled


def unsettle(*, source: str, intake: str) -> int:
    """Take a round out of the lake again. Returns how many files it stood in."""
    with alone():
        return _unsettle(source, intake)


def _unsettle(source: str, intake: str) -> int:
    own = files_of(ROOM, pattern=settled_name(source, intake))
    shared = [file for file in files_of(ROOM, pattern=f"{source}-joined-*.parquet") if _drop_rows(Path(file), intake)]
    return drop_files(own) + len(shared)


def _drop_rows(file: Path, intake: str) -> bool:
    """Write a joined file again without the posts of one round; whether it held any."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy, and only jobs need it
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    table = pq.read_table(file)
    left = table.filter(pc.not_equal(table.column("intake"), intake))
    if left.num_rows == table.num_rows:
        return False
    if left.num_rows:
        write_table(file, left)
    else:
        drop_files([file])
    return True


def _mark_doubles(lake: duckdb.DuckDBPyConnection, source: str, intake: str) -> None:
    """``fresh``: of each post the first that was read, unless an earlier round has brought it."""
    lake.execute(
        "CREATE TEMP TABLE doubles AS SELECT key, min(row) AS first FROM parts GROUP BY key HAVING count(*) > 1"
    )
    lake.execute("CREATE TEMP TABLE known (key BIGINT)")
    files = files_of(ROOM, pattern=f"{source}-*.parquet")
    if files:
        show(lake, "settled", files)
        lake.execute("INSERT INTO known SELECT DISTINCT key FROM settled SEMI JOIN parts USING (key)")
    lake.execute(
        "CREATE TEMP VIEW fresh AS SELECT parts.* FROM parts ANTI JOIN known USING (key)"
        " WHERE NOT EXISTS (SELECT 1 FROM doubles WHERE doubles.key = parts.key AND doubles.first <> parts.row)"
    )


def _groups_before(lake: duckdb.DuckDBPyConnection, first: date | None) -> Groups:
    """What copies are held against: posts of the days around the first one, whatever source they came from."""
    from dayroom.engines.meaning.likeness import Groups  # noqa: PLC0415 - takes its memory at once

    groups = Groups()
    if first is None:
        return groups
    files = files_of(ROOM, first=first - timedelta(days=LOOK_BACK_DAYS), last=first + timedelta(days=LOOK_BACK_DAYS))
    if files:
        show(lake, "before", files)
        posts = lake.sql(
            "SELECT folded FROM before WHERE NOT copy AND folded <> '' ORDER BY day DESC, hour DESC, key LIMIT ?",
            params=[LOOK_BACK_POSTS],
        ).fetchall()
        groups.add_many(("", folded) for (folded,) in reversed(posts))
    return groups


def _marked(table: pa.Table, groups: Groups, settled: Settled) -> pa.Table:
    """The posts with the column that says whether they are copies, in their order."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it

    copies = [bool(folded) and groups.add("", folded) is not None for folded in table.column("folded").to_pylist()]
    settled.copies += sum(copies)
    return table.set_column(table.schema.get_field_index("copy"), "copy", pa.array(copies, pa.bool_()))


def _keep(table: pa.Table, source: str, intake: str, settled: Settled) -> None:
    days = table.column("day").to_pylist()
    start = 0
    for at in range(1, len(days) + 1):
        if at == len(days) or days[at] != days[start]:
            file = day_folder(ROOM, days[start]) / settled_name(source, intake)
            write_table(file, table.slice(start, at - start), safe=False)
            settled.days.append(days[start])
            start = at
    settled.kept += len(days)
