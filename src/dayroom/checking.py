"""``dayroom check``: the guard on the command line. Prints classes and places; the words are on your screen already."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dayroom.engines import guard

EXIT_CLEAR, EXIT_FOUND, EXIT_MISUSE = 0, 1, 2


def check_file(name: str, *, context: guard.Context, as_json: bool, as_lines: bool) -> int:
    if as_lines:
        return _check_lines(name, context)
    try:
        text = _read(name)
        result = guard.check_text(text, context=context)
    except (OSError, UnicodeDecodeError, guard.TextTooLong, guard.NotText) as fault:
        reason = "is not UTF-8 text" if isinstance(fault, (UnicodeDecodeError, guard.NotText)) else str(fault)
        print(f"{name}: {reason}", file=sys.stderr)
        return EXIT_MISUSE
    print(json.dumps(result, ensure_ascii=False) if as_json else _plain(result, text))
    return EXIT_FOUND if result["decision"] in ("HOLD", "BLOCK") else EXIT_CLEAR


def _check_lines(name: str, context: guard.Context) -> int:
    source = sys.stdin if name == "-" else Path(name).open(encoding="utf-8")  # noqa: SIM115 - closed with the process
    for line in guard.check_lines(source, context=context):
        print(line, flush=True)
    return EXIT_CLEAR


def _read(name: str) -> str:
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return raw.decode("utf-8")


def _plain(result: dict[str, object], text: str) -> str:
    findings = result["findings"]
    assert isinstance(findings, list)  # noqa: S101 - the engine's own shape
    lines = [
        f"line {text.count(chr(10), 0, found['start']) + 1}, characters {found['start']}-{found['end']}: "
        f"{found['family'].lower()} {found['class']} ({found['rule_id']})"
        for found in findings
    ]
    lines.append(f"tier {result['tier']}, decision {str(result['decision']).lower()}")
    return "\n".join(lines)
