"""Hear, look into, answer: what people say and ask while something goes on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.models import Alert, Rumour
from dayroom.apps.outreach.vocabulary.alerts import RumourKind, RumourState
from dayroom.kernel.errors import Invalid
from dayroom.platform import markup
from dayroom.platform.limits import spend

RUMOUR_KIND = "rumour"
HEARD_A_DAY = 20  # by one reader


class AnswerMissing(Invalid):
    """An answer says what is true, in one or two sentences."""


def enter_rumour(
    *, words: str, kind: str, alert: Alert | None, by_id: int | None, now: datetime, heard: int = 1
) -> Rumour:
    """The desk has heard something, or a reader asks something. Audited where somebody of the desk does it."""
    with transaction.atomic():
        row = Rumour.objects.create(kind=kind, words=markup.clean_line(words), alert=alert, heard_at=now,
                                    last_heard_at=now, entered_by_id=by_id, heard_count=heard)
        if by_id is not None:
            record(actor_id=by_id, action="rumour.entered", now=now, subject=(RUMOUR_KIND, row.pk), facts={})
    return row


def ask_about(*, words: str, alert: Alert | None, who: str, now: datetime) -> Rumour:
    """A reader's question; nobody is kept with it. ``who`` only counts. Raises TooMany."""
    spend(what="alert-question", who=who, most=HEARD_A_DAY, per_seconds=86_400, now=now)
    return enter_rumour(words=words, kind=RumourKind.QUESTION, alert=alert, by_id=None, now=now)


def heard_too(*, row: Rumour, who: str, now: datetime) -> None:
    """Somebody has heard or asks the same; one reader counts once a day. Raises TooMany."""
    spend(what=f"heard-{row.pk}", who=who, most=1, per_seconds=86_400, now=now)
    Rumour.objects.filter(pk=row.pk).update(heard_count=F("heard_count") + 1, last_heard_at=now)


def look_into(
    *, row: Rumour, known: str, fact_check_id: int | None, alert: Alert | None, by_id: int, now: datetime
) -> None:
    """What we know so far, and which alert it is about; it stays at the desk until there is an answer. Audited."""
    with transaction.atomic():
        Rumour.objects.filter(pk=row.pk).update(
            known=markup.clean(known), fact_check_id=fact_check_id, alert=alert,
            state=RumourState.CHECKING if row.state == RumourState.HEARD else row.state,
        )
        record(actor_id=by_id, action="rumour.looked_into", now=now, subject=(RUMOUR_KIND, row.pk), facts={})


def answer_rumour(*, row: Rumour, words: str, answer: str, by_id: int, now: datetime) -> None:
    """The answer that everybody sees; ``words`` is how the question is shown. Audited. Raises AnswerMissing."""
    if markup.is_blank(answer):
        raise AnswerMissing()
    with transaction.atomic():
        Rumour.objects.filter(pk=row.pk).update(
            words=markup.clean_line(words) or row.words, answer=markup.clean(answer), state=RumourState.ANSWERED,
            answered_by_id=by_id, answered_at=now,
        )
        record(actor_id=by_id, action="rumour.answered", now=now, subject=(RUMOUR_KIND, row.pk), facts={})


def close_rumour(*, row: Rumour, by_id: int, now: datetime) -> None:
    """Not taken up: the same as another, or not ours to answer. It is no longer shown. Audited."""
    with transaction.atomic():
        Rumour.objects.filter(pk=row.pk).update(state=RumourState.CLOSED)
        record(actor_id=by_id, action="rumour.closed", now=now, subject=(RUMOUR_KIND, row.pk), facts={})


def merge_rumours(*, row: Rumour, into: Rumour, by_id: int, now: datetime) -> None:
    """Two are the same: their counts are added up. Audited."""
    with transaction.atomic():
        Rumour.objects.filter(pk=into.pk).update(heard_count=F("heard_count") + row.heard_count, last_heard_at=now)
        close_rumour(row=row, by_id=by_id, now=now)
