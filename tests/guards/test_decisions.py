"""Decision records are numbered without gaps, and each says what was chosen."""

from __future__ import annotations

import re

from tests.guards.tree import ROOT

ADR = ROOT / "docs" / "adr"


def records() -> list[tuple[int, str, str]]:
    found = []
    for path in sorted(ADR.glob("*.md")):
        number, _, _rest = path.stem.partition("-")
        found.append((int(number), path.name, path.read_text(encoding="utf-8")))
    return found


def test_the_numbers_begin_at_one_and_leave_nothing_out() -> None:
    assert [number for number, _name, _text in records()] == list(range(1, len(records()) + 1))


def test_the_title_carries_the_number_of_the_file() -> None:
    wrong = [name for number, name, text in records() if not text.startswith(f"# {number:04d} ")]
    assert wrong == []


def test_every_record_says_what_was_chosen() -> None:
    assert [name for _number, name, text in records() if not re.search(r"\*\*Choice\.?\*\*", text)] == []


def test_a_record_that_is_named_somewhere_exists() -> None:
    known = {number for number, _name, _text in records()}
    named = set()
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.py")]:
        named.update(int(found) for found in re.findall(r"\bADR[ -](\d{4})\b", path.read_text(encoding="utf-8")))
    assert sorted(named - known) == []
