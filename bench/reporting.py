"""Pages that show what was measured, drawn from the figures kept beside them; one `Report` a family of benches."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import measured
from bench.guard.rows import Measured

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"


@dataclass(frozen=True, slots=True)
class Report:
    """docs/reference/<family>-quality.md and .json; `head` stands first, `columns` name the first two of the table."""

    family: str
    head: str
    columns: tuple[str, str] = ("task", "set")

    @property
    def figures(self) -> Path:
        return FOLDER / f"{self.family}-quality.json"

    def keep(self, part: str, found: Sequence[Measured], day: str) -> None:
        """Put the figures of one part where the others are kept."""
        kept = json.loads(self.figures.read_text(encoding="utf-8")) if self.figures.exists() else {}
        kept[part] = {"measured": day, "rows": [row.as_dict() for row in found]}
        text = json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False)
        self.figures.write_text(text + "\n", encoding="utf-8")

    def draw(self) -> None:
        """Write the page from all figures that are kept."""
        kept: dict[str, dict[str, Any]] = json.loads(self.figures.read_text(encoding="utf-8"))
        pieces = [self.head]
        for part, figures in sorted(kept.items()):
            command = f"`python -m bench.{self.family} {part}`"
            title = part.replace("_", " ").capitalize()
            pieces.append(f"\n## {title}\n\nMeasured {figures['measured']}: {command}.\n")
            pieces.append(f"\n| {' | '.join(self.columns)} | measure | value | 95 % | n | reach | reached |\n")
            pieces.append("|---|---|---|---|---|---|---|---|\n")
            pieces += [_line(row) for row in figures["rows"]]
            notes = [row["note"] for row in figures["rows"] if row["note"]]
            pieces += [f"\n- {note}" for note in dict.fromkeys(notes)]
            pieces.append("\n" if notes else "")
        (FOLDER / f"{self.family}-quality.md").write_text("".join(pieces), encoding="utf-8")
        if self.family in measured.FAMILIES:
            measured.write()


def _line(row: dict[str, Any]) -> str:
    between = "" if row["low"] is None else f"{_number(row['low'])} to {_number(row['high'])}"
    reached = {True: "yes", False: "**no**", None: ""}[row["reached"]]
    cells = [row["task"], row["dataset"], row["measure"], _number(row["value"]), between, f"{row['n']:,}"]
    return "| " + " | ".join([*cells, row["reach"], reached]) + " |\n"


def _number(value: float) -> str:
    if math.isnan(value):
        return "not measured"
    # below that it is nothing, and arithmetic of floats
    if 1e-9 < abs(value) < 0.001:
        return f"{value:.1e}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"
