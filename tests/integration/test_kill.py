"""What somebody was told is kept is kept, also when the process is killed in the middle of writing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.own_site import ROOT, Env, own_site, run

PROMISES = 40  # acknowledged posts before the kill


@pytest.mark.slow
def test_nothing_that_was_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    with own_site(tmp_path) as site:
        promised = write_and_kill(site)
        found = json.loads(run(site, "tests.integration.kill_writer", "check"))
    assert set(promised) <= set(found["kept"])
    assert len(promised) >= PROMISES
    assert found["integrity"] == "ok"
    # nothing half-written: every row that stands has its place, its counters, its screening, its record and its words
    for replies, live, given, every, last in found["topics"]:
        assert replies == live
        assert given == every == last
    assert found["held"] == 0
    assert found["counters"] == [found["posts"], 3, found["posts"]]
    assert found["screenings"] == found["audited"] == found["posts"] == found["found"]


def write_and_kill(env: Env) -> list[str]:
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.kill_writer", "prepare", "write"],
        env=env,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    promised = []
    for line in writer.stdout:
        promised.append(line)
        if len(promised) == PROMISES:
            os.kill(writer.pid, signal.SIGKILL)
    said, complaint = writer.communicate()
    assert writer.returncode == -signal.SIGKILL, complaint[-2000:]
    # a line that was cut short promised nothing
    return [line.strip() for line in [*promised, *said.splitlines(keepends=True)] if line.endswith("\n")]
