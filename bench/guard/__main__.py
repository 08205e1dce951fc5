"""`python -m bench.guard [part …] [--write]`: measure the parts named (all by default) and print the table.

`--write` keeps the figures of these parts in docs/reference/guard-quality.json and draws
docs/reference/guard-quality.md from all that are kept.
"""

from __future__ import annotations

import sys

from bench.frame import run

from .report import REPORT

PARTS = ("identifiers", "claims", "crisis", "advice", "harm", "language", "speed")

if __name__ == "__main__":
    sys.exit(run(REPORT, PARTS))
