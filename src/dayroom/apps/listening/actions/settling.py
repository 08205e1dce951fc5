"""Parts of a round are sorted into days: what is here already is left out, what is nearly the same is marked.

Everything follows from the files, so that a run that was killed does the same again and writes the same names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dayroom.apps.listening.rules.lake import PARTS, ROOM, settled_name, slices, stretches_of
from dayroom.platform.lake import day_folder, files_of, lake_root, opened, show, write_table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


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
        return [[first.isoformat(), last.isoformat()] for first, last in stretches_of(self.days)]


def settle_parts(*, source: str, intake: str) -> Settled:
    """Sort the parts of a round into the days of the lake."""
    parts = sorted(str(path) for path in (lake_root() / PARTS / intake).glob("*.parquet"))
    settled = Settled()
    if not parts:
        return settled
    with opened() as lake:
        show(lake, "parts", parts)
        _mark_doubles(lake, source, intake)
        read = lake.execute("SELECT count(*) FROM parts").fetchone()
        per_day = lake.execute("SELECT day, count(*) FROM fresh GROUP BY day").fetchall()
        for first, last in slices(per_day):
            table = lake.sql(
                "SELECT * FROM fresh WHERE day BETWEEN ? AND ? ORDER BY day, row", params=[first, last]
            ).to_arrow_table()
            _keep(table, source, intake, settled)
    settled.twice = (read[0] if read else 0) - settled.kept
    return settled


def _mark_doubles(lake: duckdb.DuckDBPyConnection, source: str, intake: str) -> None:
    """``fresh``: of each post the first that was read, unless an earlier round has brought it."""
    lake.execute(
        "CREATE TEMP TABLE doubles AS SELECT key, min(row) AS first FROM parts GROUP BY key HAVING count(*) > 1"
    )
    own = settled_name(source, intake)
    known = [file for file in files_of(ROOM, pattern=f"{source}-*.parquet") if not file.endswith(own)]
    lake.execute("CREATE TEMP TABLE known (key BIGINT)")
    if known:
        lake.execute("INSERT INTO known SELECT DISTINCT key FROM read_parquet($1) SEMI JOIN parts USING (key)", [known])
    lake.execute(
        "CREATE TEMP VIEW fresh AS SELECT parts.* FROM parts ANTI JOIN known USING (key)"
        " WHERE NOT EXISTS (SELECT 1 FROM doubles WHERE doubles.key = parts.key AND doubles.first <> parts.row)"
    )


def _keep(table: pa.Table, source: str, intake: str, settled: Settled) -> None:
    days = table.column("day").to_pylist()
    start = 0
    for at in range(1, len(days) + 1):
        if at == len(days) or days[at] != days[start]:
            write_table(day_folder(ROOM, days[start]) / settled_name(source, intake), table.slice(start, at - start))
            settled.days.append(days[start])
            start = at
    settled.kept += len(days)
