"""Whether a resource is FHIR R4 as we write it: required elements, their kinds, and references that lead somewhere.

Not a validator for the whole standard: it knows the seven kinds that leave Dayroom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from ..errors import BrokenResource, WrongReference

_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# a moment has a zone
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
Check = Callable[[Any], bool]


def is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def is_day_or_moment(value: Any) -> bool:
    """FHIR's dateTime: a year, a month, a day, or a moment with its zone."""
    if not isinstance(value, str) or not (_DATE.fullmatch(value) or _MOMENT.fullmatch(value)):
        return False
    try:
        datetime.fromisoformat({4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value))
    except ValueError:
        return False
    return True


def is_reference(value: Any) -> bool:
    return isinstance(value, dict) and is_text(value.get("reference"))


def is_concept(value: Any) -> bool:
    codings = value.get("coding", []) if isinstance(value, dict) else None
    if not isinstance(codings, list) or not all(map(is_coding, codings)):
        return False
    return bool(codings) or is_text(value.get("text"))


def is_coding(value: Any) -> bool:
    return isinstance(value, dict) and is_text(value.get("system")) and is_text(value.get("code"))


def is_quantity(value: Any) -> bool:
    number = value.get("value") if isinstance(value, dict) else None
    return isinstance(number, int | float) and not isinstance(number, bool) and is_text(value.get("code"))


def is_period(value: Any) -> bool:
    if not isinstance(value, dict) or not value or not all(map(is_day_or_moment, value.values())):
        return False
    return value.get("start", "")[:10] <= value.get("end", "9999")[:10]


def is_part(value: Any) -> bool:
    return isinstance(value, dict) and is_concept(value.get("code")) and is_quantity(value.get("valueQuantity"))


def one_of(*known: str) -> Check:
    return lambda value: value in known


def all_are(check: Check) -> Check:
    return lambda value: isinstance(value, list) and bool(value) and all(map(check, value))


_STATUS = ("registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown")
_TAKING = ("active", "completed", "entered-in-error", "intended", "stopped", "on-hold", "unknown", "not-taken")
_ANSWERED = ("in-progress", "completed", "amended", "entered-in-error", "stopped")
_PUBLISHED = ("draft", "active", "retired", "unknown")
_AIMED = (
    "proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled", "entered-in-error", "rejected",
)  # fmt: skip
_GENDERS = ("male", "female", "other", "unknown")
# kind → element → (must be there, how it must look)
RULES: dict[str, dict[str, tuple[bool, Check]]] = {
    "Patient": {"gender": (False, one_of(*_GENDERS)), "birthDate": (False, is_day_or_moment)},
    "Observation": {
        "status": (True, one_of(*_STATUS)), "code": (True, is_concept), "subject": (True, is_reference),
        "category": (False, all_are(is_concept)), "performer": (False, all_are(is_reference)),
        "effectiveDateTime": (False, is_day_or_moment), "effectivePeriod": (False, is_period),
        "valueQuantity": (False, is_quantity),
        "component": (False, all_are(is_part)),
    },
    "Condition": {
        "clinicalStatus": (False, is_concept), "code": (True, is_concept), "subject": (True, is_reference),
        "onsetDateTime": (False, is_day_or_moment), "abatementDateTime": (False, is_day_or_moment),
        "recordedDate": (False, is_day_or_moment), "asserter": (False, is_reference),
    },
    "MedicationStatement": {
        "status": (True, one_of(*_TAKING)), "medicationCodeableConcept": (True, is_concept),
        "subject": (True, is_reference), "effectivePeriod": (False, is_period),
        "informationSource": (False, is_reference),
    },
    "Goal": {
        "lifecycleStatus": (True, one_of(*_AIMED)), "description": (True, is_concept), "subject": (True, is_reference),
        "startDate": (False, is_day_or_moment), "statusDate": (False, is_day_or_moment),
    },
    "Questionnaire": {"status": (True, one_of(*_PUBLISHED)), "title": (False, is_text)},
    "QuestionnaireResponse": {
        "status": (True, one_of(*_ANSWERED)), "questionnaire": (True, is_text), "subject": (True, is_reference),
        "authored": (False, is_day_or_moment), "author": (False, is_reference), "source": (False, is_reference),
    },
}  # fmt: skip


def check_resource(resource: Mapping[str, Any], *, known: Collection[str] = ()) -> None:
    """Raise BrokenResource where it is not as it must be, WrongReference where it points at nothing in `known`."""
    rules = RULES.get(str(resource.get("resourceType")))
    if rules is None or not _ID.fullmatch(str(resource.get("id", ""))):
        raise BrokenResource
    for name, (needed, check) in rules.items():
        if name in resource and not check(resource[name]):
            raise BrokenResource
        if needed and name not in resource:
            raise BrokenResource
    _check_observation(resource)
    if known and any(one not in known for one in references(resource)):
        raise WrongReference


def references(value: Any) -> list[str]:
    """Every reference inside a resource."""
    if isinstance(value, dict):
        own = [value["reference"]] if isinstance(value.get("reference"), str) else []
        return own + [found for part in value.values() for found in references(part)]
    return [found for part in value for found in references(part)] if isinstance(value, list) else []


def _check_observation(resource: Mapping[str, Any]) -> None:
    if resource.get("resourceType") != "Observation":
        return
    if not any(name in resource for name in ("valueQuantity", "component", "dataAbsentReason")):
        raise BrokenResource
    if "effectiveDateTime" in resource and "effectivePeriod" in resource:
        raise BrokenResource
