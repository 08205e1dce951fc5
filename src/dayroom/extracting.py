"""``dayroom extract``: what treatment reports say, as suggestions. JSON lines in, JSON lines out, in order.

Nothing is kept. Out come classes, places and grades; the words are on your screen already.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from dayroom.engines.measures.reports import extract_lines

EXIT_CLEAR, EXIT_MISUSE = 0, 2


def extract_file(name: str) -> int:
    """Read the reports of a file, or of standard input, and print one answer per line."""
    try:
        for line in extract_lines(_lines(name)):
            print(line, flush=True)
    except BrokenPipeError:
        # whoever read the answers has seen enough; what is still in the pipe goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as fault:
        print(f"{name}: {fault.strerror}", file=sys.stderr)
        return EXIT_MISUSE
    return EXIT_CLEAR


def _lines(name: str) -> Iterator[str]:
    # bytes that are no UTF-8 make their own line an error, not the whole file
    if name == "-":
        yield from (line.decode("utf-8", errors="surrogateescape") for line in sys.stdin.buffer)
        return
    with Path(name).open(encoding="utf-8", errors="surrogateescape") as lines:
        yield from lines
