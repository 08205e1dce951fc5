"""What every test starts from; the database is whichever DATABASE_URL names (see ``tests/environment``)."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import Template
from django.test.utils import _TestState
from whitenoise.middleware import WhiteNoiseMiddleware

SHARED_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
GARBAGE = (50_000, 20, 50)  # the collector's thresholds


def pytest_collection_finish() -> None:
    """What has been imported stays to the end: the collector need not walk through all of it again and again.

    That took a tenth of the processor time of the permission table.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)


def pytest_unconfigure() -> None:
    gc.unfreeze()  # so that modules are taken apart at the end, and say so when they cannot be


@pytest.fixture(scope="session", autouse=True)
def _files_listed_once() -> Iterator[None]:
    """Every test client has middleware of its own, and each would look up all static files anew."""
    listed: dict[str, Any] = {}
    look = WhiteNoiseMiddleware.add_files_from_finders

    def known(self: WhiteNoiseMiddleware) -> None:
        if not listed:
            look(self)
            listed.update(self.files)
        self.files.update(listed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", known)
        yield


@pytest.fixture(scope="module")
def no_contexts(django_test_environment: None) -> Iterator[None]:
    """For thousands of pages that nobody asks what they were drawn from: remembering copies every context."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _TestState.saved_data.template_render)
        yield


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
