"""Sheets for a visit: made, handed over by a link and a code, closed at once."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from dayroom.apps.tracking.actions.access import note_access, note_opening
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.models import SheetLink, SheetOpening, VisitSheet
from dayroom.apps.tracking.queries.sheets import code_digest, sheet_row, standing_link, token_digest
from dayroom.apps.tracking.rules.sheets import CodeWrong, LinkOver, check_choice, check_days
from dayroom.apps.tracking.vocabulary import Scope, Way
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.sheets import CODE_FIGURES, WRONG_CODES_MOST, SheetChoice
from dayroom.kernel.errors import NotFound
from dayroom.platform.limits import spend
from dayroom.platform.markup import clean_line
from dayroom.platform.sealing import vault_of

KIND = "visitsheet"
TRIES_MOST, TRIES_SECONDS = 30, 3600  # codes tried from one address in an hour, whichever link. Ours, 2026-11-21


@dataclass(frozen=True, slots=True)
class LinkMade:
    token: str
    code: str


def make_sheet(*, record: Record, choice: SheetChoice, now: datetime) -> VisitSheet:
    """Keep what was chosen. Raises NotAgreed, NotFound without the right to share, SheetDateOdd, TooManyCharts,
    TooManyQuestions, SheetTooLong."""
    check_agreed(record.owner_id)
    if not record.may(Scope.SHARE):
        raise NotFound()
    check_choice(choice, choice.until_on)
    row = VisitSheet(owner_id=record.owner_id, made_by_id=record.reader_id, made_at=now)
    row.sealed = vault_of(record.owner_id).seal(choice.as_values(), row)
    with transaction.atomic():
        row.save()
        _noted(record, row.public_id, now)
    return row


def delete_sheet(*, record: Record, public_id: str, now: datetime) -> None:
    """With its links: nobody opens it any more. Raises NotFound."""
    row = sheet_row(record, public_id)
    with transaction.atomic():
        row.delete()
        _noted(record, public_id, now)


def share_sheet(*, record: Record, public_id: str, days: int, whom: str, now: datetime) -> LinkMade:
    """A link that ends after so many days, and a code that is told apart from it. Raises NotFound, NotAgreed,
    Invalid."""
    check_agreed(record.owner_id)
    row = sheet_row(record, public_id)
    if not record.may(Scope.SHARE):
        raise NotFound()
    check_days(days)
    made = LinkMade(secrets.token_urlsafe(24), f"{secrets.randbelow(10**CODE_FIGURES):0{CODE_FIGURES}d}")
    link = SheetLink(
        sheet=row, owner_id=record.owner_id, token_digest=token_digest(made.token), made_at=now,
        ends_at=now + timedelta(days=days),
    )
    link.code_digest = code_digest(link.public_id, made.code)
    told = {"token": made.token, "code": made.code, "whom": clean_line(whom)[:80]}
    link.sealed = vault_of(record.owner_id).seal(told, link)
    with transaction.atomic():
        link.save()
        _noted(record, row.public_id, now)
    return made


def _noted(record: Record, public_id: str, now: datetime) -> None:
    if not record.mine:
        note_access(record, KIND, {public_id: Way.CARER}, now=now, scope=Scope.SHARE)


def end_link(*, record: Record, public_id: str, link: str, now: datetime) -> None:
    """Nobody opens it any more, from this moment on. Raises NotFound."""
    row = sheet_row(record, public_id)
    if not SheetLink.objects.filter(sheet=row, public_id=link, ended_at=None).update(ended_at=now):
        raise NotFound()


def try_code(*, token: str, code: str, caller: str, now: datetime) -> SheetLink:
    """Open a link with its code, and write down that it was opened. Wrong codes are counted before they are compared,
    so that trying side by side gains nothing. Raises LinkOver, CodeWrong, TooMany."""
    spend(what="sheet-code", who=caller, most=TRIES_MOST, per_seconds=TRIES_SECONDS, now=now)
    link = standing_link(token, now)
    open_still = SheetLink.objects.filter(pk=link.pk, wrong__lt=WRONG_CODES_MOST, ended_at=None)
    if not open_still.update(wrong=F("wrong") + 1):
        raise LinkOver()
    if not hmac.compare_digest(link.code_digest, code_digest(link.public_id, code)):
        raise CodeWrong()
    with transaction.atomic():
        SheetLink.objects.filter(pk=link.pk).update(wrong=F("wrong") - 1)
        SheetOpening.objects.create(link=link, opened_at=now)
        note_opening(link.owner_id, actor_id=None, way=Way.LINK, kind=KIND, item=link.sheet.public_id, now=now)
    return link
