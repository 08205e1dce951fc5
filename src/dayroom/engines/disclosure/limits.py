"""How small is too small; read from data/limits.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "limits.toml"


@dataclass(frozen=True, slots=True)
class Limits:
    """k in people; l in well-represented values; t as a distance of 0-1; most_suppressed as a share of rows."""

    k: int
    l: int  # noqa: E741 - the name of the measure in the literature
    t: float
    most_suppressed: float


@cache
def limits(name: str = "public") -> Limits:
    """The limits for the public, or for a closed room.

    >>> limits().k
    11
    """
    row = tomllib.loads(_FILE.read_text("utf-8"))[name]
    return Limits(row["k"], row["l"], row["t"], row["most_suppressed"])
