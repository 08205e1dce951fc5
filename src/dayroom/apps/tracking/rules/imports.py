"""What kind of file somebody brought, and whether it may be read. Bytes and facts come in; no queries, no clock."""

from __future__ import annotations

import csv

from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.vocabulary import BatchKind, BatchState
from dayroom.apps.tracking.vocabulary.files import JSON_MOST
from dayroom.engines.measures.errors import NotAnExport
from dayroom.engines.measures.reading import columns
from dayroom.kernel.errors import Conflict, Invalid, TooLarge

# bytes from which the kind is told
HEAD = 64 * 1024
_ZIP, _MARK = b"PK\x03\x04", b"\xef\xbb\xbf"
COLUMNS_MOST = 200


class FileTooLarge(TooLarge):
    """This file is too large for this site."""


class FileEmpty(Invalid):
    """This file is empty."""


class BroughtBefore(Conflict):
    """You brought this same file before. It is in your list below."""


class NotNow(Conflict):
    """This is not possible now. Please look at the page again."""


def kind_of(head: bytes) -> BatchKind:
    """From the first bytes of a file. Raises FileEmpty, NotAnExport; the name and the browser's word do not count."""
    text = head.removeprefix(_MARK).lstrip()
    if not text:
        raise FileEmpty()
    if head.startswith(_ZIP) or text.startswith(b"<"):
        return BatchKind.APPLE
    if text.startswith((b"{", b"[")):
        return BatchKind.FHIR if b'"resourceType"' in text else BatchKind.OPEN_MHEALTH
    head_columns(head)
    return BatchKind.TABLE


def head_columns(head: bytes) -> list[str]:
    """The names in the first row of a table. Raises NotAnExport where it is none."""
    if b"\0" in head:
        raise NotAnExport
    try:
        # the head may end within a letter
        text = head.decode("utf-8-sig", "strict" if len(head) < HEAD else "ignore")
        names = columns(text.splitlines())
    except (UnicodeDecodeError, csv.Error):
        raise NotAnExport from None
    if not 2 <= len(names) <= COLUMNS_MOST or len(set(names)) != len(names):
        raise NotAnExport
    return names


def check_size(kind: str, size: int, *, most: int) -> None:
    """Raises FileTooLarge; what is read whole has a limit of its own."""
    limit = min(most, JSON_MOST) if kind in (BatchKind.FHIR, BatchKind.OPEN_MHEALTH) else most
    if size > limit:
        raise FileTooLarge(
            _("This file is too large for this site: at most %(most)d MB.") % {"most": limit // (1024 * 1024)}
        )


def check_can_undo(state: str) -> None:
    """Whatever was begun can be taken back, once. Raises NotNow."""
    if state == BatchState.UNDONE:
        raise NotNow()


def check_can_map(kind: str, state: str) -> None:
    if kind != BatchKind.TABLE or state != BatchState.MAPPING:
        raise NotNow()
