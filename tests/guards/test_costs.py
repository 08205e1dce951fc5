"""Nobody gets a bill they did not choose: what asks somebody outside is off by itself, and stands in the sheet of costs."""

from __future__ import annotations

import re

from tests.guards.tree import ROOT

SHEET = ROOT / "docs" / "operators" / "costs.md"
SETTINGS = ROOT / "docs" / "reference" / "settings.md"
ROW = re.compile(r"^\| `(\w+)` \| (?:`([^`]*)`)? \|", re.MULTILINE)
OUTSIDE = re.compile(r"_(?:HOST|SERVER|WEBHOOK|URL)$")
OWN = {"DAYROOM_URL"}  # the address of the site itself


def outside() -> dict[str, str]:
    """Settings that name somebody else's machine, with what they are when nobody sets them."""
    found = dict(ROW.findall(SETTINGS.read_text(encoding="utf-8")))
    return {name: value for name, value in found.items() if OUTSIDE.search(name) and name not in OWN}


def test_nobody_outside_is_asked_before_somebody_says_so() -> None:
    assert len(outside()) > 3
    assert [name for name, value in outside().items() if value] == []


def test_each_of_them_stands_in_the_sheet_of_costs() -> None:
    sheet = SHEET.read_text(encoding="utf-8")
    assert [name for name in outside() if f"`{name}`" not in sheet] == []
