"""What a person keeps opens with their key, in its own row, and never again when the key is gone."""

from __future__ import annotations

import base64

import pytest
from django.conf import settings
from django.test import override_settings

from dayroom.apps.tracking.models import Condition
from dayroom.platform.crypto import KeyMissing, rewrap_all
from dayroom.platform.models import PersonKey
from dayroom.platform.sealing import forget_keys, new_key, vault_of, vaults_of
from tests.cast import NOW, ann, carl

pytestmark = pytest.mark.django_db

SAID = {"text": "Asthma", "certainty": "DIAGNOSED"}


def kept(owner_id: int) -> Condition:
    row = Condition(owner_id=owner_id, made_at=NOW, changed_at=NOW)
    row.sealed = vault_of(owner_id).seal(SAID, row)
    row.save()
    return Condition.objects.get(pk=row.pk)


def test_it_opens_with_the_key_of_its_owner_and_the_words_stand_nowhere_in_the_row() -> None:
    row = kept(ann().pk)
    assert b"Asthma" not in bytes(row.sealed)
    assert vault_of(row.owner_id).open(row) == SAID


def test_what_was_sealed_opens_in_no_other_row_and_with_nobody_elses_key() -> None:
    row, other = kept(ann().pk), carl()
    moved = Condition(owner_id=row.owner_id, made_at=NOW, changed_at=NOW, sealed=bytes(row.sealed))
    with pytest.raises(KeyMissing):
        vault_of(row.owner_id).open(moved)
    with pytest.raises(KeyMissing):
        vault_of(other.pk).open(row)


def test_a_forgotten_key_is_the_end_of_it() -> None:
    row = kept(ann().pk)
    assert forget_keys(row.owner_id) == 1
    with pytest.raises(KeyMissing):
        vault_of(row.owner_id).open(row)


def test_a_new_key_seals_and_the_older_one_goes_on_opening() -> None:
    row = kept(ann().pk)
    new_key(row.owner_id)
    later = kept(row.owner_id)
    assert bytes(row.sealed)[1:21] != bytes(later.sealed)[1:21]
    assert vaults_of([row.owner_id])[row.owner_id].open(row) == vault_of(row.owner_id).open(later)


def test_rotation_wraps_the_keys_of_persons_too() -> None:
    row = kept(ann().pk)
    before = bytes(PersonKey.objects.get().wrapped)
    newer = base64.urlsafe_b64encode(bytes(32)).decode()
    with override_settings(DAYROOM_WRAPPING_KEYS=[newer, *settings.DAYROOM_WRAPPING_KEYS]):
        assert rewrap_all() >= 1
        assert bytes(PersonKey.objects.get().wrapped) != before
        assert vault_of(row.owner_id).open(row) == SAID
