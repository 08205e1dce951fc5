"""`python -m bench.health [part …] [--write]`: measure the parts named (all by default) and print the table.

`--write` keeps the figures of these parts in docs/reference/health-quality.json and draws
docs/reference/health-quality.md from all that are kept.
"""

from __future__ import annotations

import sys

from bench.frame import run

from .report import REPORT

PARTS = (
    "apple_import", "charts", "extraction", "fhir_export", "imports", "matching", "samples", "speed",
    "treatment_page",
)  # fmt: skip

if __name__ == "__main__":
    sys.exit(run(REPORT, PARTS))
