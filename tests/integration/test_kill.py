"""What somebody was told is kept is kept, also when the process is killed in the middle of writing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROMISES = 40  # acknowledged posts before the kill


def run(env: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture
def site(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A site of its own: what is killed here must not be the database of the other tests."""
    env = {**os.environ, "DAYROOM_DATA_DIR": str(tmp_path), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    env.update(DJANGO_SETTINGS_MODULE="dayroom.config.settings", DAYROOM_TASKS="database")
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield env
        return
    import psycopg

    name = f"kill_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield {**env, "DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.slow
def test_nothing_that_was_acknowledged_is_lost_when_the_writer_is_killed(site: dict[str, str]) -> None:
    run(site, "django", "migrate", "--verbosity", "0")
    run(site, "tests.integration.kill_writer", "prepare")
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


def write_and_kill(env: dict[str, str]) -> list[str]:
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.kill_writer", "write"],
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
