"""Questionnaires that can be answered, and a person's own answers."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet

from dayroom.apps.people.queries import member_cards
from dayroom.apps.tracking.models import Form, FormAnswer, Tracker
from dayroom.apps.tracking.queries.access import seen_rows
from dayroom.apps.tracking.rules.forms import read_form
from dayroom.apps.tracking.vocabulary import TrackerKind
from dayroom.apps.tracking.vocabulary.forms import AnsweredForm, FormState
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.engines.measures import Questionnaire, score, shipped
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import Vault

CRISIS = "CRISIS"


def forms_offered() -> list[tuple[str, Questionnaire]]:
    """(name here, questionnaire): those that come along, then those of this site."""
    live = Form.objects.filter(state=FormState.LIVE).order_by("title", "id")
    return [*shipped().items(), *((row.public_id, read_form(row.resource)) for row in live)]


def form_named(name: str, *, to_answer: bool = False) -> Questionnaire:
    """The questionnaire of this name; retired ones only for answers that stand. Raises NotFound."""
    if name in shipped():
        return shipped()[name]
    states = [FormState.LIVE] if to_answer else [FormState.LIVE, FormState.RETIRED]
    row = Form.objects.filter(public_id=name, state__in=states).first() if is_public_id(name) else None
    if row is None:
        raise NotFound()
    return read_form(row.resource)


def forms_for_desk() -> QuerySet[Form]:
    return Form.objects.order_by("-id")


def drafts_waiting() -> int:
    return Form.objects.filter(state=FormState.DRAFT).count()


def form_for_desk(public_id: str) -> Form:
    """Raises NotFound."""
    row = Form.objects.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if row is None:
        raise NotFound()
    return row


def form_row(record: Record, name: str, vault: Vault) -> Tracker | None:
    """Where answers to this questionnaire stand, as far as the reader may see them."""
    rows = seen_rows(record, Tracker.objects.filter(kind=TrackerKind.FORM)).order_by("id")
    return next((row for row in rows if vault.open(row).get("form") == name), None)


def answered_names(record: Record, vault: Vault) -> dict[str, Tracker]:
    """Name of a questionnaire → where its answers stand, as far as the reader may see them."""
    rows = seen_rows(record, Tracker.objects.filter(kind=TrackerKind.FORM)).order_by("id")
    return {vault.open(row).get("form", ""): row for row in rows}


def answer_rows(record: Record, row: Tracker) -> QuerySet[FormAnswer]:
    """Newest first, as far as the reader may see them."""
    return seen_rows(record, FormAnswer.objects.filter(tracker=row)).order_by("-answered_at", "-id")


def answer_row(record: Record, public_id: str) -> FormAnswer:
    """Raises NotFound."""
    row = None
    if is_public_id(public_id):
        row = seen_rows(record, FormAnswer.objects.filter(public_id=public_id)).select_related("tracker").first()
    if row is None:
        raise NotFound()
    return row


def answered(row: FormAnswer, asked: Questionnaire, vault: Vault, names: dict[int, str] | None = None) -> AnsweredForm:
    """Opened and scored anew: a total is what the questionnaire says, not what once was kept. Answers that a changed
    questionnaire no longer knows are left out."""
    kept = vault.open(row)
    given = {name: Decimal(value) for name, value in kept.get("answers", {}).items() if asked.item(name) is not None}
    try:
        found = score(asked, given)
    except Invalid:
        return AnsweredForm(row.public_id, row.answered_at, given, None, "", 0, crisis=False)
    return AnsweredForm(
        row.public_id, row.answered_at, given, found.total, found.band.code if found.band else "", len(found.missing),
        crisis=any(one.code == CRISIS for one in found.raised), entered_by=(names or {}).get(kept.get("by", 0), ""),
    )


def answers_of(record: Record, row: Tracker, asked: Questionnaire, vault: Vault) -> list[AnsweredForm]:
    """Every set of answers, newest first."""
    rows = list(answer_rows(record, row))
    others = {by for one in rows if (by := vault.open(one).get("by")) and by != record.owner_id}
    names = {pk: handle for pk, (handle, _url) in member_cards(others).items()} if others else {}
    return [answered(one, asked, vault, names) for one in rows]
