"""`python -m bench.signals [part …] [--write]`: measure the parts named (all by default) and print the table.

`--write` keeps the figures of these parts in docs/reference/signals-quality.json and draws
docs/reference/signals-quality.md from all that are kept.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from datetime import UTC, datetime

from bench.guard.rows import Measured

from .report import REPORT

# every part is a module beside this one with `measure() -> list[Measured]`
PARTS = ("simulated", "daily", "real", "breaks", "speed")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.signals", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all when none is named")
    parser.add_argument("--write", action="store_true", help="keep the figures and draw the page")
    arguments = parser.parse_args()
    today = datetime.now(tz=UTC).date().isoformat()
    for part in arguments.parts or PARTS:
        started = time.process_time()
        measured: list[Measured] = importlib.import_module(f"bench.signals.{part}").measure()
        for row in measured:
            print(json.dumps(row.as_dict()), flush=True)
        print(f"{part}: {time.process_time() - started:.0f} s of processor time", file=sys.stderr)
        if arguments.write:
            REPORT.keep(part, measured, today)
    if arguments.write:
        REPORT.draw()
    return 0


if __name__ == "__main__":
    sys.exit(main())
