"""`python -m bench.listening [part …] [--write]`: measure the parts named (all by default) and print the table.

`--write` keeps the figures of these parts in docs/reference/listening-quality.json and draws
docs/reference/listening-quality.md from all that are kept.
"""

from __future__ import annotations

import sys

from bench.frame import run

from .report import REPORT

PARTS = ("scale", "kill", "real")

if __name__ == "__main__":
    sys.exit(run(REPORT, PARTS))
