"""The checklist for operators claims nothing of the program that no test shows."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.guards.tree import ROOT

SHEET = ROOT / "docs" / "operators" / "quality.md"
ROW = re.compile(r"^\| (?P<asked>[^|]+\?) \| (?P<does>[^|]+) \| (?P<yours>[^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/.]+)`")


def test_every_question_names_a_test_that_is_there_and_leaves_something_to_people() -> None:
    rows = [match.groupdict() for match in ROW.finditer(SHEET.read_text(encoding="utf-8"))]
    assert len(rows) == 10
    for row in rows:
        named = NAMED.findall(row["does"])
        assert named, row["asked"]
        assert [name for name in named if not (ROOT / name).exists()] == []
        assert row["yours"].strip()


@pytest.mark.django_db
def test_the_page_about_this_place_says_what_it_is_not() -> None:
    page = Client().get("/about").content.decode()
    assert "<h1" in page
    assert "They do not replace your care team." in page.partition("<footer")[2]
