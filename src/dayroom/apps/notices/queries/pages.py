"""A member's list of notices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dayroom.apps.notices.models import Notice
from dayroom.apps.notices.ports import NOTICE_SUBJECTS
from dayroom.apps.notices.vocabulary import NOTICES_PER_PAGE, Line, NoticeKind
from dayroom.platform.keyset import Page, newest_first


def notices_of(member_id: int, *, place: str = "", unread_only: bool = False) -> Page[Notice]:
    rows = Notice.objects.filter(member_id=member_id)
    if unread_only:
        rows = rows.filter(read_at=None)
    return newest_first(rows, time_field="made_at", place=place, limit=NOTICES_PER_PAGE)


def lines_of(rows: Sequence[Notice], reader_id: int) -> list[Line]:
    """Rows as sentences. Titles come from the apps that own the subjects: one question per kind, not per row.

    What the reader may no longer see has no title and no address. Who caused a notice is never named here: under a
    byline it would give an author away.
    """
    described = _described(rows, reader_id)
    lines = []
    for row in rows:
        title, url = described.get((row.subject_kind, row.subject_id), ("", ""))
        lines.append(Line(kind=row.kind, sentence=str(NoticeKind(row.kind).label), title=title, url=url,
                          count=row.count, made_at=row.made_at, unread=row.read_at is None))
    return lines


def _described(rows: Sequence[Notice], reader_id: int) -> dict[tuple[str, int | None], tuple[str, str]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.subject_id is not None:
            wanted[row.subject_kind].add(row.subject_id)
    found: dict[tuple[str, int | None], tuple[str, str]] = {}
    for kind, ids in wanted.items():
        plug = NOTICE_SUBJECTS.get(kind)
        for subject_id, card in (plug.describe(ids, reader_id) if plug else {}).items():
            found[kind, subject_id] = card
    return found


def records_about(member_id: int) -> list[dict[str, object]]:
    """A member's notices for their export: what and when, not who."""
    rows = Notice.objects.filter(member_id=member_id).order_by("made_at", "id")
    return [
        {"kind": row.kind, "made_at": row.made_at.isoformat(), "count": row.count, "about": row.subject_kind,
         "read_at": row.read_at.isoformat() if row.read_at else None}
        for row in rows.iterator()
    ]
