"""Sheets, their links, and whose eyes a sheet is drawn with."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from dayroom.apps.people.queries import member_by_id
from dayroom.apps.people.queries.consents import who_agreed
from dayroom.apps.people.vocabulary import MemberState, Purpose
from dayroom.apps.tracking.models import SheetLink, VisitSheet
from dayroom.apps.tracking.queries.access import record_for
from dayroom.apps.tracking.rules.sheets import LinkOver, check_standing
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.sheets import SHEETS_SHOWN, LinkShown, SheetChoice
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import vault_of

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def sheets_of(record: Record) -> list[tuple[VisitSheet, SheetChoice]]:
    """Newest first. A carer sees the sheets they made, the owner sees all."""
    rows = VisitSheet.objects.filter(owner_id=record.owner_id)
    rows = rows if record.mine else rows.filter(made_by_id=record.reader_id)
    found = list(rows.order_by("-id")[:SHEETS_SHOWN])
    vault = vault_of(record.owner_id) if found else None
    return [(row, SheetChoice.of_values(vault.open(row))) for row in found] if vault is not None else []


def sheet_row(record: Record, public_id: str) -> VisitSheet:
    """Raises NotFound."""
    rows = VisitSheet.objects.filter(owner_id=record.owner_id)
    rows = rows if record.mine else rows.filter(made_by_id=record.reader_id)
    found = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def choice_of(row: VisitSheet) -> SheetChoice:
    return SheetChoice.of_values(vault_of(row.owner_id).open(row))


def eyes_of(row: VisitSheet) -> Record:
    """The record as whoever made the sheet sees it today: a carer's sheet shows nothing that the carer does not see,
    and ends with the carer's right to share. Raises NotFound."""
    owner = member_by_id(row.owner_id)
    maker = member_by_id(row.made_by_id) if row.made_by_id is not None else None
    if maker is None or not maker.is_active:
        raise NotFound()
    return record_for(maker, owner.public_id, Scope.SHARE)


def links_of(row: VisitSheet) -> list[LinkShown]:
    """Newest first, with when they were opened."""
    links = SheetLink.objects.filter(sheet=row).order_by("-id").prefetch_related("openings")
    vault = vault_of(row.owner_id)
    found = []
    for link in links:
        kept = vault.open(link)
        opened = tuple(sorted((one.opened_at for one in link.openings.all()), reverse=True))
        found.append(LinkShown(
            link.public_id, kept["token"], kept["code"], kept.get("whom", ""), link.made_at, link.ends_at,
            link.ended_at, link.wrong, opened,
        ))
    return found


def token_digest(token: str) -> str:
    """256 random bits: a plain digest is enough to be found by."""
    return hashlib.sha256(token.encode()).hexdigest()


def code_digest(public_id: str, code: str) -> str:
    """Six figures are few: the digest needs the key of this site, and the link it belongs to."""
    return hmac.new(settings.SECRET_KEY.encode(), f"sheet|{public_id}|{code}".encode(), hashlib.sha256).hexdigest()


def _there(owner: Member) -> bool:
    """A person without an account has a record too, which their carer keeps."""
    return owner.is_active or owner.state == MemberState.KEPT


def standing_link(token: str, now: datetime) -> SheetLink:
    """The link behind this token. Raises LinkOver: for a wrong one, one that is over or closed, and where the yes to a
    record was taken back."""
    link = SheetLink.objects.filter(token_digest=token_digest(token)).select_related("sheet", "owner").first()
    if link is None or not _there(link.owner) or link.owner_id not in who_agreed([link.owner_id], Purpose.OWN_RECORD):
        raise LinkOver()
    check_standing(link, now)
    return link
