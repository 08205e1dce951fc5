"""A copy of the site, sealed; read back; and whoever was forgotten in between stays forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from dayroom.apps.communities.actions.posts import submit_topic
from dayroom.apps.communities.models import Community, Draft, Membership, Post, Revision
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.governance.actions import backups, erasure
from dayroom.apps.people.models import Member
from dayroom.apps.people.queries import has_consent
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.forgetting import delete_record
from dayroom.apps.tracking.actions.trackers import follow_symptom
from dayroom.apps.tracking.models import Tracker
from dayroom.apps.tracking.queries import record_for
from dayroom.platform import search
from dayroom.platform.sealing import has_keys, vault_of
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)
MARK = "quokkafeather"


@pytest.fixture(autouse=True)
def _empty_index() -> None:
    """Django empties its own tables between these tests; the index is not one of them."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {search.TABLE}")  # noqa: S608 - a constant


@pytest.fixture(autouse=True)
def _own_data_dir(settings: object, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


def a_place_where_ann_wrote() -> tuple[Member, Community]:
    place = Community.objects.create(slug="diabetes", name="Diabetes", description="A place.", made_at=cast.NOW)
    ann = cast.ann()
    Membership.objects.create(community=place, member=ann, since=cast.NOW)
    sent = submit_topic(
        author=ann, community=place, written=Written(title=f"My {MARK}", body=f"About {MARK}s."), now=cast.NOW
    )
    Revision.objects.create(
        post=sent.post, number=1, body=f"old {MARK}", body_html=f"<p>old {MARK}</p>", written_at=cast.NOW
    )
    Draft.objects.create(member=ann, place="x", body=f"draft {MARK}", saved_at=cast.NOW)
    return ann, place


def test_a_copy_read_back_is_the_site_as_it_was(tmp_path: Path) -> None:
    a_place_where_ann_wrote()
    copy = tmp_path / "site.copy"
    backups.back_up(copy, now=cast.NOW)
    assert MARK.encode() not in copy.read_bytes()
    Post.objects.update(body="changed")
    assert backups.restore(copy, replace=True, now=cast.NOW) == 0
    assert MARK in Post.objects.get().body


def test_a_copy_that_was_cut_short_or_changed_is_refused(tmp_path: Path) -> None:
    a_place_where_ann_wrote()
    copy = tmp_path / "site.copy"
    backups.back_up(copy, now=cast.NOW)
    whole = copy.read_bytes()
    for damaged in (whole[:-30], whole[:400] + b"\x00" + whole[401:], b"something else"):
        copy.write_bytes(damaged)
        with pytest.raises(backups.NotACopy):
            backups.restore(copy, replace=True, now=cast.NOW)


def test_a_restore_does_not_write_over_a_site_unless_told_to(tmp_path: Path) -> None:
    copy = tmp_path / "site.copy"
    backups.back_up(copy, now=cast.NOW)
    with pytest.raises(backups.NotEmpty):
        backups.restore(copy, replace=False, now=cast.NOW)


def test_who_was_forgotten_stays_forgotten_after_a_restore(tmp_path: Path) -> None:
    ann, _place = a_place_where_ann_wrote()
    copy = tmp_path / "site.copy"
    backups.back_up(copy, now=cast.NOW)
    erasure.forget(member_id=ann.pk, public_id=ann.public_id, now=cast.NOW)
    search.sweep()
    _is_gone(ann)
    assert backups.restore(copy, replace=True, now=cast.NOW) == 1
    _is_gone(ann)


def test_a_health_record_that_was_deleted_does_not_come_back_and_one_begun_since_stays(tmp_path: Path) -> None:
    ann, old, new = cast.ann(), tmp_path / "old.copy", tmp_path / "new.copy"
    agree(member_id=ann.pk, language="en", now=cast.NOW)
    follow_symptom(record=record_for(ann, "me"), name="Tired eyes", now=cast.NOW)
    backups.back_up(old, now=cast.NOW)
    delete_record(member_id=ann.pk, now=cast.NOW)
    assert not has_consent(ann.pk, Purpose.OWN_RECORD)
    agree(member_id=ann.pk, language="en", now=cast.NOW)
    follow_symptom(record=record_for(ann, "me"), name="Cold hands", now=cast.NOW)
    backups.back_up(new, now=cast.NOW)
    assert backups.restore(old, replace=True, now=cast.NOW) == 1
    assert (Tracker.objects.count(), has_keys(ann.pk)) == (0, False)
    assert backups.restore(new, replace=True, now=cast.NOW) == 0
    assert vault_of(ann.pk).open(Tracker.objects.get())["name"] == "Cold hands"


def _is_gone(ann: Member) -> None:
    row = Member.objects.get(pk=ann.pk)
    assert row.email is None
    assert row.handle != "ann"
    assert search.find([MARK], all_of=[["vpub"]]) == []
    assert not any(MARK in text for text in all_texts())
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        assert MARK.encode() not in database_bytes()


def all_texts() -> list[str]:
    """Every text in every column of every table."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            found += [str(value) for row in cursor.fetchall() for value in row]
    return found


def database_bytes() -> bytes:
    name = Path(connection.settings_dict["NAME"])
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return b"".join(path.read_bytes() for path in name.parent.glob(name.name + "*"))


def test_the_ledger_holds_random_ids_and_nothing_else() -> None:
    ann, _place = a_place_where_ann_wrote()
    erasure.forget(member_id=ann.pk, public_id=ann.public_id, now=cast.NOW)
    text = erasure.ledger_path().read_text()
    assert text.split()[0] == ann.public_id
    assert "ann" not in text.replace(ann.public_id, "")
    assert erasure.ledger() == [ann.public_id]
    assert erasure.ledger_path().parent == settings.DATA_DIR
