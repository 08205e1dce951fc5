"""Where a measured site lives: a data folder for each database and share, and its settings as environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("BENCH_HOME", ROOT / "var" / "bench"))
RESULTS = Path(os.environ.get("BENCH_RESULTS", ROOT / "var" / "bench" / "results"))
SECRET = "only-for-measuring-" + "k" * 50


@dataclass(frozen=True, slots=True)
class Site:
    """One generated site."""

    database: str  # sqlite | postgresql
    share: float
    kind: str = ""  # beside the whole site of that share

    @property
    def folder(self) -> Path:
        return HOME / f"{self.database}-{self.share:g}{self.kind}"

    def env(self, **more: str) -> dict[str, str]:
        found = dict(os.environ)
        found.pop("DATABASE_URL", None)
        found.update(
            PYTHONPATH=f"{ROOT / 'src'}:{ROOT}",
            DAYROOM_DATA_DIR=str(self.folder),
            DAYROOM_SECRET_KEY=SECRET,
            DJANGO_SETTINGS_MODULE="dayroom.config.settings",
        )
        found.update(more)
        if self.database == "postgresql":
            found["DATABASE_URL"] = self._url()
        return found

    def _url(self) -> str:
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{self._name()}").geturl()

    def _name(self) -> str:
        return f"bench_{self.share:g}{self.kind}".replace(".", "_")

    def is_there(self) -> bool:
        if self.database == "sqlite":
            return (self.folder / "dayroom.sqlite3").exists()
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._name()]).fetchone()
        return found is not None

    def make_database(self) -> None:
        """An empty database, on PostgreSQL inside the throwaway cluster."""
        name = self._name()
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")


def migrate(site: Site) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=site.env(), cwd=ROOT, check=True)


def inside(site: Site, *words: str, **more: str) -> Any:
    """Run a step of the bench in a process whose Django has this site's settings; returns what it printed as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--inside", *words],
        env=site.env(**more),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def keep(site: Site, part: str, found: Any) -> None:
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{site.database}-{site.share:g}-{part}.json"
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")


def kept(site: Site, part: str) -> Any:
    path = RESULTS / f"{site.database}-{site.share:g}-{part}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
