"""FHIR bundles, tables and Open mHealth points: what fits is read, what does not is listed, nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from dayroom.engines.measures.errors import BrokenMapping, BrokenResource
from dayroom.engines.measures.reading import (
    Columns,
    Fault,
    Summary,
    columns,
    read_bundle,
    read_points,
    read_table,
    time_columns,
)
from tests.unit.engines.measures.files import NOW

ANN = {"resourceType": "Patient", "id": "ann", "birthDate": "1980-05"}


def observation(value: object = 80, code: str = "29463-7", unit: str = "kg", subject: str = "Patient/ann", **more: object) -> dict:
    return {
        "resourceType": "Observation", "status": "final", "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
        "subject": {"reference": subject}, "effectiveDateTime": "2026-01-01T08:00:00Z",
        "valueQuantity": {"value": value, "code": unit, "system": "http://unitsofmeasure.org"},
    } | more  # fmt: skip


def read(*resources: dict, patient: dict | None = ANN):
    entries = [{"fullUrl": f"urn:uuid:{one.get('id', '')}", "resource": one} for one in ([patient] if patient else []) + list(resources)]
    return read_bundle({"resourceType": "Bundle", "entry": entries}, now=NOW)


def test_readings_and_both_numbers_of_a_blood_pressure() -> None:
    parts = [{"code": {"coding": [{"system": "http://loinc.org", "code": c}]}, "valueQuantity": {"value": v, "code": "mm[Hg]"}} for c, v in (("8480-6", 121), ("8462-4", 79))]
    found = read(observation(80.5), observation(subject="urn:uuid:ann", component=parts, code="85354-9"))
    assert [(one.measure, one.value) for one in found.readings] == [("weight", Decimal("80.5")), ("bp_systolic", 121), ("bp_diastolic", 79)]
    assert found.person is not None
    assert str(found.person.born_on) == "1980-05-01"


def test_conditions_and_treatments_keep_their_own_words_and_codes() -> None:
    condition = {"resourceType": "Condition", "subject": {"reference": "Patient/ann"}, "code": {"text": "Sugar", "coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "E11.9"}]}, "onsetDateTime": "2020", "abatementDateTime": "2019-01-01"}
    treatment = {"resourceType": "MedicationStatement", "status": "active", "subject": {"reference": "Patient/ann"}, "medicationCodeableConcept": {"text": "Metformin"}, "effectivePeriod": {"start": "2021-02-03"}}
    found = read(condition | {"abatementDateTime": "2022"}, treatment, condition)
    assert [(fact.kind, fact.text, fact.code) for fact in found.facts] == [("condition", "Sugar", "E11.9"), ("treatment", "Metformin", "")]
    assert found.summary.broken == {Fault.END_BEFORE_START: 1}


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (observation(subject="Patient/carl"), Fault.WRONG_PERSON), (observation(9000), Fault.IMPOSSIBLE),
        (observation("heavy"), Fault.NO_NUMBER), (observation(unit="stones and a half"), Fault.UNKNOWN_UNIT),
        (observation(effectiveDateTime="2031-01-01"), Fault.FUTURE), (observation(effectiveDateTime="soon"), Fault.NO_DATE),
        (observation(valueQuantity={"value": 5, "comparator": "<", "code": "kg"}), Fault.NO_NUMBER), ({}, Fault.DAMAGED),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_listed_and_the_rest_kept(bad: dict, fault: Fault) -> None:
    found = read(observation(), bad, observation(81))
    assert [int(one.value) for one in found.readings] == [80, 81]
    assert found.summary.broken == {fault: 1}


def test_what_is_not_kept_is_counted_by_kind_and_void_observations_are_passed_over() -> None:
    found = read({"resourceType": "Claim"}, observation(status="entered-in-error"), observation(code="0000-0"))
    assert found.readings == []
    assert found.summary.unknown["Claim"] == 1


@pytest.mark.parametrize("other", [{}, [], "x", {"resourceType": "Bundle", "entry": {}}, {"resourceType": "Bundle", "entry": [{"resource": ANN}, {"resource": ANN | {"id": "carl"}}]}])
def test_what_is_no_bundle_of_one_person_is_refused(other: object) -> None:
    with pytest.raises(BrokenResource):
        read_bundle(other, now=NOW)


MAPPING = Columns(date="day", value="kg", measure="weight", unit="kg")


def table(*lines: str, mapping: Columns = MAPPING) -> tuple[list, Summary]:
    summary = Summary()
    return list(read_table(["day,kg,what", *lines], mapping, now=NOW, summary=summary)), summary


def test_a_table_is_read_by_its_mapping() -> None:
    found, summary = table("2026-01-01,80.5,", "2026-01-02T07:30,81,")
    assert [float(one.value) for one in found] == [80.5, 81.0]
    assert columns(["a,b"]) == ["a", "b"]
    german = Columns(date="day", value="kg", measure_column="what", measures=(("Gewicht", "weight"),), unit="kg", date_form="DMY_DOTS", decimal_comma=True)
    found, summary = table('03.04.2026,"80,5",Gewicht', "03.04.2026,7,Glück", mapping=german)
    assert (found[0].started_at.month, found[0].value, summary.unknown) == (4, Decimal("80.5"), {"Glück": 1})


@pytest.mark.parametrize(
    ("line", "fault"),
    [("2026-01-01,=80+1,", Fault.NO_NUMBER), ("2027-01-01,80,", Fault.FUTURE), ("03/04/2026,80,", Fault.NO_DATE), ("2026-01-01,,", Fault.NO_NUMBER), ("2026-01-01", Fault.NO_NUMBER), ("2026-01-01,9999,", Fault.IMPOSSIBLE)],
)
def test_rows_that_do_not_fit_are_listed(line: str, fault: Fault) -> None:
    found, summary = table("2026-01-01,80,", line, "2026-01-02,81,")
    assert len(found) == 2
    assert summary.first_broken == [(2, fault)]


def test_a_time_in_a_column_of_its_own_is_found_and_read_and_never_guessed() -> None:
    lines = ["2026-01-02,80,8:15 PM", "2026-01-03,81,", "2026-01-04,82,noon", "2026-01-05T09:00,83,07:00", "2026-01-06T07:00,84,07:00"]
    assert time_columns(["day,kg,what", *lines[:2]]) == ["what"]
    assert time_columns(["day,kg,what", *lines]) == time_columns(["day,kg,what", "2026-01-02,7.20,"]) == []
    found, summary = table(*lines, mapping=replace(MAPPING, time="what"))
    assert [one.started_at.strftime("%d %H:%M") for one in found] == ["02 20:15", "03 00:00", "06 07:00"]
    assert summary.first_broken == [(3, Fault.NO_TIME), (4, Fault.NO_TIME)]


@pytest.mark.parametrize("mapping", [Columns("day", "kg"), Columns("day", "kg", measure="luck", unit="kg"), Columns("day", "kg", measure="weight"), Columns("when", "kg", measure="weight", unit="kg"), Columns("day", "kg", measure="weight", unit="kg", date_form="X")])
def test_a_mapping_that_does_not_fit_is_refused(mapping: Columns) -> None:
    with pytest.raises(BrokenMapping):
        table("2026-01-01,80,", mapping=mapping)


def point(**body: object) -> dict:
    return {"header": {"acquisition_provenance": {"source_name": "app"}}, "body": {"effective_time_frame": {"date_time": "2026-01-01T08:00:00Z"}} | body}


def test_points_of_open_mhealth() -> None:
    summary = Summary()
    night = {"time_interval": {"start_date_time": "2026-01-01T22:00:00Z", "duration": {"value": 7, "unit": "h"}}}
    points = [
        point(blood_glucose={"value": 110, "unit": "mg/dL"}), point(heart_rate={"value": 60, "unit": "beats/min"}),
        point(systolic_blood_pressure={"value": 120, "unit": "mmHg"}, diastolic_blood_pressure={"value": 80, "unit": "mmHg"}),
        point(sleep_duration={"value": 420, "unit": "min"}, effective_time_frame=night), point(step_count=500), point(mood="fine"),
        {"body": 7}, point(body_weight={"value": 80, "unit": "elephant"}), point(body_weight={"value": 80, "unit": "kg"}, effective_time_frame={}),
    ]  # fmt: skip
    found = list(read_points(points, now=NOW, summary=summary))
    assert [one.measure for one in found] == ["glucose", "heart_rate", "bp_systolic", "bp_diastolic", "sleep", "steps"]
    assert found[0].source == "app"
    assert (found[4].ended_at is not None, len(summary.unknown)) == (True, 1)
    assert [broken.fault for broken in summary.first_broken] == [Fault.DAMAGED, Fault.UNKNOWN_UNIT, Fault.NO_DATE]
