"""What we say we deliver names the test that shows it, and that test is there; links in documents lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.guards.tree import ROOT

TABLE = ROOT / "docs" / "requirements.md"
ROW = re.compile(r"^\| (R\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
# claimed by this version; a row that is claimed and not shown fails
CLAIMED = {
    *(f"R{number}" for first, last in ((1, 6), (14, 16), (18, 22), (40, 42), (94, 96), (121, 125), (251, 254))
      for number in range(first, last + 1)),
    *(f"R{number}" for number in (12, 25, 28, 29, 38, 45, 72, 99, 117, 118, 127, 131, 134, 136, 260, 262)),
    *(f"R{number}" for number in (58, 59, 60, 61, 97, 100, 101, 126, 147)),
    *(f"R{number}" for number in (158, 250, 261)),
    *(f"R{number}" for first, last in ((110, 116), (137, 141), (143, 146), (148, 151), (155, 157), (177, 180), (247, 249))
      for number in range(first, last + 1)),
    *(f"R{number}" for number in (78, 98, 102, 120, 129, 135, 153, 255, 256, 257, 258, 259, 263, 264)),
    *(f"R{number}" for number in (7, 8, 23, 24, 36, 37, 56, 57, 186)),
    *(f"R{number}" for number in (108, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 175,
      176, 182, 183, 193, 194)),
    *(f"R{number}" for number in (35, 39, 66, 67, 70, 89, 90, 104, 105, 106, 142, 152, 159, 174, 184, 185, 187, 188,
      189, 190, 211, 241)),
    *(f"R{number}" for number in (9, 26, 30, 71, 74, 79, 91, 92, 93, 107, 109, 154, 160, 181, 191, 192, 195, 198, 209,
      212)),
    *(f"R{number}" for number in (47, 231, 244)),
    *(f"R{number}" for number in (54, 55, 64)),
    *(f"R{number}" for number in (44, 46, 48, 75, 210)),
    *(f"R{number}" for number in (43, 49, 68, 69, 76, 77, 128, 130)),
    *(f"R{number}" for number in (50, 81)),
    *(f"R{number}" for number in (51, 52, 53, 65, 73, 80, 227, 240)),
    *(f"R{number}" for number in (11, 86, 88, 196, 197, 203, 206, 207, 239)),
    *(f"R{number}" for number in (85, 87, 199, 200, 201, 202, 204, 205, 208, 224, *range(265, 272))),
}  # fmt: skip


def rows() -> list[tuple[str, str, str]]:
    return ROW.findall(TABLE.read_text(encoding="utf-8"))


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def missing(shown: str) -> list[str]:
    """The tests of one row that are not there."""
    gone = []
    for name, test in NAMED.findall(shown):
        path = ROOT / name
        if not path.is_file() or (test and f"def {test}(" not in path.read_text(encoding="utf-8")):
            gone.append(f"{name}::{test}")
    return gone


def test_every_claimed_row_stands_in_the_table_once() -> None:
    assert sorted(row for row, _words, _shown in rows()) == sorted(CLAIMED)


def test_every_row_says_what_a_person_gets_and_names_a_test() -> None:
    assert [row for row, words, shown in rows() if len(words) < 10 or not NAMED.search(shown)] == []


def test_every_named_test_is_there() -> None:
    assert {row: gone for row, _words, shown in rows() if (gone := missing(shown))} == {}


@pytest.mark.parametrize("shown", [
    "`tests/guards/test_nothing.py`",
    "`tests/guards/test_gates.py::test_that_is_not_there`",
])
def test_the_rule_about_names_finds_what_it_is_for(shown: str) -> None:
    assert missing(shown)


def test_links_in_the_documents_lead_somewhere() -> None:
    lost = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in documents()
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert lost == []
