"""Files that Ann brings along: what is kept, what is left out and said, and how it is taken back."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from dayroom.apps.people.models import Member
from dayroom.apps.tracking.actions import imports
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.readings import change_reading
from dayroom.apps.tracking.actions.sources import order_sources
from dayroom.apps.tracking.models import FoundFact, ImportBatch, Reading, Tracker, YearOfDays
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.batches import batch_of, found_in, sources_of
from dayroom.apps.tracking.queries.trackers import rows_by_measure
from dayroom.apps.tracking.rules.imports import BroughtBefore, FileEmpty, FileTooLarge
from dayroom.apps.tracking.vocabulary import BatchState
from dayroom.apps.tracking.vocabulary.trackers import Entry
from dayroom.engines.measures.errors import BrokenFile, EntityTrick, FileBomb, NotAnExport
from dayroom.engines.measures.reading import Columns
from dayroom.platform.sealing import vault_of
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData ANY>\n]>\n<HealthData locale="en_US">\n'


@pytest.fixture
def ann() -> Member:
    person = cast.ann()
    agree(member_id=person.pk, language="en", now=NOW)
    return person


def line(kind: str, value: str, at: str, *, unit: str = "count/min", source: str = "Watch", end: str = "") -> str:
    start = f"2025-03-0{at} +0000"
    return (
        f'<Record type="HKQuantityTypeIdentifier{kind}" sourceName="{source}" unit="{unit}" '
        f'startDate="{start}" endDate="2025-03-0{end or at} +0000" value="{value}"/>\n'
    )


def export(*lines: str, end: str = "</HealthData>\n") -> bytes:
    return (HEAD + "".join(lines) + end).encode()


def bring(person: Member, content: bytes, name: str = "export.xml", days: int = 0) -> ImportBatch:
    record = record_for(person, "me")
    batch = imports.bring_file(
        record=record, name=name, size=len(content), pieces=[content[:70], content[70:]], now=NOW + timedelta(days=days)
    )
    imports.read_batch(batch_id=batch.pk, now=NOW)
    batch.refresh_from_db()
    return batch


def values(person: Member, measure: str) -> list[tuple[str, bool]]:
    vault = vault_of(person.pk)
    tracker = rows_by_measure(person.pk, vault)[measure]
    rows = Reading.objects.filter(tracker=tracker).order_by("taken_at", "id")
    return [(vault.open(row)["value"], row.set_aside) for row in rows]


def test_an_export_becomes_readings_and_what_was_left_out_is_said(ann: Member) -> None:
    content = export(
        line("HeartRate", "61", "1 08:00:00"),
        line("HeartRate", "9000", "1 09:00:00"),
        line("BloodPressureSystolic", "121", "1 08:00:00", unit="mmHg"),
        line("BloodPressureDiastolic", "79", "1 08:00:00", unit="mmHg"),
        line("BodyMass", "150", "2 08:00:00", unit="lb"),
        line("VO2Max", "40", "2 08:00:00"),
        line("VO2Max", "41", "3 08:00:00"),
    )
    batch = bring(ann, content)
    shown = batch_of(record_for(ann, "me"), batch.public_id)
    assert batch.state == BatchState.DONE
    assert (shown.records, shown.kept, shown.left_out, shown.share) == (7, 4, 1, 100)
    assert shown.first_broken == ((2, "This number cannot be right."),)
    assert shown.unknown == (("HKQuantityTypeIdentifierVO2Max", 2),)
    # both numbers of one measurement are one reading, as people enter it
    vault = vault_of(ann.pk)
    pressure = Reading.objects.get(tracker=rows_by_measure(ann.pk, vault)["bp_systolic"])
    assert vault.open(pressure) == {
        "value": "121", "unit": "mm[Hg]", "source": "Watch", "parts": {"bp_diastolic": "79"},
    }
    assert values(ann, "weight") == [("150", False)]
    assert {row.audience for row in Tracker.objects.all()} == {"ME"}
    assert YearOfDays.objects.filter(year=2025).count() == 3
    # once it is read, the file is nowhere
    assert batch.file == ""


def test_a_reader_that_dies_is_followed_by_one_that_doubles_and_loses_nothing(
    ann: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dayroom.apps.tracking.actions import import_rows, import_stretches

    monkeypatch.setattr(import_stretches, "CHUNK_READINGS", 50)
    monkeypatch.setattr("dayroom.engines.measures.reading.apple.PIECE", 4096)
    lines = [line("HeartRate", str(50 + at % 60), f"{1 + at // 1440} {at // 60 % 24:02}:{at % 60:02}:00") for at in range(900)]
    lines[40] = line("HeartRate", "x", "1 00:40:00")
    keep, stretches = import_rows.Keeper.keep, iter(range(100))

    def killed(self: Any, *given: Any, **named: Any) -> bool:
        if next(stretches) == 4:
            raise KeyboardInterrupt
        return keep(self, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(import_rows.Keeper, "keep", killed)
        with pytest.raises(KeyboardInterrupt):
            bring(ann, export(*lines))
    batch = ImportBatch.objects.get()
    assert (batch.state, 0 < batch.kept < 899) == (BatchState.READING, True)
    # somebody may be at it still: not touched before it has lain for a while
    imports.read_batch(batch_id=batch.pk, now=NOW)
    assert ImportBatch.objects.get().kept == batch.kept
    ImportBatch.objects.update(changed_at=NOW - timedelta(hours=1))
    imports.read_batch(batch_id=batch.pk, now=NOW)
    batch.refresh_from_db()
    shown = batch_of(record_for(ann, "me"), batch.public_id)
    assert (batch.state, shown.records, shown.kept, shown.left_out) == (BatchState.DONE, 900, 899, 1)
    assert [one[0] for one in values(ann, "heart_rate")] == [str(50 + at % 60) for at in range(900) if at != 40]


def test_who_comes_second_to_a_stretch_steps_back(ann: Member) -> None:
    batch = bring(ann, export(line("HeartRate", "61", "1 08:00:00")))
    ImportBatch.objects.update(state=BatchState.UNDONE, records_seen=0)
    from dayroom.apps.tracking.actions.import_rows import Keeper
    from dayroom.apps.tracking.actions.import_stretches import Stretch
    from dayroom.engines.measures.reading import Summary

    batch.refresh_from_db()
    vault = vault_of(ann.pk)
    assert not Keeper(batch, vault, vault.open(batch)).keep(Stretch([], 5, Summary()), bytes_read=1)
    assert ImportBatch.objects.get().records_seen == 0


def test_two_devices_count_once_in_an_order_that_ann_can_change(ann: Member) -> None:
    record = record_for(ann, "me")
    steps = [("Watch", "1 08:00:00", "100"), ("Watch", "1 09:00:00", "200"), ("Phone", "1 08:30:00", "90")]
    bring(ann, export(*(line("StepCount", value, at, unit="count", source=source, end=at[:-5] + "59:00") for source, at, value in steps)))
    assert values(ann, "steps") == [("100", False), ("90", True), ("200", False)]
    ((tracker, _kept, sources),) = sources_of(record)
    assert [(one.name, one.readings) for one in sources] == [("Watch", 2), ("Phone", 1)]
    order_sources(record=record, public_id=tracker.public_id, order=["Phone", "Watch", "Nobody"], now=NOW)
    from dayroom.apps.tracking.actions.sources import weigh_tracker

    weigh_tracker(tracker_id=tracker.pk)
    assert values(ann, "steps") == [("100", True), ("90", False), ("200", False)]


def test_a_later_file_brings_only_what_is_new_and_each_is_taken_back_alone(ann: Member) -> None:
    record = record_for(ann, "me")
    old = [line("HeartRate", "61", "1 08:00:00"), line("BloodPressureSystolic", "121", "1 08:00:00", unit="mmHg"),
           line("BloodPressureDiastolic", "79", "1 08:00:00", unit="mmHg")]
    first = bring(ann, export(*old))
    with pytest.raises(BroughtBefore):
        bring(ann, export(*old))
    second = bring(ann, export(*old, line("HeartRate", "72", "2 08:00:00"), line("BodyMass", "70", "2 08:00:00", unit="kg")))
    shown = batch_of(record, second.public_id)
    assert (shown.kept, shown.known_already) == (2, 3)
    imports.undo_batch(record=record, public_id=second.public_id, now=NOW)
    imports.clear_batch(batch_id=second.pk)
    assert values(ann, "heart_rate") == [("61", False)]
    # the tracker that came with the file goes with it
    assert "weight" not in rows_by_measure(ann.pk, vault_of(ann.pk))
    imports.undo_batch(record=record, public_id=first.public_id, now=NOW)
    imports.clear_batch(batch_id=first.pk)
    assert not Reading.objects.exists()
    assert not YearOfDays.objects.exists()
    assert bring(ann, export(*old)).state == BatchState.DONE


def zipped(content: bytes, name: str = "apple_health_export/export.xml") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return held.getvalue()


def test_files_that_are_no_files_of_health_data_are_refused_with_a_sentence(ann: Member, settings: Any) -> None:
    bomb = zipped(export(end="") + b" " * (70 << 20))
    entities = b'<?xml version="1.0"?><!DOCTYPE HealthData [<!ENTITY a "b">]><HealthData>&a;</HealthData>'
    refused: list[tuple[bytes, type[Exception], int]] = [
        (b"", FileEmpty, 422),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, NotAnExport, 415),
        (b"<html></html>", NotAnExport, 415),
        (zipped(b"a,b\n1,2\n", "table.csv"), NotAnExport, 415),
        (bomb, FileBomb, 413),
        (entities, EntityTrick, 415),
        (zipped(export(line("HeartRate", "61", "1 08:00:00")))[:60], BrokenFile, 422),
        (b'{"resourceType": "Bundle", "entry": [', BrokenFile, 422),
        (b"[" * 100_000, BrokenFile, 422),
    ]
    for content, error, status in refused:
        with pytest.raises(error) as raised:
            bring(ann, content)
        assert raised.value.status == status
        assert str(raised.value).endswith(".")
    settings.HEALTH_IMPORT_MOST_BYTES = 100
    with pytest.raises(FileTooLarge):
        bring(ann, export(line("HeartRate", "61", "1 08:00:00")))
    assert not ImportBatch.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_file_that_is_cut_keeps_what_came_before(ann: Member) -> None:
    whole = export(*(line("HeartRate", "61", f"1 08:{at:02}:00") for at in range(60)))
    batch = bring(ann, whole[: len(whole) - 400])
    shown = batch_of(record_for(ann, "me"), batch.public_id)
    assert (batch.state, shown.kept >= 55) == (BatchState.DONE, True)
    assert ("The file ends in the middle. What came before was read.", 1) in shown.broken


def test_a_bundle_brings_readings_and_only_suggests_facts(ann: Member) -> None:
    glucose = {"coding": [{"system": "http://loinc.org", "code": "15074-8"}]}
    own, other = {"reference": "urn:uuid:p1"}, {"reference": "urn:uuid:p2"}
    observation = {
        "resourceType": "Observation", "status": "final", "code": glucose, "subject": own,
        "effectiveDateTime": "2025-03-01T08:00:00Z", "valueQuantity": {"value": 5.6, "code": "mmol/L"},
    }
    condition = {
        "resourceType": "Condition", "code": {"text": "Type 2 diabetes\ud800"}, "subject": own, "onsetDateTime": "2019-05",
    }
    bundle = {
        "resourceType": "Bundle",
        "entry": [
            {"fullUrl": "urn:uuid:p1", "resource": {"resourceType": "Patient", "id": "p1"}},
            {"resource": observation},
            {"resource": {**observation, "subject": other}},
            {"resource": {**observation, "valueQuantity": {"value": 5.6, "code": "furlong"}}},
            {"resource": condition},
            {"resource": {"resourceType": "QuestionnaireResponse", "status": "completed", "subject": own}},
            {"resource": {"resourceType": "Claim"}},
        ],
    }
    record = record_for(ann, "me")
    batch = bring(ann, json.dumps(bundle).encode(), "bundle.json")
    shown = batch_of(record, batch.public_id)
    assert (shown.kept, shown.left_out) == (1, 2)
    assert {said for _number, said in shown.first_broken} == {
        "This record belongs to somebody else, or to nobody in this file.", "We do not know this unit.",
    }
    assert dict(shown.unknown) == {"Claim": 1, "QuestionnaireResponse": 1}
    (fact,) = found_in(record, batch.public_id)
    assert (fact.kind, fact.text, fact.started_on, fact.state) == ("condition", "Type 2 diabetes?", "2019-05-01", "OPEN")
    assert FoundFact.objects.count() == 1


def test_a_table_waits_for_its_columns_and_formulas_are_only_text(ann: Member) -> None:
    record = record_for(ann, "me")
    table = b"\xef\xbb\xbfWhen;x,Sugar\n01/03/2025,\"5,6\"\n02/03/2025,=1+1\n31/12/2999,5\n03/03/2025,\"6,1\"\n"
    batch = bring(ann, table, "=cmd|'/c calc'!A1.csv")
    assert batch.state == BatchState.MAPPING
    mapping = Columns("When;x", "Sugar", measure="glucose", unit="mmol/L", date_form="DMY", decimal_comma=True)
    imports.map_columns(record=record, public_id=batch.public_id, mapping=mapping, now=NOW)
    imports.read_batch(batch_id=batch.pk, now=NOW)
    shown = batch_of(record, batch.public_id)
    assert values(ann, "glucose") == [("5.6", False), ("6.1", False)]
    assert [said for _number, said in shown.first_broken] == ["This record has no number.", "This record lies in the future."]


def test_points_of_open_mhealth_come_in_also_one_a_line(ann: Member) -> None:
    def point(day: int) -> dict[str, Any]:
        pressure = {"systolic_blood_pressure": {"value": 120 + day, "unit": "mmHg"}, "diastolic_blood_pressure": {"value": 80, "unit": "mmHg"}}
        return {"header": {}, "body": {**pressure, "effective_time_frame": {"date_time": f"2025-03-0{day}T08:00:00Z"}}}

    lines = "\n".join([json.dumps(point(1)), "{broken", json.dumps(point(2))])
    batch = bring(ann, lines.encode(), "points.json")
    shown = batch_of(record_for(ann, "me"), batch.public_id)
    assert (batch.state, shown.left_out) == (BatchState.DONE, 1)
    assert values(ann, "bp_systolic") == [("121", False), ("122", False)]


def test_what_somebody_mended_or_put_a_picture_beside_stays_when_its_file_is_taken_back(ann: Member) -> None:
    record = record_for(ann, "me")
    content = export(*(line("HeartRate", str(60 + n), f"{n} 08:00:00") for n in range(1, 5)))
    batch = bring(ann, content)
    plain, mended, pictured, _other = Reading.objects.order_by("taken_at")
    change_reading(record=record, public_id=mended.public_id, entry=Entry(value="88", unit="/min"), now=NOW)
    Reading.objects.filter(pk=pictured.pk).update(photo="aa.sealed")
    imports.undo_batch(record=record, public_id=batch.public_id, now=NOW)
    imports.clear_batch(batch_id=batch.pk)
    assert values(ann, "heart_rate") == [("88", False), ("63", False)]
    # brought again, they are known
    again = bring(ann, content, days=1)
    assert (again.kept, batch_of(record, again.public_id).known_already) == (3, 1)
    assert plain.taken_at in set(Reading.objects.filter(batch=again).values_list("taken_at", flat=True))


def test_a_fault_of_ours_stops_the_file_and_keeps_what_came_before(ann: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    from dayroom.apps.tracking.actions import import_rows

    def broken(self: object, *given: object, **named: object) -> bool:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(import_rows.Keeper, "keep", broken)
        with pytest.raises(ZeroDivisionError):
            bring(ann, export(line("HeartRate", "61", "1 08:00:00")))
    shown = batch_of(record_for(ann, "me"), ImportBatch.objects.get().public_id)
    assert (shown.state, "could not be read to its end" in shown.fault) == (BatchState.STOPPED, True)
    assert imports.go_on(now=NOW + timedelta(days=1)) == {"read": 0, "cleared": 0}


def test_nobody_else_reaches_a_file_and_nothing_is_kept_without_a_yes(ann: Member) -> None:
    from dayroom.apps.tracking.queries.batches import batch_row
    from dayroom.apps.tracking.rules.consent import NotAgreed
    from dayroom.kernel.errors import NotFound

    batch = bring(ann, export(line("HeartRate", "61", "1 08:00:00")))
    carl = cast.carl()
    with pytest.raises(NotFound):
        batch_row(record_for(carl, "me"), batch.public_id)
    with pytest.raises(NotFound):
        record_for(carl, ann.public_id, "ENTER")
    with pytest.raises(NotAgreed):
        bring(carl, export())
