"""FHIR R4 bundles: readings, conditions, treatments and the person they belong to.

Only what belongs to the bundle's one patient is taken. A code we do not know stays as its text; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ..catalog import by_loinc
from ..errors import BrokenResource
from .checking import moment, number_in, times_fault
from .vocabulary import Fact, Fault, Reading, Summary

LOINC = "http://loinc.org"
_KEPT = frozenset({"final", "amended", "corrected", "preliminary", "registered", ""})
_ENDS = {"year": 4, "month": 7, "day": 10}


@dataclass(slots=True)
class Person:
    """What the bundle says of its patient."""

    born_on: date | None = None
    gender: str = ""


@dataclass(slots=True)
class FromFhir:
    """What was found in a bundle; `responses` are QuestionnaireResponses as they are."""

    readings: list[Reading] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    responses: list[Mapping[str, Any]] = field(default_factory=list)
    person: Person | None = None
    summary: Summary = field(default_factory=Summary)


def read_bundle(bundle: Any, *, now: datetime) -> FromFhir:
    """Read one bundle, or one resource alone.

    bundle    as read from JSON
    now       what lies behind it is in the future; its zone holds where a date names none
    returns   FromFhir; its summary lists what was left out and why
    raises    BrokenResource where it is no FHIR record, or where it speaks of several patients
    source    HL7 FHIR R4 4.0.1
    errs      leaves out what belongs to nobody in the bundle
    """
    found = FromFhir()
    resources = list(_resources(bundle))
    patients = [one for _url, one in resources if one.get("resourceType") == "Patient"]
    if len(patients) > 1:
        raise BrokenResource
    names = _names(resources)
    for number, (_url, resource) in enumerate(resources, 1):
        found.summary.records += 1
        fault = _take(resource, names, now, found)
        if fault:
            found.summary.note(number, fault)
    return found


def _resources(bundle: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if not isinstance(bundle, dict) or not isinstance(bundle.get("resourceType"), str):
        raise BrokenResource
    if bundle["resourceType"] != "Bundle":
        yield "", bundle
        return
    entries = bundle.get("entry", [])
    if not isinstance(entries, list):
        raise BrokenResource
    for entry in entries:
        resource = entry.get("resource") if isinstance(entry, dict) else None
        yield (
            str(entry.get("fullUrl", "")) if isinstance(entry, dict) else "",
            resource if isinstance(resource, dict) else {},
        )


def _names(resources: list[tuple[str, Mapping[str, Any]]]) -> frozenset[str] | None:
    """What the patient is called in references; None where the bundle has none, so that all is one's own."""
    for url, one in resources:
        if one.get("resourceType") == "Patient":
            return frozenset({url, f"Patient/{one.get('id', '')}", f"urn:uuid:{one.get('id', '')}"}) - {"", "Patient/"}
    return None


def _take(resource: Mapping[str, Any], names: frozenset[str] | None, now: datetime, found: FromFhir) -> Fault | None:
    kind = resource.get("resourceType")
    if kind == "Patient":
        found.person = Person(_day(resource.get("birthDate")), str(resource.get("gender", ""))[:20])
        return None
    readers = {
        "Observation": _observation, "Condition": _condition, "MedicationStatement": _treatment,
        "MedicationRequest": _treatment, "QuestionnaireResponse": _response,
    }  # fmt: skip
    if not isinstance(kind, str):
        return Fault.DAMAGED
    if kind not in readers:
        found.summary.pass_over(kind)
        return None
    subject = resource.get("subject")
    reference = subject.get("reference") if isinstance(subject, dict) else None
    if names is not None and reference not in names:
        return Fault.WRONG_PERSON
    return readers[kind](resource, now, found)


def _observation(resource: Mapping[str, Any], now: datetime, found: FromFhir) -> Fault | None:
    if str(resource.get("status", "")) not in _KEPT:
        found.summary.pass_over("Observation, not valid any more")
        return None
    times = _times(resource, now)
    if isinstance(times, Fault):
        return times
    components = resource.get("component")
    parts = [resource, *(components if isinstance(components, list) else [])]
    known = [(key, part) for part in parts if isinstance(part, dict) and (key := _measure(part))]
    if not known:
        found.summary.pass_over(_label(resource.get("code"))[0] or "Observation")
        return None
    fault = None
    for key, part in known:
        made = _reading(key, part, times)
        if isinstance(made, Fault):
            fault = made
        else:
            found.readings.append(made)
            found.summary.read += 1
    return fault


def _measure(part: Mapping[str, Any]) -> str | None:
    if not isinstance(part.get("valueQuantity"), dict):
        return None
    for system, code, _display in _codings(part.get("code")):
        if system == LOINC and code in by_loinc():
            return by_loinc()[code].key
    return None


def _reading(key: str, part: Mapping[str, Any], times: tuple[datetime, datetime | None]) -> Reading | Fault:
    quantity = part["valueQuantity"]
    value = quantity.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Fault.NO_NUMBER
    if quantity.get("comparator"):
        # "less than 5" is no five
        return Fault.NO_NUMBER
    unit = str(quantity.get("code") or quantity.get("unit") or "")[:40]
    read = number_in(str(value), key, unit)
    return read if isinstance(read, Fault) else Reading(key, *read, times[0], times[1], "FHIR")


def _times(resource: Mapping[str, Any], now: datetime) -> tuple[datetime, datetime | None] | Fault:
    period = resource.get("effectivePeriod")
    first, last = (period.get("start"), period.get("end")) if isinstance(period, dict) else (None, None)
    text = resource.get("effectiveDateTime") or first or resource.get("effectiveInstant") or resource.get("issued")
    start = _moment(text, now)
    end = _moment(last, now) if last else None
    if start is None:
        return Fault.NO_DATE
    return times_fault(start, end, now) or (start, end)


def _condition(resource: Mapping[str, Any], now: datetime, found: FromFhir) -> Fault | None:
    text, code, system = _label(resource.get("code"))
    started = _day(resource.get("onsetDateTime") or resource.get("recordedDate"))
    ended = _day(resource.get("abatementDateTime"))
    status = next((c for _s, c, _d in _codings(resource.get("clinicalStatus"))), "")
    return _fact(Fact("condition", text, code, system, started, ended, status), now, found)


def _treatment(resource: Mapping[str, Any], now: datetime, found: FromFhir) -> Fault | None:
    text, code, system = _label(resource.get("medicationCodeableConcept"))
    if not text and isinstance(resource.get("medicationReference"), dict):
        text = str(resource["medicationReference"].get("display", ""))
    period = resource.get("effectivePeriod")
    first, last = (period.get("start"), period.get("end")) if isinstance(period, dict) else (None, None)
    started = _day(first or resource.get("effectiveDateTime") or resource.get("authoredOn"))
    status = str(resource.get("status", ""))[:40]
    return _fact(Fact("treatment", text[:300], code, system, started, _day(last), status), now, found)


def _fact(fact: Fact, now: datetime, found: FromFhir) -> Fault | None:
    if not fact.text:
        return Fault.DAMAGED
    if fact.started_on and fact.started_on > now.date():
        return Fault.FUTURE
    if fact.started_on and fact.ended_on and fact.ended_on < fact.started_on:
        return Fault.END_BEFORE_START
    found.facts.append(fact)
    found.summary.read += 1
    return None


def _response(resource: Mapping[str, Any], _now: datetime, found: FromFhir) -> Fault | None:
    found.responses.append(resource)
    found.summary.read += 1
    return None


def _label(concept: Any) -> tuple[str, str, str]:
    """(text, code, system) of a concept; its own text first."""
    codings = _codings(concept)
    text = str(concept.get("text", "")) if isinstance(concept, dict) else ""
    system, code, display = codings[0] if codings else ("", "", "")
    return (text or display or code)[:300], code, system


def _codings(concept: Any) -> list[tuple[str, str, str]]:
    codings = concept.get("coding") if isinstance(concept, dict) else None
    rows = codings if isinstance(codings, list) else []
    return [
        tuple(str(row.get(name, ""))[:300] for name in ("system", "code", "display"))  # type: ignore[misc]
        for row in rows
        if isinstance(row, dict)
    ]


def _moment(text: Any, now: datetime) -> datetime | None:
    if not isinstance(text, str):
        return None
    # FHIR allows a year or a month alone: it is taken from its first day on
    filled = {_ENDS["year"]: f"{text}-01-01", _ENDS["month"]: f"{text}-01"}.get(len(text), text)
    return moment(filled, default=now)


def _day(text: Any) -> date | None:
    if not isinstance(text, str):
        return None
    try:
        filled = {4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text[:10])
        return date.fromisoformat(filled)
    except ValueError:
        return None
