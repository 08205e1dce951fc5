"""A site of its own, in processes of its own: for tests that kill, fill or bend it."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "dayroom.sqlite3"
EMPTY = "tests.integration.empty_site"
Env = dict[str, str]


def run(env: Env, *words: str) -> str:
    """``python -m`` with the site's settings; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *words], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@contextmanager
def own_site(folder: Path) -> Iterator[Env]:
    """The environment of an empty site on the database that the tests run on."""
    folder.mkdir(exist_ok=True)
    env = {**os.environ, "DAYROOM_DATA_DIR": str(folder), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    env.update(DJANGO_SETTINGS_MODULE="dayroom.config.settings", DAYROOM_TASKS="database")
    url = os.environ.get("DATABASE_URL", "")
    with own_database(url, like=_empty_database(url) if url else "") as own:
        if own:
            env["DATABASE_URL"] = own
        else:
            shutil.copy(_empty_file(), folder / DATABASE)
        yield env


@cache
def _empty_file() -> Path:
    """A database without rows, made once in a run and copied; ``test_wheel`` shows that migrations make the same."""
    folder = Path(tempfile.mkdtemp(prefix="empty-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    env = {**os.environ, "DAYROOM_DATA_DIR": str(folder), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    run({**env, "DJANGO_SETTINGS_MODULE": "dayroom.config.settings"}, EMPTY)
    return folder / DATABASE


@cache
def _empty_database(url: str) -> str:
    """The same on PostgreSQL: the name of a database which others are copied from."""
    import psycopg

    name = f"empty_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    with tempfile.TemporaryDirectory(prefix="empty-site-") as folder:
        env = {**os.environ, "DAYROOM_DATA_DIR": folder, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        own = urlsplit(url)._replace(path=f"/{name}").geturl()
        env |= {"DJANGO_SETTINGS_MODULE": "dayroom.config.settings", "DATABASE_URL": own}
        run(env, EMPTY)
    return name


@contextmanager
def own_database(url: str, like: str = "template1") -> Iterator[str]:
    """The address of a new database on the same PostgreSQL, a copy of another; nothing where there is none."""
    if not url:
        yield ""
        return
    import psycopg

    name = f"own_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
