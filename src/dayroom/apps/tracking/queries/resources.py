"""A record as FHIR R4 resources: for files that are taken along, and for apps that were let in.

Ids are those of our own rows. What was entered in words stays words; a code stands only where the member, or a file of
theirs, gave one. Everything is said by the person: performer, asserter and source are the patient.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.vocabulary import Certainty
from dayroom.apps.tracking.vocabulary.goals import GoalState
from dayroom.apps.tracking.vocabulary.trackers import PAIRS
from dayroom.engines.measures import measure, to_response
from dayroom.engines.measures.writing import blood_pressure, condition, goal, medication_statement, observation, patient
from dayroom.kernel.errors import DayroomError

if TYPE_CHECKING:
    from dayroom.apps.tracking.vocabulary.forms import AnsweredForm
    from dayroom.apps.tracking.vocabulary.records import ConditionShown, TreatmentShown
    from dayroom.engines.measures import Questionnaire
    from dayroom.platform.sealing import Vault

Resource = dict[str, Any]
_VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_SCORE = {"unit": "score", "system": "http://unitsofmeasure.org", "code": "{score}"}
_CERTAIN = {
    Certainty.SUSPECTED: "provisional", Certainty.TESTING: "unconfirmed", Certainty.DIAGNOSED: "confirmed",
    Certainty.RULED_OUT: "refuted", Certainty.PAST: "confirmed",
}
_GOAL = {
    GoalState.OPEN: "active", GoalState.PAUSED: "on-hold", GoalState.DONE: "completed", GoalState.LET_GO: "cancelled",
}
_SEXES = {"FEMALE": "female", "MALE": "male", "OTHER": "other"}


def person_resource(owner_id: int, public_id: str, vault: Vault) -> Resource:
    """The person without a name: a handle is none. Only a year of birth is known here."""
    known = profile_of(owner_id, vault)
    made = patient(id=public_id, gender=_SEXES.get(known.sex, ""))
    return made | ({"birthDate": str(known.birth_year)} if known.birth_year else {})


def reading_resource(
    row: Mapping[str, Any], kept: Mapping[str, Any], tracker: Mapping[str, Any], subject: str
) -> Resource:
    """One reading. `row` has public_id, taken_at, ended_at; `kept` and `tracker` are opened."""
    key, unit = tracker.get("measure", ""), kept.get("unit", "")
    said = {"id": row["public_id"], "subject": subject, "started_at": row["taken_at"]}
    second = kept.get("parts", {}).get(PAIRS.get(key, ""))
    try:
        if kept.get("value") is not None and second is not None and unit == "mm[Hg]":
            made = blood_pressure(Decimal(kept["value"]), Decimal(second), **said)
        elif kept.get("value") is not None and key:
            made = observation(key, Decimal(kept["value"]), unit, ended_at=row["ended_at"], **said)
        else:
            made = _own_words(kept, tracker, **said)
    except (DayroomError, KeyError):
        # a unit that the measure no longer knows: the number leaves with its words
        made = _own_words(kept, tracker, **said)
    return made | ({"note": [{"text": kept["note"]}]} if kept.get("note") else {})


def _own_words(
    kept: Mapping[str, Any], tracker: Mapping[str, Any], *, id: str, subject: str, started_at: datetime
) -> Resource:
    """A symptom of one's own, or a note without a number: no code, since nobody chose one."""
    made: Resource = {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORY, "code": "survey"}]}],
        "code": {"text": tracker.get("name") or tracker.get("measure") or "Note"},
        "subject": {"reference": subject},
        "performer": [{"reference": subject}],
        "effectiveDateTime": started_at.isoformat(),
    }
    if kept.get("value") is None:
        return made | {"dataAbsentReason": {"text": "A note without a number"}}
    number = float(kept["value"])
    value = {"value": int(number) if number.is_integer() else number}
    unit = kept.get("unit", "")
    return made | {"valueQuantity": value | (_SCORE if unit in ("", "{score}") else {"unit": unit, "code": unit})}


def condition_resource(one: ConditionShown, subject: str) -> Resource:
    made = condition(one.text, id=one.public_id, subject=subject, code=one.code, system=one.system)
    if one.certainty == Certainty.PAST or one.ended_on:
        made["clinicalStatus"]["coding"][0]["code"] = "resolved"
    status = _CERTAIN.get(Certainty(one.certainty), "unconfirmed")
    made["verificationStatus"] = {"coding": [{"system": _VERIFICATION, "code": status}]}
    for name, day in (("onsetDateTime", one.first_seen_on), ("abatementDateTime", one.ended_on)):
        # a year or a month alone is what FHIR calls a date as well
        made |= {name: day} if day else {}
    return made | ({"note": [{"text": one.note}]} if one.note else {})


def treatment_resource(one: TreatmentShown, subject: str) -> Resource:
    made = medication_statement(
        one.name, id=one.public_id, subject=subject, code=one.code, system=one.system,
        dose=", ".join(part for part in (one.dose, one.schedule) if part), reason=", ".join(one.purposes),
        stopped_because=", ".join(one.why_stopped),
    )
    if one.stopped_on:
        made["status"] = "stopped" if one.why_stopped else "completed"
    days = {name: day for name, day in (("start", one.started_on), ("end", one.stopped_on)) if day}
    made |= {"effectivePeriod": days} if days else {}
    return made | ({"note": [{"text": one.note}]} if one.note else {})


def answer_resource(one: AnsweredForm, asked: Questionnaire, subject: str) -> Resource:
    return to_response(
        asked, one.answers, id=one.public_id, subject=subject, authored=one.answered_at.isoformat(),
        complete=not one.missing,
    )


def goal_resource(what: str, why: str, state: str, public_id: str, subject: str) -> Resource:
    return goal(what or "Goal", id=public_id, subject=subject, status=_GOAL[GoalState(state)], why=why)


@cache
def category_of(key: str) -> str:
    """The category of FHIR in which readings of this measure leave; symptoms of one's own are surveys."""
    if not key:
        return "survey"
    made = observation(key, 1, measure(key).unit.code, id="x", subject="Patient/x", started_at=datetime.min)
    return str(made["category"][0]["coding"][0]["code"])
