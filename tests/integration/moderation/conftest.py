from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dayroom.apps.moderation.ports import SUBJECTS
from dayroom.apps.people.models import Member
from tests import cast
from tests.integration.moderation.notes import Notes

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> Notes:
    board = Notes()
    monkeypatch.setattr(SUBJECTS, "_plugs", {"note": board})
    return board


@pytest.fixture
def ann(db: None) -> Member:
    return cast.ann()


@pytest.fixture
def carl(db: None) -> Member:
    return cast.carl()


@pytest.fixture
def mo(notes: Notes, db: None) -> Member:
    """Moderates room one."""
    person = cast.mo()
    notes.moderators.setdefault(1, []).append(person.pk)
    return person


@pytest.fixture
def sue(db: None) -> Member:
    return cast.sue()


@pytest.fixture
def as_(client: Client) -> Callable[[Member], Client]:
    def sign_in(person: Member) -> Client:
        client.force_login(person, backend=BACKEND)
        return client

    return sign_in
