"""The harness that feeds the guard with texts by chance still reads every part it names."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def harness() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_guard", ROOT / "tools" / "fuzz_guard.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_first_texts_reach_every_part_and_none_fails(harness: ModuleType, tmp_path: Path) -> None:
    assert harness.seeds(tmp_path / "corpus") > 1000
    inputs = sorted(path.read_bytes() for path in (tmp_path / "corpus").iterdir())
    parts = {data[0]: data for data in inputs}
    assert set(parts) == {0, 8, 9, 10, 11, 12}
    for data in [*parts.values(), *inputs[::40]]:
        harness.one_input(data)


def test_what_fails_is_kept_and_named_by_its_place(
    harness: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_data: bytes) -> None:
        raise KeyError

    monkeypatch.setattr(harness, "one_input", broken)
    finds = harness.Finds(tmp_path)
    finds.try_one(b"000a")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"000a"]
    assert "1 inputs read; found: KeyError-test_fuzzing" in finds.summary()
