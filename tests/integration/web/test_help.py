"""Crisis help is there without an account, without a script, and without a database."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.test import Client

from dayroom.apps.audit.models import Event
from dayroom.apps.screening.queries import checks, checks_path, unchecked
from tests import cast

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _own_data_dir(settings: object, tmp_path: object) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    cache.clear()


def broken(*_args: object, **_kwargs: object) -> None:
    raise OperationalError("the disk is gone")


def test_anyone_finds_a_number_with_its_source() -> None:
    page = Client().get("/help/now?country=US").content.decode()
    assert "988" in page
    assert 'href="tel:988"' in page
    assert "Not yet checked" in page  # 911: nobody here has rung it


@pytest.mark.parametrize("country", ["", "ZZ", "xx", "<script>", "US'--"])
def test_an_unknown_country_still_gets_help(country: str) -> None:
    page = Client().get("/help/now", {"country": country})
    assert page.status_code == 200
    assert "findahelpline.com" in page.content.decode()


def test_help_shows_with_the_database_down_also_to_somebody_signed_in() -> None:
    client = Client()
    client.force_login(cast.ann(), backend=BACKEND)
    with patch.object(CursorWrapper, "execute", broken):
        page = client.get("/help/now?country=GB")
        front = client.get("/communities/")
    assert page.status_code == 200
    assert "116 123" in page.content.decode()
    assert front.status_code == 503
    assert "/help/now" in front.content.decode()


def test_a_steward_confirms_a_number_and_the_page_says_when() -> None:
    client = Client()
    client.force_login(cast.sue(), backend=BACKEND)
    first = unchecked(cast.NOW.date())[0].helpline
    assert client.post(f"/desk/helplines/{first.id}").status_code == 302
    assert first.id in checks()
    assert Event.objects.filter(action="helpline.checked").count() == 1


def test_nobody_else_can_confirm_a_number() -> None:
    client = Client()
    client.force_login(cast.ann(), backend=BACKEND)
    assert client.post("/desk/helplines/us-911").status_code == 403


def test_a_broken_file_of_checks_hides_no_number() -> None:
    checks_path().write_text("{not json")
    assert "988" in Client().get("/help/now?country=US").content.decode()
    assert checks_path().parent == settings.DATA_DIR
