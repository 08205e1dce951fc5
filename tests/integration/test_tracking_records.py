"""Conditions, treatments and events: opened for whom they are meant for, taken along, and forgotten for good."""

from __future__ import annotations

import pytest
from django.db import connection

from dayroom.apps.tracking.models import Condition, LifeEvent, Treatment
from dayroom.apps.tracking.plugs import RecordData
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.records import conditions_of, events_of, treatments_of
from dayroom.apps.tracking.vocabulary import Audience
from dayroom.platform.models import PersonKey
from dayroom.platform.sealing import vault_of
from tests.cast import NOW, ann, carl

pytestmark = pytest.mark.django_db

WORD = "ptarmi" + "gan9q"


def kept(model: type, owner_id: int, audience: str = Audience.ME, **said: object) -> object:
    row = model(owner_id=owner_id, audience=audience, made_at=NOW, changed_at=NOW)
    row.sealed = vault_of(owner_id).seal(said, row)
    row.save()
    return row


def places_with(word: str) -> set[str]:
    """table.column of every value that holds the word, sealed columns included."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # our own tables
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(columns, row, strict=True):
                    held = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    if word.encode() in held:
                        found.add(f"{table}.{name}")
    return found


def test_a_record_opens_for_its_owner_and_shows_others_only_what_was_meant_for_them() -> None:
    owner, other = ann(), carl()
    kept(Condition, owner.pk, text="Asthma", certainty="PAST", first_seen_on="2019")
    kept(Condition, owner.pk, text="Type 2 diabetes", diagnosed_on="2024-05", later_version_knows="this")
    kept(Treatment, owner.pk, name="Metformin", purposes=["blood sugar"], started_on="2024-06-01")
    kept(LifeEvent, owner.pk, title="Moved", on="2023")
    mine = record_for(owner, "me")
    assert [one.text for one in conditions_of(mine)] == ["Type 2 diabetes", "Asthma"]
    assert treatments_of(mine)[0].purposes == ("blood sugar",)
    assert [one.title for one in events_of(mine)] == ["Moved"]
    theirs = record_for(other, owner.public_id)
    assert (conditions_of(theirs), treatments_of(theirs), events_of(theirs)) == ([], [], [])


def test_the_copy_holds_it_opened_and_after_erasure_no_word_is_left_in_the_database() -> None:
    owner = ann()
    kept(Condition, owner.pk, text=f"Condition {WORD}")
    kept(Treatment, owner.pk, name=f"Medicine {WORD}")
    kept(LifeEvent, owner.pk, title=f"Event {WORD}", on="2024")
    assert places_with(WORD) == set(), "a word stands in the open"
    copy = dict(RecordData().export(owner.pk))
    assert [WORD in str(copy[name]) for name in ("conditions", "treatments", "life events")] == [True] * 3
    RecordData().erase(owner.pk)
    assert not PersonKey.objects.filter(owner_id=owner.pk).exists()
    assert not Condition.every.filter(owner_id=owner.pk).exists()
    assert places_with(WORD) == set()
