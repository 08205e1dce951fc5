"""One frame for the benches that keep figures: `python -m bench.<family> [part …] [--write]`.

Every part is a module of the family with `measure() -> list[Measured]`. It prints each figure as a line of JSON.
`--write` keeps the figures of these parts in docs/reference/<family>-quality.json and draws the page from all that are
kept.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from bench.guard.rows import Measured
from bench.reporting import Report


def run(report: Report, parts: Sequence[str]) -> int:
    """Measure the parts named on the command line, all by default. A part that measured nothing keeps its figures."""
    parser = argparse.ArgumentParser(prog=f"python -m bench.{report.family}", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*parts, []], help="all when none is named")
    parser.add_argument("--write", action="store_true", help="keep the figures and draw the page")
    arguments = parser.parse_args()
    today = datetime.now(tz=UTC).date().isoformat()
    for part in arguments.parts or parts:
        started = time.process_time()
        measured: list[Measured] = importlib.import_module(f"bench.{report.family}.{part}").measure()
        for row in measured:
            print(json.dumps(row.as_dict()), flush=True)
        print(f"{part}: {time.process_time() - started:.0f} s of processor time", file=sys.stderr)
        if arguments.write and measured:
            report.keep(part, measured, today)
    if arguments.write:
        report.draw()
    return 0
