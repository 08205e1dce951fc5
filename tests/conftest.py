"""What every test starts from; the database is whichever DATABASE_URL names (see ``tests/environment``)."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
GARBAGE = (50_000, 20, 50)  # the collector's thresholds


def pytest_collection_finish() -> None:
    """What has been imported stays to the end: the collector need not walk through all of it again and again.

    It took a tenth to a seventh of the processor time of tests that ask pages.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)


@pytest.fixture(autouse=True)
def _fast_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _own_media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    settings.LAKE_DIR = tmp_path / "lake"  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _no_alert_on_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The frame reads what alert is in force once in a few seconds; tests that want one call ``forget_banners``."""
    from dayroom.apps.outreach.queries import alerts

    monkeypatch.setattr(alerts._Held, "until", float("inf"))
    monkeypatch.setattr(alerts._Held, "banners", ())


@pytest.fixture
def shared_data() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip("the real data sets are not beside this checkout")
    return SHARED_DATA
