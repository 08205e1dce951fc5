"""What the listening desk says of itself: the figures of `signals` and `meaning` that its analysts should know, kept in
the program's own data so that a site without a checkout can show them. Written whenever one of the two is measured."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKED = ROOT / "src" / "dayroom" / "apps" / "listening" / "vocabulary" / "measured.json"
FAMILIES = ("signals", "meaning")
# speed says nothing about how wrong somebody is
LEFT_OUT_PARTS = frozenset({"speed"})
UNITS_OF_TIME = ("µs", "seconds", "per CPU-second", "times as fast", "memory")
KEPT = ("part", "task", "dataset", "measure", "value", "low", "high", "n", "reach", "note")


def rows(family: str) -> Iterator[dict[str, Any]]:
    """The rows of one family that speak of errors."""
    figures = ROOT / "docs" / "reference" / f"{family}-quality.json"
    if not figures.exists():
        return
    for part, kept in sorted(json.loads(figures.read_text(encoding="utf-8")).items()):
        for row in kept["rows"]:
            unfit = any(unit in row["measure"] for unit in UNITS_OF_TIME) or math.isnan(row["value"])
            # what it was tuned on says nothing about what comes next; a number of things is no share of errors
            if part not in LEFT_OUT_PARTS and not unfit and "tuned" not in row["task"] and row["value"] <= 1:
                yield {"family": family, "measured": kept["measured"], **{name: row[name] for name in KEPT}}


def packed() -> str:
    """The file as it should be."""
    made = [row for family in FAMILIES for row in rows(family)]
    return json.dumps(made, indent=0, sort_keys=True, ensure_ascii=False) + "\n"


def write() -> None:
    PACKED.write_text(packed(), encoding="utf-8")


if __name__ == "__main__":
    write()
