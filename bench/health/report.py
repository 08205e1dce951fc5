"""The page that shows what was measured: docs/reference/health-quality.md, drawn from the figures kept beside it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from bench.guard.rows import Measured

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
FIGURES = FOLDER / "health-quality.json"
PAGE = FOLDER / "health-quality.md"
HEAD = """# How well health data is read, and how fast

Made by `make bench-health`; drawn from `health-quality.json` beside it. Texts and samples are development halves of
sets that are not part of the project, or made by the bench. Intervals are 95 % (Wilson for shares). No figure here is
clinical validation: suggestions are confirmed by the person who wrote the report.
"""


def keep(part: str, measured: list[Measured], day: str) -> None:
    """Put the figures of one part where the others are kept."""
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    kept[part] = {"measured": day, "rows": [row.as_dict() for row in measured]}
    FIGURES.write_text(json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def draw() -> None:
    """Write the page from all figures that are kept."""
    kept: dict[str, dict[str, Any]] = json.loads(FIGURES.read_text(encoding="utf-8"))
    pieces = [HEAD]
    for part, figures in sorted(kept.items()):
        pieces.append(f"\n## {part.capitalize()}\n\nMeasured {figures['measured']}: `python -m bench.health {part}`.\n")
        pieces.append("\n| task | set | measure | value | 95 % | n | reach | reached |\n")
        pieces.append("|---|---|---|---|---|---|---|---|\n")
        pieces += [_line(row) for row in figures["rows"]]
        notes = [row["note"] for row in figures["rows"] if row["note"]]
        pieces += [f"\n- {note}" for note in dict.fromkeys(notes)]
        pieces.append("\n" if notes else "")
    PAGE.write_text("".join(pieces), encoding="utf-8")


def _line(row: dict[str, Any]) -> str:
    between = "" if row["low"] is None else f"{_number(row['low'])} to {_number(row['high'])}"
    reached = {True: "yes", False: "**no**", None: ""}[row["reached"]]
    cells = [row["task"], row["dataset"], row["measure"], _number(row["value"]), between, f"{row['n']:,}"]
    return "| " + " | ".join([*cells, row["reach"], reached]) + " |\n"


def _number(value: float) -> str:
    if math.isnan(value):
        return "not measured"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"
