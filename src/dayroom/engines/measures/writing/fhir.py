"""Records as FHIR R4, as plain dictionaries; what is written is checked by writing/checking.py.

Ids and references are the caller's own random ones; nothing here is made from a name, an address or a date of birth.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..catalog import Measure, measure
from ..units import units
from .checking import check_resource

LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_STATUS = "http://terminology.hl7.org/CodeSystem/condition-clinical"
# readings that FHIR calls vital signs; others are a person's own survey of themselves, or laboratory values
_VITAL = frozenset(
    {
        "weight",
        "height",
        "bmi",
        "temperature",
        "bp_systolic",
        "bp_diastolic",
        "heart_rate",
        "resting_heart_rate",
        "oxygen_saturation",
        "respiratory_rate",
    }
)
_ACTIVITY = frozenset({"steps", "distance", "active_energy", "sleep"})
_SURVEY = frozenset({"pain", "fatigue", "mood"})
BLOOD_PRESSURE = "85354-9"

Resource = dict[str, Any]


def observation(
    key: str, value: Decimal | float, unit: str, *, id: str, subject: str, started_at: datetime,
    ended_at: datetime | None = None, note: str = "",
) -> Resource:  # fmt: skip
    """One reading; `unit` is a UCUM code, `subject` a reference as "Patient/ann"."""
    one = measure(key)
    made = _observation(one, id, subject, started_at, ended_at)
    made["code"] = _code(one, unit)
    made["valueQuantity"] = _quantity(value, unit)
    if note:
        made["note"] = [{"text": note}]
    return made


def blood_pressure(
    systolic: Decimal | float, diastolic: Decimal | float, *, id: str, subject: str, started_at: datetime
) -> Resource:
    """Both numbers of one measurement, in mm[Hg]."""
    made = _observation(measure("bp_systolic"), id, subject, started_at, None)
    made["code"] = {"coding": [{"system": LOINC, "code": BLOOD_PRESSURE}], "text": "Blood pressure"}
    made["component"] = [
        {"code": _code(measure(key), "mm[Hg]"), "valueQuantity": _quantity(value, "mm[Hg]")}
        for key, value in (("bp_systolic", systolic), ("bp_diastolic", diastolic))
    ]
    return made


def condition(
    text: str, *, id: str, subject: str, code: str = "", system: str = "", started_on: date | None = None,
    ended_on: date | None = None, recorded_on: date | None = None,
) -> Resource:  # fmt: skip
    """What a person lives with, in their own words; a code only where they chose one."""
    status = "resolved" if ended_on else "active"
    made: Resource = {
        "resourceType": "Condition",
        "id": id,
        "clinicalStatus": {"coding": [{"system": _STATUS, "code": status}]},
        "code": _concept(text, code, system),
        "subject": {"reference": subject},
        "asserter": {"reference": subject},
    }
    days = (("onsetDateTime", started_on), ("abatementDateTime", ended_on), ("recordedDate", recorded_on))
    return made | {name: day.isoformat() for name, day in days if day}


def medication_statement(
    text: str, *, id: str, subject: str, code: str = "", system: str = "", started_on: date | None = None,
    ended_on: date | None = None, dose: str = "", reason: str = "", stopped_because: str = "",
) -> Resource:  # fmt: skip
    """What a person takes or took, as they say it."""
    made: Resource = {
        "resourceType": "MedicationStatement",
        "id": id,
        "status": "stopped" if ended_on and stopped_because else "completed" if ended_on else "active",
        "medicationCodeableConcept": _concept(text, code, system),
        "subject": {"reference": subject},
        "informationSource": {"reference": subject},
    }
    days = {name: day.isoformat() for name, day in (("start", started_on), ("end", ended_on)) if day}
    if days:
        made["effectivePeriod"] = days
    if dose:
        made["dosage"] = [{"text": dose}]
    if reason:
        made["reasonCode"] = [{"text": reason}]
    if stopped_because:
        made["statusReason"] = [{"text": stopped_because}]
    return made


def goal(text: str, *, id: str, subject: str, status: str = "active", why: str = "") -> Resource:
    """What a person wants to reach, in their own words; `status` is a lifecycle status of FHIR."""
    made: Resource = {
        "resourceType": "Goal",
        "id": id,
        "lifecycleStatus": status,
        "description": {"text": text},
        "subject": {"reference": subject},
        "expressedBy": {"reference": subject},
    }
    return made | ({"note": [{"text": why}]} if why else {})


def patient(*, id: str, gender: str = "", born_on: date | None = None) -> Resource:
    """The person; without a name, since a handle is none."""
    made: Resource = {"resourceType": "Patient", "id": id, "active": True}
    if gender in ("male", "female", "other", "unknown"):
        made["gender"] = gender
    return made | ({"birthDate": born_on.isoformat()} if born_on else {})


def bundle(resources: Iterable[Resource], *, made_at: datetime, base: str = "urn:dayroom") -> Resource:
    """All of it in one collection; raises BrokenResource or WrongReference where something would not be valid."""
    known = list(resources)
    names = {f"{one['resourceType']}/{one['id']}" for one in known}
    for one in known:
        check_resource(one, known=names)
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": made_at.isoformat(),
        "entry": [{"fullUrl": f"{base}/{one['resourceType']}/{one['id']}", "resource": one} for one in known],
    }


def _observation(one: Measure, id: str, subject: str, started_at: datetime, ended_at: datetime | None) -> Resource:
    group = "laboratory"
    for name, keys in (("vital-signs", _VITAL), ("activity", _ACTIVITY), ("survey", _SURVEY)):
        group = name if one.key in keys else group
    made: Resource = {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORY, "code": group}]}],
        "code": {},
        "subject": {"reference": subject},
        "performer": [{"reference": subject}],
    }
    if ended_at is None or ended_at == started_at:
        return made | {"effectiveDateTime": started_at.isoformat()}
    return made | {"effectivePeriod": {"start": started_at.isoformat(), "end": ended_at.isoformat()}}


def _code(one: Measure, unit: str) -> Resource:
    code = one.loinc.get(unit) or (next(iter(one.loinc.values()), "") if len(one.loinc) == 1 else "")
    return _concept(one.name, code, LOINC)


def _concept(text: str, code: str, system: str) -> Resource:
    return ({"coding": [{"system": system, "code": code}]} if code and system else {}) | {"text": text}


def _quantity(value: Decimal | float, unit: str) -> Resource:
    # JSON knows one kind of number; what was entered has fewer digits than a double
    number = int(value) if value == int(value) else float(value)
    return {"value": number, "unit": units()[unit].label or unit, "system": UCUM, "code": unit}
