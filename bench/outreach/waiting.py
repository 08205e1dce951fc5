"""A process with this site's Django that is ready and waits for a word: starting it is not what is measured."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from bench.environment import ROOT, Site


class Waiting:
    def __init__(self, site: Site, *words: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.outreach.steps", *words],
            env=site.env(),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if self._read() != "ready":
            raise RuntimeError("the step did not start")

    def say(self, words: str = "") -> None:
        if self._process.stdin is None:
            raise RuntimeError("nobody listens")
        self._process.stdin.write(words + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        return json.loads(self._read())

    def _read(self) -> str:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise RuntimeError("the step ended early")
        return line.strip()

    def close(self) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(timeout=30)
        if self._process.stdout:
            self._process.stdout.close()
