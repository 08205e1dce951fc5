"""Every data file says where it comes from, and is what it was when that was written."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from tests.guards.tree import SOURCE

LISTS = sorted(SOURCE.glob("engines/*/data/SOURCES.toml"))
VENDORED = SOURCE / "web" / "static" / "vendor" / "VENDORED.toml"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_engine_with_data_has_a_list_of_sources() -> None:
    assert [str(folder) for folder in SOURCE.glob("engines/*/data") if not (folder / "SOURCES.toml").is_file()] == []
    assert LISTS


@pytest.mark.parametrize("listing", LISTS, ids=lambda path: path.parts[-3])
def test_every_data_file_is_listed_with_origin_licence_date_and_sum(listing: Path) -> None:
    entries = {entry["file"]: entry for entry in tomllib.loads(listing.read_text(encoding="utf-8"))["source"]}
    files = {
        str(path.relative_to(listing.parent)): path
        for path in listing.parent.rglob("*")
        if path.is_file() and path != listing and path.suffix not in (".py", ".pyc")
    }
    assert sorted(files) == sorted(entries)
    silent = [name for name, entry in entries.items() if not (entry["origin"] and entry["licence"] and entry["date"])]
    assert silent == []
    assert [name for name, path in files.items() if digest(path) != entries[name]["sha256"]] == []


def test_what_others_wrote_is_listed_with_its_licence_and_unchanged() -> None:
    entries = {entry["file"]: entry for entry in tomllib.loads(VENDORED.read_text(encoding="utf-8"))["vendored"]}
    files = {path.name: path for path in VENDORED.parent.iterdir() if path.is_file() and path != VENDORED}
    assert sorted(files) == sorted(entries)
    assert [name for name, path in files.items() if digest(path) != entries[name]["sha256"]] == []
    assert [name for name, entry in entries.items() if not entry.get("licence") or not entry.get("version")] == []
