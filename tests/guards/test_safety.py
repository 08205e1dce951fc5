"""Every promise of SAFETY.md is kept by code that exists and shown by tests that exist."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from pathlib import Path

from tests.guards.tree import ROOT

PAGE = ROOT / "SAFETY.md"
PROMISE = re.compile(r"^\*\*(\d+)\. ", re.MULTILINE)


def promises() -> list[tuple[int, str]]:
    """(number, everything that is said about it)"""
    text = PAGE.read_text(encoding="utf-8")
    starts = list(PROMISE.finditer(text))
    ends = [found.start() for found in starts[1:]] + [len(text)]
    return [(int(found[1]), text[found.start() : end]) for found, end in zip(starts, ends, strict=True)]


def named(kind: str, said: str) -> list[str]:
    return re.findall(rf"^- {kind} by: `([^`]+)`$", said, re.MULTILINE)


@lru_cache(maxsize=64)
def functions_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_the_promises_are_numbered_without_gaps() -> None:
    assert [number for number, _said in promises()] == list(range(1, len(promises()) + 1))
    assert len(promises()) >= 15


def test_every_promise_names_the_code_that_keeps_it() -> None:
    missing = [number for number, said in promises() if not named("kept", said)]
    gone = [path for _number, said in promises() for path in named("kept", said) if not (ROOT / path).is_file()]
    assert missing == []
    assert gone == []


def test_every_promise_names_a_test_that_exists() -> None:
    missing = [number for number, said in promises() if not named("shown", said)]
    gone = []
    for _number, said in promises():
        for node in named("shown", said):
            path, _, name = node.partition("::")
            if not (ROOT / path).is_file() or name not in functions_in(ROOT / path):
                gone.append(node)
    assert missing == []
    assert gone == []
