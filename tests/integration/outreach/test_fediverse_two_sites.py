"""Two sites of this program, each with a database and a process of its own, talk over real sockets."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.integration.own_site import ROOT, own_site

SITE = "tests.integration.outreach.federating_site"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Site:
    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address

    def does(self, verb: str, rest: str = "") -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{verb} {rest}\n")
        self.process.stdin.flush()
        return self.says()

    def says(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()[-2000:] if self.process.stderr else ""
        return json.loads(line)


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    folder.mkdir()
    port = free_port()
    with own_site(folder) as env:
        env |= {"DAYROOM_URL": f"http://127.0.0.1:{port}", "DAYROOM_FEDERATION": "yes", "DAYROOM_LOG_LEVEL": "ERROR"}
        process = subprocess.Popen([sys.executable, "-m", SITE, str(port)], env=env, cwd=ROOT, text=True,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        site = Site(process, f"http://127.0.0.1:{port}")
        try:
            assert site.says() == "ready"
            yield site
        finally:
            process.kill()
            process.communicate()


@pytest.mark.slow
@pytest.mark.timeout(600)  # the sites are migrated first
def test_two_sites_follow_tell_and_let_go_and_believe_no_forged_word(tmp_path: Path) -> None:
    with running(tmp_path / "reader") as reader, running(tmp_path / "clinic") as clinic:
        assert reader.does("forge", clinic.address) == [401, 401, 401]
        assert clinic.does("heard") == [0, []]
        assert reader.does("follow", clinic.address) == ""
        assert clinic.does("heard") == [1, [f"{reader.address}/ap/actor"]]
        note = clinic.does("publish")
        assert clinic.does("send") == 2  # that they may follow, and the note
        assert reader.does("heard")[0] == 2  # the reader asked the clinic's site who it is, and believed it
        assert reader.does("look", note) == 200
        assert clinic.does("take_back") == 1
        assert clinic.does("send") == 1  # and it was taken
        assert reader.does("look", note) == 410
