"""Questionnaires: what may be brought in, when one may be answered again, and what the answers come to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from dayroom.apps.tracking.vocabulary.forms import FILE_MOST
from dayroom.engines.measures import Questionnaire, from_fhir
from dayroom.engines.measures.errors import BrokenQuestionnaire
from dayroom.kernel.errors import Conflict, Invalid, TooLarge

# answers that were left in the middle are gone on with for so long; then a new set begins. Our own choice, 2026-11-21
GO_ON_DAYS = 7
DEEPEST = 40  # levels of brackets: a questionnaire has a dozen


class AnsweredLately(Conflict):
    """You answered this not long ago. It asks about a longer time, so please come back later."""


class NothingAnswered(Invalid):
    """Nothing is answered yet. One answer is enough to save it."""


class FormFileWrong(Invalid):
    """This is no questionnaire that we can read. It must be a FHIR R4 Questionnaire as JSON."""


class FormTooLarge(TooLarge):
    """This questionnaire is too large. Up to 400,000 characters work."""


class FormNotDraft(Conflict):
    """Somebody has published or retired this questionnaire in the meantime."""


def may_answer_from(last: datetime | None, days_apart: int) -> datetime | None:
    """The moment from which it may be answered again; None for now."""
    return last + timedelta(days=days_apart) if last is not None and days_apart else None


def check_apart(last: datetime | None, days_apart: int, *, now: datetime) -> None:
    """Nobody is worn out by questions. Raises AnsweredLately."""
    since = may_answer_from(last, days_apart)
    if since is not None and now < since:
        raise AnsweredLately()


def goes_on(begun: datetime | None, missing: int, *, now: datetime) -> bool:
    """Whether answers that were left in the middle are gone on with."""
    return begun is not None and missing > 0 and now - begun < timedelta(days=GO_ON_DAYS)


def read_form_file(text: str) -> tuple[dict[str, Any], Questionnaire]:
    """The resource as it came, and the questionnaire in it: alone, or in a Bundle with its lists of answers.

    Raises FormTooLarge, FormFileWrong.
    """
    if len(text) > FILE_MOST:
        raise FormTooLarge()
    if _depth(text) > DEEPEST:
        raise FormFileWrong()
    try:
        resource = json.loads(text)
    except ValueError as fault:
        raise FormFileWrong() from fault
    if not isinstance(resource, dict):
        raise FormFileWrong()
    return resource, read_form(resource)


def read_form(resource: Mapping[str, Any]) -> Questionnaire:
    """Raises FormFileWrong."""
    parts = [resource]
    if resource.get("resourceType") == "Bundle":
        entries = resource.get("entry")
        rows = entries if isinstance(entries, list) else []
        parts = [row["resource"] for row in rows if isinstance(row, dict) and isinstance(row.get("resource"), dict)]
    form = next((one for one in parts if one.get("resourceType") == "Questionnaire"), None)
    if form is None:
        raise FormFileWrong()
    try:
        return from_fhir(form, [one for one in parts if one.get("resourceType") == "ValueSet"])
    except BrokenQuestionnaire as fault:
        raise FormFileWrong() from fault


def _depth(text: str) -> int:
    """How deep brackets stand in one another, counted roughly: a reader that calls itself must not be led astray."""
    depth = deepest = 0
    for letter in text:
        if letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth -= 1
    return deepest
