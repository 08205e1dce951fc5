"""A practice hands a document into a member's record: by a link that the member gave, with a code, once.

A result reaches the person it is about and nobody else; they are told that something came, and not what. Who hands it
in sees nothing of the record.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from dayroom.apps.notices.actions import mark_seen, tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.tracking.actions.access import note_opening
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.models import Document, ReceiveLink
from dayroom.apps.tracking.queries.files import document_place
from dayroom.apps.tracking.queries.handing import document_row, open_link
from dayroom.apps.tracking.vocabulary import Scope, Way
from dayroom.apps.tracking.vocabulary.files import (
    DOCUMENT_KIND,
    DOCUMENT_MOST,
    DOCUMENT_TYPES,
    RECEIVE_DAYS,
    RECEIVE_TRIES,
)
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import Conflict, Invalid, NotFound, Refused, TooLarge, WrongType
from dayroom.platform.files import delete_files
from dayroom.platform.markup import clean_line
from dayroom.platform.sealed_files import keep_sealed_pieces
from dayroom.platform.sealing import vault_of

LINKS_MOST = 10
_STARTS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


class WrongCode(Refused):
    """This code does not fit. Please ask the person who gave you the link."""


class TooManyLinks(Conflict):
    """You have several open links already. Please close one first."""


class NoTitle(Invalid):
    """Please say what it is and from whom."""


class NotADocument(WrongType):
    """Please hand in a PDF, a JPEG or a PNG."""


class DocumentTooLarge(TooLarge):
    """This file is too large. Up to 20 megabytes work."""


def make_link(*, record: Record, now: datetime) -> tuple[ReceiveLink, str]:
    """A link good for one document; its code is returned once. Raises NotFound for anybody but the owner, NotAgreed,
    TooManyLinks."""
    if not record.mine:
        raise NotFound()
    check_agreed(record.owner_id)
    held = ReceiveLink.objects.filter(owner_id=record.owner_id, used_at=None, closed_at=None, expires_at__gt=now)
    if held.count() >= LINKS_MOST:
        raise TooManyLinks()
    code = f"{secrets.randbelow(10**8):08d}"
    row = ReceiveLink(owner_id=record.owner_id, made_at=now, expires_at=now + timedelta(days=RECEIVE_DAYS))
    row.code_digest = _digest(row.public_id, code)
    row.save()
    return row, code


def close_link(*, record: Record, public_id: str, now: datetime) -> None:
    """It takes nothing from now on. Raises NotFound."""
    rows = ReceiveLink.objects.filter(owner_id=record.owner_id, public_id=public_id, closed_at=None)
    if not record.mine or not rows.update(closed_at=now):
        raise NotFound()


def hand_in(
    *, public_id: str, code: str, title: str, from_whom: str, note: str, size: int, pieces: Iterable[bytes],
    now: datetime,
) -> None:  # fmt: skip
    """Put a document into the record behind the link; it stands first on the owner's page until it was opened.
    Raises NotFound, WrongCode, NoTitle, NotADocument, DocumentTooLarge."""
    link = open_link(public_id, now=now)
    _check_code(link, code)
    said = {"title": clean_line(title)[:120], "from_whom": clean_line(from_whom)[:120], "note": note.strip()[:2000]}
    if not said["title"] or not said["from_whom"]:
        raise NoTitle()
    content = iter(pieces)
    first = next(content, b"")
    media_type = next((kind for start, kind in _STARTS.items() if first.startswith(start)), "")
    if media_type not in DOCUMENT_TYPES:
        raise NotADocument()
    if size > DOCUMENT_MOST:
        raise DocumentTooLarge()
    check_agreed(link.owner_id)
    vault = vault_of(link.owner_id)
    row = Document(owner_id=link.owner_id, bytes_total=size, made_at=now, changed_at=now)
    row.sealed = vault.seal({**said, "media_type": media_type}, row)
    row.file = keep_sealed_pieces(
        _again(first, content), vault, place=document_place(row.public_id), suffix=".document"
    )
    with transaction.atomic():
        if not ReceiveLink.objects.filter(pk=link.pk, used_at=None, closed_at=None).update(used_at=now):
            delete_files([row.file])
            raise NotFound()
        row.save()
        note_opening(
            link.owner_id, actor_id=None, way=Way.LINK, kind="document", item=row.public_id, now=now, scope=Scope.ENTER
        )
        tell(member_ids=[link.owner_id], kind=NoticeKind.DOCUMENT, now=now, subject=(DOCUMENT_KIND, row.pk))


def delete_document(*, record: Record, public_id: str, now: datetime) -> None:
    """For good. Raises NotFound."""
    row = document_row(record, public_id)
    mark_seen(member_id=row.owner_id, subject=(DOCUMENT_KIND, row.pk), now=now)
    row.delete()
    delete_files([row.file])


def note_seen(row: Document, *, now: datetime) -> None:
    """The owner has opened it: it is new no more."""
    mark_seen(member_id=row.owner_id, subject=(DOCUMENT_KIND, row.pk), now=now)
    if row.seen_at is None:
        Document.objects.filter(pk=row.pk).update(seen_at=now)


def _check_code(link: ReceiveLink, code: str) -> None:
    """After some wrong codes the link is closed: eight digits must not be tried out."""
    tried = ReceiveLink.objects.filter(pk=link.pk, tries__lt=RECEIVE_TRIES).update(tries=F("tries") + 1)
    if not tried:
        raise NotFound()
    digits = "".join(letter for letter in code if letter.isdecimal())
    if not hmac.compare_digest(_digest(link.public_id, digits), link.code_digest):
        raise WrongCode()


def _digest(public_id: str, code: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"receive:{public_id}:{code}".encode(), hashlib.sha256).hexdigest()


def _again(first: bytes, rest: Iterable[bytes]) -> Iterable[bytes]:
    yield first
    yield from rest
