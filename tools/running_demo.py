"""The demo, made in a folder of its own and served on a free port, for stories and for pictures."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

MAKING_SECONDS = 900  # half a minute on a quiet machine
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running_demo() -> Iterator[str]:
    """Yields the address. DAYROOM_TEST_SITE names a demo that already runs; DAYROOM_TEST_DEMO a folder to copy."""
    if os.environ.get("DAYROOM_TEST_SITE"):
        yield os.environ["DAYROOM_TEST_SITE"]
        return
    with tempfile.TemporaryDirectory(prefix="dayroom-demo-") as folder:
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        around = {key: value for key, value in os.environ.items() if not key.startswith(("DAYROOM_", "DATABASE_URL"))}
        # jobs run inside the request: a story does not wait for a worker
        own = {"DAYROOM_DATA_DIR": folder, "DAYROOM_DEMO": "yes", "DAYROOM_TASKS": "immediate", "DAYROOM_URL": address}
        environment = {**around, **own}
        program = [sys.executable, "-m", "dayroom"]
        if os.environ.get("DAYROOM_TEST_DEMO"):
            shutil.copytree(os.environ["DAYROOM_TEST_DEMO"], folder, dirs_exist_ok=True)
        else:
            made = [*program, "demo", "--no-serve"]
            subprocess.run(made, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=MAKING_SECONDS)
        command = [*program, "serve", "--port", str(port), "--workers", "1"]
        served = subprocess.Popen(command, env=environment, start_new_session=True)
        try:
            wait_for(address + "/help/now")
            yield address
        finally:
            os.killpg(served.pid, signal.SIGTERM)
            served.wait(timeout=20)


def wait_for(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310  # our own address
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
