"""The record: appended, sealed, and every kind of tampering is found with its place."""

from __future__ import annotations

import importlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from dayroom.apps.audit import actions, queries
from dayroom.apps.audit.models import ChainHead, Event
from dayroom.apps.audit.rules import NotCanonical
from dayroom.apps.audit.vocabulary import AppendOnly, Asked
from tests.cast import NOW

pytestmark = pytest.mark.django_db
append_only = importlib.import_module("dayroom.apps.audit.migrations.0003_append_only")


def record_five() -> list[Event]:
    return [
        actions.record(actor_id=7, action="case.taken", now=NOW + timedelta(seconds=n), subject=("case", n),
                       reason="RULE", facts={"n": n, "kind": "post"})
        for n in range(1, 6)
    ]


def change(rows: QuerySet[Event], **values: object) -> None:
    """What somebody with the database in their hands could do: past the model's own refusal."""
    QuerySet.update(rows, **values)


def remove(rows: QuerySet[Event]) -> None:
    rows._raw_delete(rows.db)


def test_sealing_gives_every_event_a_place_and_the_chain_fits() -> None:
    record_five()
    assert queries.verify().waiting == 5
    assert actions.seal(NOW) == 5
    verdict = queries.verify()
    assert (verdict.ok, verdict.first_bad_seq, verdict.count, verdict.waiting) == (True, None, 5, 0)
    assert list(Event.objects.order_by("id").values_list("seq", flat=True)) == [1, 2, 3, 4, 5]


def test_sealing_in_slices_makes_the_same_chain_as_sealing_at_once() -> None:
    record_five()
    assert actions.seal(NOW, most=2) == 2
    assert actions.seal_all(NOW) == 3
    assert actions.seal(NOW) == 0
    assert queries.verify().ok
    assert queries.chain_head() == (5, Event.objects.get(seq=5).digest)


def test_an_event_that_says_an_earlier_time_joins_the_end() -> None:
    record_five()
    actions.seal_all(NOW)
    late = actions.record(actor_id=None, action="job.run", now=NOW - timedelta(days=1))
    actions.seal_all(NOW)
    assert Event.objects.get(pk=late.pk).seq == 6
    assert queries.verify().ok


@pytest.mark.parametrize(
    "edit",
    [{"actor_id": 8}, {"reason": "OTHER"}, {"action": "case.opened"}, {"facts": {"n": 3, "kind": "topic"}},
     {"at": NOW}, {"subject_id": 99}, {"digest": "0" * 64}],
)
def test_an_edited_event_is_found_with_its_place(edit: dict[str, object]) -> None:
    record_five()
    actions.seal_all(NOW)
    change(Event.objects.filter(seq=3), **edit)
    verdict = queries.verify()
    assert (verdict.ok, verdict.first_bad_seq, verdict.count) == (False, 3, 2)


@pytest.mark.parametrize("dropped", [1, 3, 5])
def test_a_dropped_event_is_found_with_its_place(dropped: int) -> None:
    record_five()
    actions.seal_all(NOW)
    remove(Event.objects.filter(seq=dropped))
    assert queries.verify().first_bad_seq == dropped


def test_two_swapped_events_are_found_with_the_place_of_the_first() -> None:
    record_five()
    actions.seal_all(NOW)
    two, four = Event.objects.get(seq=2), Event.objects.get(seq=4)
    change(Event.objects.filter(pk=two.pk), seq=None)
    change(Event.objects.filter(pk=four.pk), seq=2, digest=two.digest)
    change(Event.objects.filter(pk=two.pk), seq=4, digest=four.digest)
    assert queries.verify().first_bad_seq == 2


def test_a_chain_sealed_anew_over_a_cut_end_does_not_fit_its_head() -> None:
    record_five()
    actions.seal_all(NOW)
    ChainHead.objects.update(digest="0" * 64)
    assert queries.verify().first_bad_seq == 5


def test_what_was_recorded_can_be_neither_changed_nor_deleted_through_the_model() -> None:
    event = record_five()[0]
    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()
    with pytest.raises(AppendOnly):
        Event.objects.filter(pk=event.pk).update(actor_id=1)
    with pytest.raises(AppendOnly):
        Event.objects.all().delete()
    with pytest.raises(AppendOnly):
        Event.objects.bulk_update([event], ["actor_id"])


def test_the_database_itself_refuses_change_and_deletion_and_allows_the_first_seal() -> None:
    with connection.cursor() as cursor:
        for statement in append_only.statements(connection.vendor):
            cursor.execute(statement)
    record_five()
    assert actions.seal_all(NOW) == 5
    for deed in (
        lambda: change(Event.objects.filter(seq=2), reason="OTHER"),
        lambda: change(Event.objects.filter(seq=2), digest="0" * 64),
        lambda: remove(Event.objects.filter(seq=5)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()
    actions.record(actor_id=1, action="case.taken", now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(Event.objects.filter(seq=None), actor_id=2)
    assert queries.verify().ok


def test_facts_that_could_not_be_sealed_are_refused_when_recorded() -> None:
    with pytest.raises(NotCanonical):
        actions.record(actor_id=1, action="case.taken", now=NOW, facts={"big": 2**60})
    assert Event.objects.count() == 0


def test_pages_go_by_key_and_filters_narrow() -> None:
    record_five()
    actions.record(actor_id=8, action="flag.made", now=NOW, subject=("post", 3))
    first = queries.events(Asked(), limit=4)
    second = queries.events(Asked(), place=first.older, limit=4)
    assert [row.pk for row in [*first.rows, *second.rows]] == sorted(
        (row.pk for row in Event.objects.all()), reverse=True)
    assert second.older == ""
    assert len(queries.events(Asked(actor_id=8)).rows) == 1
    assert len(queries.events(Asked(action="case.")).rows) == 5
    assert len(queries.events(Asked(action="case.taken", subject_kind="case", subject_id=2)).rows) == 1
    assert len(queries.events(Asked(since=NOW + timedelta(seconds=4))).rows) == 2
    assert len(queries.events(Asked(until=NOW + timedelta(seconds=2))).rows) == 2
