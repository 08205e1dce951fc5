"""What sentences of treatment reports speak of: a floor on sentences of our own, so that new weights cannot sink it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from dayroom.engines.measures.reports import extract

ROWS = tomllib.loads((Path(__file__).parent / "reports.toml").read_text("utf-8"))["sentence"]
FLOOR = 0.8


def test_sentences_of_our_own_are_read_well_enough() -> None:
    found = [set(extract(row["text"]).classes) for row in ROWS]
    wanted = [set(row["speaks_of"]) for row in ROWS]
    hits = sum(len(f & w) for f, w in zip(found, wanted, strict=True))
    assert 2 * hits / (sum(map(len, found)) + sum(map(len, wanted))) >= FLOOR


def test_sentences_about_nothing_of_it_are_left_alone() -> None:
    idle = [row["text"] for row in ROWS if not row["speaks_of"]]
    assert sum(bool(extract(text).classes) for text in idle) <= 1
