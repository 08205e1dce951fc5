"""The wheel holds everything that the program needs when there is no checkout, and makes the tables of a site."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db.utils import ConnectionHandler

from dayroom.config import env
from tests.integration.empty_site import Shape, shape
from tests.integration.own_site import own_database, own_site

ROOT = Path(__file__).resolve().parents[3]
# all migrations make models by the hundred thousand: a fifth of their time goes into looking for garbage among them
PATIENT = "import gc, sys; gc.set_threshold(100_000, 20, 50); from dayroom.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked into a folder of its own as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(
    installed: Path, data: Path, *words: str, text: str = "", begin: tuple[str, str] = ("-m", "dayroom"), **more: str
) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DAYROOM_", "DATABASE_URL"))}
    environment.update(PYTHONPATH=str(installed), DAYROOM_DATA_DIR=str(data), **more)
    return subprocess.run(
        [sys.executable, *begin, *words],
        cwd=data,
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


def test_the_wheel_runs_from_its_own_folder(installed: Path, tmp_path: Path) -> None:
    script = "import dayroom; print(dayroom.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert found.startswith(str(installed))


def test_it_checks_a_text_without_a_database(installed: Path, tmp_path: Path) -> None:
    result = run(installed, tmp_path, "check", "-", "--json", text="My NHS number is 943 476 5919.")
    assert '"NHS' in result.stdout.upper() or "nhs" in result.stdout
    assert "943" not in result.stdout
    assert list(tmp_path.iterdir()) == []


def shape_of(url: str, folder: Path) -> Shape:
    opened = ConnectionHandler({"default": env.database(url, folder)})["default"]
    try:
        return shape(opened)
    finally:
        opened.close()


@pytest.mark.slow
@pytest.mark.django_db  # reads databases that are not the tests' own
@pytest.mark.timeout(600)  # all migrations from the beginning, of every package: half a minute of processor time
def test_it_makes_a_database_an_owner_a_copy_and_a_diagnosis(installed: Path, tmp_path: Path) -> None:
    with own_database(os.environ.get("DATABASE_URL", "")) as url:
        migrating = run(installed, tmp_path, "migrate", "--verbosity=0", begin=("-c", PATIENT), DATABASE_URL=url)
        assert migrating.returncode == 0, migrating.stderr[-2000:]
        migrated = shape_of(url, tmp_path)
        made = run(
            installed,
            tmp_path,
            "createowner",
            "sue@example.org",
            "sue",
            "--password-stdin",
            text="many small lamps in a window\n",
            DATABASE_URL=url,
        )
        assert "owner" in made.stdout, made.stderr
        assert "bytes, encrypted" in run(installed, tmp_path, "backup", "site.copy", DATABASE_URL=url).stdout
        diagnosis = run(installed, tmp_path, "doctor", DATABASE_URL=url)
    assert diagnosis.returncode == 1
    assert "DAYROOM_MAIL_HOST" in diagnosis.stdout
    assert "helpline" in diagnosis.stdout
    # a new demo, and the sites of other tests, get their tables at once: they are the same tables
    with own_site(tmp_path / "at-once") as site:
        at_once = shape_of(site.get("DATABASE_URL", ""), tmp_path / "at-once")
    assert migrated.keys() == at_once.keys()
    assert {name: (found, at_once[name]) for name, found in migrated.items() if found != at_once[name]} == {}


def test_production_refuses_to_start_and_says_why(installed: Path, tmp_path: Path) -> None:
    result = run(installed, tmp_path, "serve", DAYROOM_PRODUCTION="yes", DAYROOM_DEMO="yes")
    assert result.returncode == 2
    for word in ("DAYROOM_DEMO", "DAYROOM_SECRET_KEY", "DAYROOM_WRAPPING_KEYS", "DAYROOM_URL"):
        assert word in result.stderr


def test_a_setting_that_cannot_be_read_is_one_sentence(installed: Path, tmp_path: Path) -> None:
    result = run(installed, tmp_path, "migrate", DATABASE_URL="oracle://x")
    assert result.returncode == 2
    assert result.stderr.strip() == "DATABASE_URL must start with postgresql:// or sqlite://."
