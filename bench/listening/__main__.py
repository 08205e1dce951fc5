"""`python -m bench.listening [part …] [--write]`: measure the parts named (all by default) and print the table.

`--write` keeps the figures of these parts in docs/reference/listening-quality.json and draws
docs/reference/listening-quality.md from all that are kept.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.guard.rows import Measured

from .report import REPORT

# every part is a module beside this one with `measure() -> list[Measured]`
PARTS = tuple(name for name in ("scale", "kill", "real") if (Path(__file__).parent / f"{name}.py").exists())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.listening", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all when none is named")
    parser.add_argument("--write", action="store_true", help="keep the figures and draw the page")
    arguments = parser.parse_args()
    today = datetime.now(tz=UTC).date().isoformat()
    for part in arguments.parts or PARTS:
        measured: list[Measured] = importlib.import_module(f"bench.listening.{part}").measure()
        for row in measured:
            print(json.dumps(row.as_dict()), flush=True)
        if arguments.write and measured:
            REPORT.keep(part, measured, today)
    if arguments.write:
        REPORT.draw()
    return 0


if __name__ == "__main__":
    sys.exit(main())
