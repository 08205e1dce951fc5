"""The engine as a whole: pure, quick to start, its data files known, its examples true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import subprocess
import sys
import time

import pytest

from dayroom.engines import guard
from dayroom.engines.guard import Context, screen, sources

MODULES = sorted(m.name for m in pkgutil.walk_packages(guard.__path__, "dayroom.engines.guard."))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_are_true(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_engine_needs_no_django_no_network_and_no_number_plans_to_start():
    program = (
        "import sys, time; start = time.process_time(); import dayroom.engines.guard;"
        "spent = time.process_time() - start;"
        "loaded = [m for m in ('django', 'socket', 'ssl', 'phonenumbers', 'urllib.request') if m in sys.modules];"
        "print(spent, *loaded)"
    )
    spent, *loaded = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    ).stdout.split()
    assert loaded == []
    assert float(spent) < 0.6


def test_every_data_file_is_known_and_unchanged():
    assert sources.problems() == []


def test_a_data_file_that_nobody_wrote_down_is_named(tmp_path):
    (tmp_path / "SOURCES.toml").write_text(
        '[[source]]\nfile = "gone.toml"\nsha256 = ""\n\n[[source]]\nfile = "b.toml"\nsha256 = ""\n'
    )
    (tmp_path / "a.toml").write_text("new")
    (tmp_path / "b.toml").write_text("changed")
    assert sources.problems(tmp_path) == [
        "a.toml has no entry",
        "gone.toml is not there",
        "b.toml is not the file its entry describes",
    ]
    sources.write(tmp_path)
    assert "b.toml is not the file its entry describes" not in sources.problems(tmp_path)


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "@", "1 ", "1.", "a@", "www.", "mrn ", "kill ", '"', "[", "202-555-0189 ", "at dot ", "1/", "o1 "],
)
def test_hostile_text_takes_time_in_step_with_its_length(piece):
    def seconds(length):
        text = (piece * length)[:length]
        spent = []
        for _ in range(3):  # the quickest of three: another process on the machine slows some, not all
            start = time.process_time()
            screen(text, context=Context())
            spent.append(time.process_time() - start)
        return min(spent)

    seconds(2_000)
    # eight times as long: eight times the work when it is linear, sixty-four times when it is not
    assert seconds(16_000) < 32 * max(seconds(2_000), 0.004)
