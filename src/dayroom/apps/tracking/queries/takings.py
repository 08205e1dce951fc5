"""What a member takes along: the chosen part of the record, item by item, never all of it in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from dayroom.apps.tracking.models import FormAnswer, Reading, Taking, Tracker
from dayroom.apps.tracking.queries.forms import answered, form_named
from dayroom.apps.tracking.queries.goals import goals_of
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.queries.records import conditions_of, events_of, treatments_of
from dayroom.apps.tracking.queries.resources import (
    answer_resource,
    condition_resource,
    goal_resource,
    person_resource,
    reading_resource,
    treatment_resource,
)
from dayroom.apps.tracking.vocabulary import TrackerKind
from dayroom.apps.tracking.vocabulary.files import TakingChoice, TakingPart
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.trackers import NAMES, NOTES, PAIRS
from dayroom.engines.measures.writing import check_resource
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import Vault, vault_of

LISTED = 20
_ROWS = 2_000


class Line(NamedTuple):
    """One item as a row of a table."""

    kind: str
    name: str
    start: str
    end: str = ""
    value: str = ""
    unit: str = ""
    code: str = ""
    source: str = ""
    note: str = ""


def takings_of(record: Record) -> list[Taking]:
    """Newest first."""
    return list(Taking.objects.filter(owner_id=record.owner_id).order_by("-id")[:LISTED])


def taking_of(record: Record, public_id: str) -> Taking:
    """Raises NotFound; files are for the owner alone."""
    rows = Taking.objects.filter(owner_id=record.owner_id)
    row = rows.filter(public_id=public_id).first() if record.mine and is_public_id(public_id) else None
    if row is None:
        raise NotFound()
    return row


def own_trackers(record: Record, vault: Vault) -> list[tuple[Tracker, dict[str, Any]]]:
    """Every tracker of the owner that holds numbers or notes, opened, in their order."""
    rows = Tracker.objects.filter(owner_id=record.owner_id).exclude(kind=TrackerKind.FORM)
    return [(row, vault.open(row)) for row in rows.order_by("position", "id")]


def tracker_name(kept: dict[str, Any]) -> str:
    """Its own name, else the usual one of its measure; what has neither is the notes of the check-in."""
    return kept.get("name") or str(NAMES.get(kept.get("measure", "")) or NOTES)


def count_of(record: Record, choice: TakingChoice) -> int:
    """About how many items: what decides whether it is made at once."""
    found = 0
    if TakingPart.TRACKERS in choice.parts:
        vault = vault_of(record.owner_id)
        found += sum(_readings(row, record, choice).count() for row, _kept in _chosen(record, choice, vault))
    return found + _answers(record, choice).count()


def resources(record: Record, public_id: str, choice: TakingChoice) -> Iterator[dict[str, Any]]:
    """Each checked as it leaves; the person first. Raises BrokenResource, WrongReference."""
    vault = vault_of(record.owner_id)
    subject = f"Patient/{public_id}"
    yield person_resource(record.owner_id, public_id, vault)
    for made in _resources(record, choice, subject, vault):
        check_resource(made, known=(subject,))
        yield made


def _resources(record: Record, choice: TakingChoice, subject: str, vault: Vault) -> Iterator[dict[str, Any]]:
    if TakingPart.CONDITIONS in choice.parts:
        yield from (condition_resource(one, subject) for one in conditions_of(record))
    if TakingPart.TREATMENTS in choice.parts:
        yield from (treatment_resource(one, subject) for one in treatments_of(record))
    if TakingPart.TRACKERS in choice.parts:
        for tracker, said in _chosen(record, choice, vault):
            for row, kept in _opened(tracker, record, choice, vault):
                yield reading_resource(row, kept, said, subject)
    if TakingPart.ANSWERS in choice.parts:
        for answer, asked in _asked(record, choice, vault):
            yield answer_resource(answered(answer, asked, vault), asked, subject)
    if TakingPart.GOALS in choice.parts:
        for one in goals_of(record, "en"):
            yield goal_resource(one.what, one.why, one.state, one.public_id, subject)


def lines(record: Record, choice: TakingChoice) -> Iterator[Line]:
    """The same for tables and pages, and the events of a life, which FHIR has no place for. Times are the owner's."""
    vault = vault_of(record.owner_id)
    zone = profile_of(record.owner_id, vault).zone
    if TakingPart.CONDITIONS in choice.parts:
        for one in conditions_of(record):
            start = one.first_seen_on or one.diagnosed_on
            yield Line("condition", one.text, start, one.ended_on, code=one.code, value=one.certainty, note=one.note)
    if TakingPart.TREATMENTS in choice.parts:
        for drug in treatments_of(record):
            dose = ", ".join(part for part in (drug.dose, drug.schedule) if part)
            yield Line("treatment", drug.name, drug.started_on, drug.stopped_on, dose, code=drug.code, note=drug.note)
    if TakingPart.EVENTS in choice.parts:
        for event in events_of(record):
            yield Line("event", event.title, event.on, note=event.note)
    if TakingPart.TRACKERS in choice.parts:
        for tracker, said in _chosen(record, choice, vault):
            name = tracker_name(said)
            for row, kept in _opened(tracker, record, choice, vault):
                yield _reading_line(name, row, kept, said, zone)
    if TakingPart.ANSWERS in choice.parts:
        for answer, asked in _asked(record, choice, vault):
            shown = answered(answer, asked, vault)
            total = "" if shown.total is None else str(shown.total)
            said_all = "; ".join(f"{name}: {value}" for name, value in shown.answers.items())
            yield Line("answers", asked.title, _at(answer.answered_at, zone), value=total, note=said_all)
    if TakingPart.GOALS in choice.parts:
        for aim in goals_of(record, "en"):
            yield Line("goal", aim.what, "", value=aim.state, note=aim.why)


def _reading_line(name: str, row: dict[str, Any], kept: dict[str, Any], said: dict[str, Any], zone: ZoneInfo) -> Line:
    second = kept.get("parts", {}).get(PAIRS.get(said.get("measure", ""), ""))
    value = "" if kept.get("value") is None else kept["value"] + (f"/{second}" if second else "")
    end = _at(row["ended_at"], zone) if row["ended_at"] else ""
    return Line("reading", name, _at(row["taken_at"], zone), end, value, kept.get("unit", "") if value else "",
                source=kept.get("source", ""), note=kept.get("note", ""))


def _at(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="minutes")


def _chosen(record: Record, choice: TakingChoice, vault: Vault) -> Iterator[tuple[Tracker, dict[str, Any]]]:
    for row, kept in own_trackers(record, vault):
        if not choice.trackers or row.public_id in choice.trackers:
            yield row, kept


def _readings(tracker: Tracker, record: Record, choice: TakingChoice) -> QuerySet[Reading]:
    """What does not count because another device does leaves neither: it would be counted twice elsewhere."""
    rows = Reading.objects.filter(tracker=tracker, set_aside=False)
    return _within(rows, "taken_at", record, choice)


def _answers(record: Record, choice: TakingChoice) -> QuerySet[FormAnswer]:
    if TakingPart.ANSWERS not in choice.parts:
        return FormAnswer.objects.none()
    return _within(FormAnswer.objects.filter(owner_id=record.owner_id), "answered_at", record, choice)


def _within(rows: QuerySet[Any], field: str, record: Record, choice: TakingChoice) -> QuerySet[Any]:
    zone = profile_of(record.owner_id).zone
    if choice.since:
        rows = rows.filter(**{f"{field}__gte": datetime.fromisoformat(choice.since).replace(tzinfo=zone)})
    if choice.until:
        after = datetime.fromisoformat(choice.until).replace(tzinfo=zone) + timedelta(days=1)
        rows = rows.filter(**{f"{field}__lt": after})
    return rows


def _opened(
    tracker: Tracker, record: Record, choice: TakingChoice, vault: Vault
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    table = Reading._meta.db_table
    rows = _readings(tracker, record, choice).order_by("taken_at", "id")
    for row in rows.values("public_id", "taken_at", "ended_at", "sealed").iterator(_ROWS):
        yield dict(row), vault.open_at(bytes(row["sealed"]), table=table, public_id=row["public_id"])


def _asked(record: Record, choice: TakingChoice, vault: Vault) -> Iterator[tuple[FormAnswer, Any]]:
    for row in _answers(record, choice).select_related("tracker").order_by("answered_at", "id"):
        try:
            yield row, form_named(vault.open(row.tracker).get("form", ""))
        except NotFound:
            continue


def choice_of(row: Taking, vault: Vault) -> TakingChoice:
    said = vault.open(row)
    return TakingChoice(tuple(said["parts"]), tuple(said["trackers"]), said["since"], said["until"])


def json_line(resource: dict[str, Any]) -> str:
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":"))
