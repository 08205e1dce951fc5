"""How well treatment reports in words are read: classes of sentences, and grades.

Classes are measured in five folds over reviews: no sentence is read by weights that know its review, since the shipped
ones were trained on all of the development half. Grades are rules of ours, tuned on the same half they are measured on.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.guard.rows import Measured, rows, share
from dayroom.engines.measures.reports import extract

TOOL = Path(__file__).resolve().parents[2] / "tools" / "train_reports.py"
EFFECT = ["Ineffective", "Marginally Effective", "Moderately Effective", "Considerably Effective", "Highly Effective"]
HARM = [
    "No Side Effects",
    "Mild Side Effects",
    "Moderate Side Effects",
    "Severe Side Effects",
    "Extremely Severe Side Effects",
]


def measure() -> list[Measured]:
    """See the module."""
    return [*_classes(), *_grades()]


def _classes() -> list[Measured]:
    table = list(rows("reviews_psytar", "sentences_dev"))
    if not table:
        return []
    spec = importlib.util.spec_from_file_location("train_reports", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    note = "reviews_psytar: five folds by review; the second step and the thresholds come from other reviews as well."
    return [
        Measured(
            "extraction", "sentence classes", "reviews_psytar", "macro F1" if name == "macro" else f"F1, {name}", value,
            len(table), reach=">= 0.65" if name == "macro" else "", note=note,
        )
        for name, value in tool.measured(table).items()
    ]  # fmt: skip


def _grades() -> list[Measured]:
    table = list(rows("reviews_druglib"))
    if not table:
        return []
    ways: dict[str, Callable[[dict[str, Any]], tuple[int, int]]] = {
        "parts of the form": _by_parts,
        "whole text": _by_text,
    }
    found = {way: [read(row) for row in table] for way, read in ways.items()}
    wanted = [(EFFECT.index(row["effectiveness"]), HARM.index(row["side_effects"])) for row in table]
    measured = []
    for place, task in enumerate(("effectiveness", "side effects")):
        for way, given in found.items():
            gaps = [abs(g[place] - w[place]) for g, w in zip(given, wanted, strict=True)]
            where = ("extraction", f"grade of {task}", "reviews_druglib")
            measured.append(
                share(where, f"within one, {way}", sum(gap <= 1 for gap in gaps), len(gaps), reach=">= 0.85")
            )
            measured.append(share(where, f"the same, {way}", sum(gap == 0 for gap in gaps), len(gaps)))
        best = max(sum(abs(w[place] - grade) <= 1 for w in wanted) for grade in range(5))
        note = (
            "Always giving the one grade that is nearest to most already comes close: grades are a help, not a reading."
        )
        measured.append(share(where, "within one, always the same grade", best, len(wanted), note=note))
    return measured


def _by_parts(row: dict[str, Any]) -> tuple[int, int]:
    return _filled(extract(row["text"], benefits=row["benefits_text"] or "", harms=row["side_effects_text"] or ""))


def _by_text(row: dict[str, Any]) -> tuple[int, int]:
    return _filled(extract(row["text"]))


def _filled(found: Any) -> tuple[int, int]:
    # an empty report has no grade; the middle of what people say stands for it here
    return (
        3 if found.effectiveness is None else found.effectiveness,
        1 if found.side_effects is None else found.side_effects,
    )
