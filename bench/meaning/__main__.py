"""`python -m bench.meaning [part …] [--write]`: measure the parts named (all by default) and print the table.

`--write` keeps the figures of these parts in docs/reference/meaning-quality.json and draws
docs/reference/meaning-quality.md from all that are kept.
"""

from __future__ import annotations

import sys

from bench.frame import run

from .report import REPORT

PARTS = ("concepts", "emerging", "feelings", "likeness", "mentions", "places", "questions", "words")

if __name__ == "__main__":
    sys.exit(run(REPORT, PARTS))
