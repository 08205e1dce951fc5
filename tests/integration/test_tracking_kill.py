"""A worker that is killed while it reads somebody's file: the next one doubles nothing and loses nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.kill_reader import RECORDS
from tests.integration.own_site import ROOT, own_site, run


@pytest.mark.slow
def test_a_file_is_read_to_its_end_after_a_kill(tmp_path: Path) -> None:
    with own_site(tmp_path) as site:
        reader = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.kill_reader", "prepare", "read"], env=site, cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        assert reader.stdout is not None
        promised = [reader.stdout.readline() for _stretch in range(3)]
        os.kill(reader.pid, signal.SIGKILL)
        reader.communicate()
        found = json.loads(run(site, "tests.integration.kill_reader", "check"))
    assert reader.returncode == -signal.SIGKILL
    assert 0 < int(promised[-1]) < RECORDS
    assert 0 < found.pop("before") < RECORDS * 9 // 10
    whole = RECORDS * 9 // 10
    assert found == {
        "state": "DONE", "kept": whole, "left_out": RECORDS // 10, "records": RECORDS, "readings": whole,
        "moments": whole,
    }
