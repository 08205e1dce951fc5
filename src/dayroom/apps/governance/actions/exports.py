"""A member's own data, put together by a job: one file with JSON for programs and a page for people."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override as in_language

from dayroom.apps.audit.actions import record
from dayroom.apps.governance.models import Export, ExportState
from dayroom.apps.governance.vocabulary import EXPORT_KEPT_DAYS, EXPORTS_PER_DAY
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.kernel.ids import new_public_id
from dayroom.platform.jobs import enqueue
from dayroom.platform.limits import spend
from dayroom.platform.ports import PERSONAL_DATA

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

Table = tuple[str, list[dict[str, object]]]


def folder() -> Path:
    place = Path(settings.MEDIA_ROOT) / "exports"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def ask_for_export(*, member: Member, now: datetime) -> Export:
    """Queue an export. Raises TooMany after three in a day."""
    spend(what="export", who=str(member.pk), most=EXPORTS_PER_DAY, per_seconds=24 * 3600, now=now)
    with transaction.atomic():
        export = Export.objects.create(member=member, asked_at=now, parts_total=len(list(PERSONAL_DATA)))
        record(actor_id=member.pk, action="export.asked", now=now, subject=("export", export.pk))
        enqueue("governance.build_export", export_id=export.pk)
    return export


def build_export(*, export_id: int, now: datetime) -> None:
    """Write the archive, telling after every part how far it is. A failed export says so and can be asked for again."""
    export = Export.objects.select_related("member").get(pk=export_id)
    if export.state not in (ExportState.WAITING, ExportState.RUNNING):
        return
    _move(export, ExportState.RUNNING)
    name = f"{new_public_id()}.zip"
    try:
        with in_language(export.member.language):
            _write(export, folder() / name)
    except Exception:
        (folder() / name).unlink(missing_ok=True)
        _move(export, ExportState.FAILED)
        raise
    export.file_name, export.ready_at = name, now
    export.expires_at = now + timedelta(days=EXPORT_KEPT_DAYS)
    with transaction.atomic():
        _move(export, ExportState.READY, "file_name", "ready_at", "expires_at")
        record(actor_id=None, action="export.ready", now=now, subject=("export", export.pk))
        tell(member_ids=[export.member_id], kind=NoticeKind.EXPORT_READY, now=now, subject=("export", export.pk))


def _move(export: Export, state: ExportState, *fields: str) -> None:
    export.state = state
    export.save(update_fields=["state", *fields])


def _write(export: Export, path: Path) -> None:
    whole: dict[str, dict[str, list[dict[str, object]]]] = {}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, (key, plug) in enumerate(PERSONAL_DATA, start=1):
            whole[key] = dict(plug.export(export.member_id))
            for inside, stored in plug.files(export.member_id):
                if Path(stored).is_file():
                    archive.write(stored, f"files/{inside}")
            Export.objects.filter(pk=export.pk).update(parts_done=done)
        archive.writestr("data.json", json.dumps(whole, ensure_ascii=False, indent=1, default=str))
        archive.writestr("index.html", readable(whole.items()))


def readable(parts: Iterable[tuple[str, dict[str, list[dict[str, object]]]]]) -> str:
    """One page with a heading per part and a list per row; needs no network and no script."""
    titles = dict(PERSONAL_DATA)
    sections = []
    for key, tables in parts:
        inside = "".join(_table(name, rows) for name, rows in tables.items()) or f"<p>{escape(_('Nothing.'))}</p>"
        title = titles[key].title if key in titles else key
        sections.append(f"<section><h2>{escape(str(title))}</h2>{inside}</section>")
    head = escape(_("Everything this site holds about you"))
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{head}</title><style>body{{font:1.1em/1.5 sans-serif;max-width:45em;margin:2em auto;padding:0 1em}}"
        f"dt{{font-weight:bold}}dd{{margin:0 0 .5em 1em;white-space:pre-wrap}}li{{margin-bottom:1em}}</style></head>"
        f"<body><h1>{head}</h1>{''.join(sections)}</body></html>"
    )


def _table(name: str, rows: list[dict[str, object]]) -> str:
    if not rows:
        return ""
    items = "".join(
        "<li><dl>"
        + "".join(f"<dt>{escape(str(k))}</dt><dd>{escape(str(v))}</dd>" for k, v in row.items() if v not in (None, ""))
        + "</dl></li>"
        for row in rows
    )
    return f"<h3>{escape(name)}</h3><ol>{items}</ol>"


def forget_exports(*, now: datetime) -> int:
    """Delete archives that are past their day; returns how many."""
    gone = list(Export.objects.filter(state=ExportState.READY, expires_at__lt=now))
    for export in gone:
        (folder() / export.file_name).unlink(missing_ok=True)
        export.file_name = ""
        _move(export, ExportState.GONE, "file_name")
    return len(gone)
