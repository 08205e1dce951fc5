"""Killed between sending and writing that down: nothing is sent twice, and nothing is lost in silence."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.own_site import ROOT, own_site, run

SENDER = "tests.integration.outreach.kill_sender"


@pytest.mark.slow
@pytest.mark.timeout(600)  # the site of its own is migrated first
def test_a_sender_that_is_killed_leaves_a_delivery_that_a_person_decides_about(tmp_path: Path) -> None:
    file = tmp_path / "outside.txt"
    with own_site(tmp_path) as site:
        sender = subprocess.Popen([sys.executable, "-m", SENDER, str(file), "prepare", "send"], env=site, cwd=ROOT,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert sender.stdout is not None
        assert sender.stdout.readline().strip() == "out", sender.stderr.read()[-2000:] if sender.stderr else ""
        os.kill(sender.pid, signal.SIGKILL)
        sender.communicate()
        found = json.loads(run(site, SENDER, str(file), "settle"))
    assert found["lines"] == [found["key"]]  # once, also after an hour
    assert (found["state"], found["fault"], found["tries"]) == ("UNSURE", "interrupted", 1)
