"""Answer a questionnaire; bring one in, publish it, take it out of the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from dayroom.apps.audit.actions import record as note_act
from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.actions.trackers import form_tracker
from dayroom.apps.tracking.models import ChosenReader, Form, FormAnswer, Tracker
from dayroom.apps.tracking.queries.forms import answer_row, answered, form_named
from dayroom.apps.tracking.rules.forms import (
    FormNotDraft,
    NothingAnswered,
    check_apart,
    goes_on,
    read_form_file,
)
from dayroom.apps.tracking.rules.readings import number_typed
from dayroom.apps.tracking.vocabulary import Scope, TrackerKind, Way
from dayroom.apps.tracking.vocabulary.forms import FORM_KIND, AnsweredForm, FormState
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.engines.measures import Questionnaire, score
from dayroom.engines.measures.errors import NotANumber, UnknownAnswer
from dayroom.kernel.errors import NotFound
from dayroom.platform.markup import clean_line
from dayroom.platform.sealing import Vault, vault_of

TRACKER_KIND, ANSWER_KIND = "tracker", "formanswer"


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is before somebody answers: the set that is gone on with, and when the last whole one was given."""

    begun: FormAnswer | None
    last_whole_at: datetime | None


def standing(row: Tracker, asked: Questionnaire, vault: Vault, *, now: datetime) -> Standing:
    begun, last_whole = None, None
    for at, one in enumerate(FormAnswer.objects.filter(tracker=row).order_by("-answered_at", "-id")):
        told = answered(one, asked, vault)
        if at == 0 and goes_on(one.answered_at, told.missing, now=now):
            begun = one
        elif not told.missing:
            last_whole = one.answered_at
            break
    return Standing(begun, last_whole)


def answer_form(*, record: Record, name: str, answers: Mapping[str, str], now: datetime) -> AnsweredForm:
    """Keep a set of answers, whole or not; one that was left in the middle is gone on with.

    Raises NotFound, NotAgreed, NothingAnswered, UnknownAnswer, AnsweredLately.
    """
    check_agreed(record.owner_id)
    asked = form_named(name, to_answer=True)
    given = _given(asked, answers)
    score(asked, given)  # raises before anything is kept
    vault = vault_of(record.owner_id)
    with transaction.atomic():
        row = form_tracker(record, name, asked.title, vault, now=now)
        held = Tracker.objects.select_for_update().get(pk=row.pk)
        before = standing(held, asked, vault, now=now)
        if before.begun is None:
            check_apart(before.last_whole_at, asked.days_apart, now=now)
        made = before.begun or FormAnswer(
            tracker=held, owner_id=record.owner_id, audience=held.audience, place_id=held.place_id, made_at=now,
            answered_at=now,
        )
        made.answered_at, made.changed_at = now, now
        kept = {"answers": {key: f"{value:f}" for key, value in given.items()}, "by": record.reader_id}
        made.sealed = vault.seal(kept, made)
        made.save()
        if before.begun is None:
            choose_same(made, held)
        note_access(record, "formanswer", {made.public_id: Way.CARER}, now=now, scope=Scope.ENTER)
    return answered(made, asked, vault)


def answers_follow(owner_id: int, kind: str, public_id: str) -> None:
    """Who sees a questionnaire sees the answers to it: said after somebody has chosen who sees something."""
    row = None
    if kind == TRACKER_KIND:
        row = Tracker.objects.filter(owner_id=owner_id, kind=TrackerKind.FORM, public_id=public_id).first()
    if row is None:
        return
    FormAnswer.objects.filter(tracker=row).update(audience=row.audience, place_id=row.place_id)
    for answer in FormAnswer.objects.filter(tracker=row):
        choose_same(answer, row)


def choose_same(answer: FormAnswer, row: Tracker) -> None:
    """The people who were chosen for the questionnaire, for one set of answers."""
    held = ChosenReader.objects.filter(owner_id=row.owner_id, kind=ANSWER_KIND, item=answer.public_id)
    held.delete()
    chosen = ChosenReader.objects.filter(owner_id=row.owner_id, kind=TRACKER_KIND, item=row.public_id)
    ChosenReader.objects.bulk_create(
        ChosenReader(owner_id=row.owner_id, reader_id=one.reader_id, kind=ANSWER_KIND, item=answer.public_id,
                     chosen_at=one.chosen_at)
        for one in chosen
    )


def delete_answer(*, record: Record, public_id: str, now: datetime) -> str:
    """Take one set of answers away for good; returns the name of its questionnaire. Raises NotFound."""
    row = answer_row(record, public_id)
    name: str = vault_of(record.owner_id).open(row.tracker).get("form", "")
    with transaction.atomic():
        note_access(record, ANSWER_KIND, {row.public_id: Way.CARER}, now=now, scope=Scope.ENTER)
        ChosenReader.objects.filter(owner_id=record.owner_id, kind=ANSWER_KIND, item=row.public_id).delete()
        row.delete()
    return name


def bring_form(*, text: str, by_id: int, now: datetime) -> Form:
    """Keep a questionnaire as a draft. Audited. Raises FormTooLarge, FormFileWrong."""
    resource, asked = read_form_file(text)
    with transaction.atomic():
        row = Form.objects.create(
            title=clean_line(asked.title)[:200], language=asked.language[:20], licence=asked.licence,
            source=asked.source, resource=resource, remarks=list(asked.remarks), brought_by_id=by_id, brought_at=now,
        )
        note_act(actor_id=by_id, action="form.brought", now=now, subject=(FORM_KIND, row.pk),
                 facts={"items": len(asked.items)})
    return row


def publish_form(*, public_id: str, by_id: int, now: datetime) -> Form:
    """Members can answer it from now on. Audited. Raises NotFound, FormNotDraft."""
    facts = {"state": FormState.LIVE, "published_by_id": by_id, "published_at": now}
    return _moved(public_id, FormState.DRAFT, facts, "form.published", by_id=by_id, now=now)


def retire_form(*, public_id: str, by_id: int, now: datetime) -> Form:
    """Nobody begins it any more; answers stay. Audited. Raises NotFound, FormNotDraft."""
    return _moved(public_id, FormState.LIVE, {"state": FormState.RETIRED}, "form.retired", by_id=by_id, now=now)


def drop_form(*, public_id: str, by_id: int, now: datetime) -> None:
    """A draft that was a mistake. Audited. Raises NotFound."""
    with transaction.atomic():
        row = Form.objects.select_for_update().filter(public_id=public_id, state=FormState.DRAFT).first()
        if row is None:
            raise NotFound()
        note_act(actor_id=by_id, action="form.dropped", now=now, subject=(FORM_KIND, row.pk), facts={})
        row.delete()


def _moved(public_id: str, was: str, facts: Mapping[str, Any], action: str, *, by_id: int, now: datetime) -> Form:
    with transaction.atomic():
        row = Form.objects.select_for_update().filter(public_id=public_id).first()
        if row is None:
            raise NotFound()
        if row.state != was:
            raise FormNotDraft()
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
        note_act(actor_id=by_id, action=action, now=now, subject=(FORM_KIND, row.pk), facts={})
    return row


def _given(asked: Questionnaire, answers: Mapping[str, str]) -> dict[str, Decimal]:
    """What was answered; raises NothingAnswered, UnknownAnswer."""
    given = {}
    for item in asked.items:
        typed = answers.get(item.id, "").strip()
        if not typed:
            continue
        try:
            given[item.id] = number_typed(typed)
        except NotANumber as fault:
            raise UnknownAnswer from fault
    if not given:
        raise NothingAnswered()
    return given
