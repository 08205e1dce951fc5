"""What every test starts from: a data folder of its own, and whichever database DATABASE_URL names."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# before Django reads its settings
_folder = tempfile.TemporaryDirectory(prefix="dayroom-test-")
os.environ["DAYROOM_DATA_DIR"] = _folder.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dayroom.config.settings")
# the test client speaks plain http to "testserver"
os.environ["DAYROOM_HOSTS"] = "testserver 127.0.0.1 localhost"
# Playwright's sync driver keeps an event loop in this thread; tests still use the database from it
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

SHARED_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def _fast_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _own_media(settings: object, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    yield


@pytest.fixture
def shared_data() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip("the real data sets are not beside this checkout")
    return SHARED_DATA
