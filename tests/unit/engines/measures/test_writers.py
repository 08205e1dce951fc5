"""What leaves is FHIR R4 that our own reader and our own check understand, and tables that run nothing."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal

import pytest

from dayroom.engines.measures import questionnaire, to_fhir, to_response
from dayroom.engines.measures.errors import BrokenResource, WrongReference
from dayroom.engines.measures.reading import read_bundle
from dayroom.engines.measures.writing import (
    blood_pressure,
    bundle,
    check_resource,
    condition,
    csv_lines,
    medication_statement,
    observation,
    patient,
)
from tests.unit.engines.measures.files import NOW

WHO = "Patient/p1"


def everything() -> list[dict]:
    at = datetime.fromisoformat("2026-01-01T08:00:00+00:00")
    asked = questionnaire("phq-2")
    return [
        patient(id="p1", gender="female", born_on=date(1980, 5, 1)),
        observation("weight", Decimal("80.5"), "kg", id="o1", subject=WHO, started_at=at, note="after breakfast"),
        observation("sleep", 7.5, "h", id="o2", subject=WHO, started_at=at, ended_at=NOW),
        observation("mood", 6, "{score}", id="o3", subject=WHO, started_at=at),
        blood_pressure(121, 79, id="o4", subject=WHO, started_at=at),
        condition("Type 2 diabetes", id="c1", subject=WHO, code="E11.9", system="http://hl7.org/fhir/sid/icd-10-cm", started_on=date(2020, 1, 1)),
        medication_statement("Metformin", id="m1", subject=WHO, started_on=date(2020, 2, 1), ended_on=date(2021, 2, 1), dose="twice a day", stopped_because="side effects"),
        to_response(asked, {"1": 1, "2": 2}, id="q1", subject=WHO, authored="2026-01-01T08:00:00+00:00", complete=True),
    ]


def test_what_goes_out_comes_in_again() -> None:
    found = read_bundle(bundle(everything(), made_at=NOW), now=NOW)
    assert [(one.measure, float(one.value), one.unit) for one in found.readings] == [
        ("weight", 80.5, "kg"), ("sleep", 7.5, "h"), ("bp_systolic", 121.0, "mm[Hg]"), ("bp_diastolic", 79.0, "mm[Hg]"),
    ]
    assert [(fact.text, fact.ended_on) for fact in found.facts] == [("Type 2 diabetes", None), ("Metformin", date(2021, 2, 1))]
    assert len(found.responses) == 1
    assert found.summary.broken == {}


def test_codes_and_units_are_those_of_the_standards() -> None:
    _, weight, _, _, pressure, *_ = everything()
    assert (weight["code"]["coding"][0]["code"], weight["valueQuantity"]["code"]) == ("29463-7", "kg")
    assert pressure["code"]["coding"][0]["code"] == "85354-9"
    assert [part["code"]["coding"][0]["code"] for part in pressure["component"]] == ["8480-6", "8462-4"]
    assert [part["valueQuantity"]["code"] for part in pressure["component"]] == ["mm[Hg]", "mm[Hg]"]


def test_a_questionnaire_passes_the_check() -> None:
    check_resource(to_fhir(questionnaire("gad-7")))


@pytest.mark.parametrize(
    "change",
    [{"status": "done"}, {"code": {}}, {"subject": {}}, {"effectiveDateTime": "2026-13-01"}, {"effectiveDateTime": "2026-01-01T08:00"},
     {"valueQuantity": {"value": "80"}}, {"id": "an id"}, {"resourceType": "Thing"}, {"effectivePeriod": {"start": "2026-01-01"}}, {"component": []}, {"code": {"coding": False}}, {"code": {"coding": [[]]}}, {"subject": 7}, {"effectivePeriod": 7}],
)  # fmt: skip
def test_what_is_not_valid_does_not_leave(change: dict) -> None:
    with pytest.raises(BrokenResource):
        check_resource(everything()[1] | change)


def test_a_missing_value_or_a_reference_to_nothing_does_not_leave() -> None:
    weight = everything()[1]
    with pytest.raises(BrokenResource):
        check_resource({key: value for key, value in weight.items() if key != "valueQuantity"})
    with pytest.raises(WrongReference):
        bundle([weight], made_at=NOW)


def test_cells_that_look_like_formulas_are_made_harmless() -> None:
    lines = list(csv_lines([["2026-01-01", "", "weight", "-5.5", "kg", "=HYPERLINK(1)", '@x "y", z']]))
    assert next(csv.reader(lines[1:])) == ["2026-01-01", "", "weight", "-5.5", "kg", "'=HYPERLINK(1)", "'@x \"y\", z"]
    assert lines[0].startswith("date,end,measure,")
