"""``dayroom check``: the guard on the command line. Prints classes and places; the words are on your screen already."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dayroom.engines import guard
from dayroom.kernel.errors import DayroomError

EXIT_CLEAR, EXIT_FOUND, EXIT_MISUSE = 0, 1, 2
# what is read in a folder; other files are named one by one
TEXT_ENDINGS = frozenset({".txt", ".md", ".markdown", ".rst", ".html", ".htm"})
WATCH_SECONDS = 1.0
STRENGTH = {"ALLOW": 0, "NUDGE": 1, "HOLD": 2, "BLOCK": 3}
# what each word of the last line means; the help and the guide say the same
MEANS = {
    "ALLOW": "it would go out",
    "NUDGE": "the writer would be asked first",
    "HOLD": "a person would read it first",
    "BLOCK": "it could not go out like this",
}
URGENT = {
    "T0": "no words of distress",
    "T1": "somebody may be low: help is shown",
    "T2": "somebody may be in distress: a person looks within four hours",
    "T3": "somebody may be in danger: the person on call looks within 15 minutes",
    "T4": "somebody may be in danger right now: a person is called at once",
}
LEVELS = {"ALLOW": "note", "NUDGE": "warning", "HOLD": "error", "BLOCK": "error"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants of ``dayroom check``."""

    names: Sequence[str]
    context: guard.Context
    packs: Sequence[guard.Pack]
    form: str = "plain"  # plain, json, sarif
    fail_on: str = "HOLD"


@dataclass(frozen=True, slots=True)
class Read:
    """One file that was read, and what the guard said of it; or the sentence why it was not."""

    name: str
    text: str = ""
    result: dict[str, Any] | None = None
    fault: str = ""


def meanings() -> str:
    """The words of the last line of each text, for the help."""
    lines = ["decision: what a site with the usual policy would do with the text"]
    lines += [f"  {word.lower():<7} {meaning}" for word, meaning in MEANS.items()]
    lines += ["", "tier: how soon a person should look, by the words of distress in it; never a diagnosis"]
    lines += [f"  {word:<7} {meaning}" for word, meaning in URGENT.items()]
    return "\n".join([*lines, "", "exit codes: 0 nothing from --fail-on on, 1 something, 2 a file could not be read"])


def check_files(asked: Asked) -> int:
    """Read files and folders, print findings; the exit code follows ``fail_on``."""
    seen = [_look(name, asked) for name in _files(asked.names)]
    if not seen:
        print("nothing to read: no text file was found", file=sys.stderr)
        return EXIT_MISUSE
    _print(seen, asked)
    return _exit_code(seen, asked.fail_on)


def check_stream(name: str, asked: Asked) -> int:
    """One JSON object per line, in and out, as it comes. A line that could not be read ends it with 2, at the end."""
    source = sys.stdin if name == "-" else Path(name).open(encoding="utf-8")  # noqa: SIM115 - closed with the process
    code = EXIT_CLEAR
    for line in guard.check_lines(source, context=asked.context, packs=asked.packs):
        print(line, flush=True)
        if ', "error": ' in line and "error" in json.loads(line):
            code = EXIT_MISUSE
    if code != EXIT_CLEAR:
        print("Some lines could not be read; their answers say why.", file=sys.stderr)
    return code


def watch(asked: Asked, *, rounds: int | None = None) -> int:
    """Look again whenever a file changes, until Ctrl-C. ``rounds`` limits how often it looks."""
    known: dict[str, int] = {}
    print(f"watching {', '.join(asked.names)}; Ctrl-C ends it", file=sys.stderr)
    code = EXIT_CLEAR
    while rounds is None or rounds > 0:
        fresh = [name for name in _files(asked.names) if _stamp(name) != known.get(name)]
        known |= {name: _stamp(name) for name in fresh}
        if fresh:
            seen = [_look(name, asked) for name in fresh]
            # every look names its files: the last one may be hours ago
            _print(seen, asked, named=True)
            code = _exit_code(seen, asked.fail_on)
        if rounds is not None:
            rounds -= 1
        try:
            time.sleep(WATCH_SECONDS)
        except KeyboardInterrupt:
            break
    return code


def _stamp(name: str) -> int:
    try:
        return Path(name).stat().st_mtime_ns
    except OSError:
        return 0


def _files(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        folder = Path(name)
        if name != "-" and folder.is_dir():
            inside = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in TEXT_ENDINGS)
            yield from (str(path) for path in inside if path.is_file())
        else:
            yield name


def _look(name: str, asked: Asked) -> Read:
    try:
        text = (sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()).decode("utf-8")
        return Read(name, text, guard.check_text(text, context=asked.context, packs=asked.packs))
    except OSError as fault:
        return Read(name, fault=str(fault.strerror))
    except (UnicodeDecodeError, guard.NotText):
        return Read(name, fault="is not UTF-8 text")
    except DayroomError as fault:
        return Read(name, fault=str(fault))


def _exit_code(seen: Sequence[Read], fail_on: str) -> int:
    if any(one.fault for one in seen):
        return EXIT_MISUSE
    decisions = [STRENGTH[str(one.result["decision"])] for one in seen if one.result]
    return EXIT_FOUND if max(decisions, default=0) >= STRENGTH[fail_on] else EXIT_CLEAR


def _print(seen: Sequence[Read], asked: Asked, *, named: bool = False) -> None:
    for one in seen:
        if one.fault:
            print(f"{one.name}: {one.fault}", file=sys.stderr)
    good = [one for one in seen if one.result]
    if asked.form == "sarif":
        print(json.dumps(sarif(good), ensure_ascii=False, indent=1))
    elif asked.form == "json":
        alone = len(asked.names) == 1 and not Path(asked.names[0]).is_dir() and not named
        shown = good[0].result if alone and good else [{"file": one.name, **(one.result or {})} for one in good]
        print(json.dumps(shown, ensure_ascii=False))
    else:
        for one in good:
            print(_plain(one, with_name=named or len(seen) > 1))


def _plain(one: Read, *, with_name: bool) -> str:
    result, text = one.result or {}, one.text
    lines = [one.name] if with_name else []
    for found in result["findings"]:
        lines.append(
            f"line {_line(text, found['start'])}, characters {found['start']}-{found['end']}: "
            f"{found['family'].lower()} {found['class']} ({found['rule_id']})"
        )
    if not result["checked"]:
        lines.append("not checked: no rule knows this language")
    tier, decision = str(result["tier"]), str(result["decision"])
    lines.append(f"decision {decision.lower()} ({MEANS[decision]}), tier {tier} ({URGENT[tier]})")
    if result["findings"] and result["sentence"]:
        lines.append(str(result["sentence"]))
    return "\n".join(lines)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def sarif(seen: Sequence[Read]) -> dict[str, Any]:
    """The findings in the form that code hosts and editors read.

    source    SARIF 2.1.0, OASIS Standard, 2020
    """
    rules: dict[str, dict[str, Any]] = {}
    results = []
    for one in seen:
        result = one.result or {}
        for found in result["findings"]:
            rules.setdefault(found["rule_id"], {
                "id": found["rule_id"], "shortDescription": {"text": f"{found['family'].lower()}: {found['class']}"},
            })
            results.append(_sarif_result(one, found, str(result["decision"]), set(result["reasons"])))
    known = [rules[name] for name in sorted(rules)]
    driver = {"name": "dayroom", "version": guard.ENGINE_VERSION, "rules": known}
    return {
        "version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _sarif_result(one: Read, found: dict[str, Any], decision: str, reasons: set[str]) -> dict[str, Any]:
    start = found["start"]
    line_start = one.text.rfind("\n", 0, start) + 1
    region = {
        "startLine": _line(one.text, start), "startColumn": start - line_start + 1, "charOffset": start,
        "charLength": found["end"] - start,
    }
    return {
        "ruleId": found["rule_id"], "level": LEVELS[decision] if found["rule_id"] in reasons else "note",
        "message": {"text": f"{found['family'].lower()}: {found['class']}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": one.name}, "region": region}}],
    }
