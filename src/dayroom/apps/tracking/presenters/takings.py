"""A record as a file: FHIR for programs, a table for spreadsheets, a page to read. Written piece by piece."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.tracking.queries.takings import Line, json_line, lines, resources
from dayroom.apps.tracking.vocabulary.files import TakingChoice, TakingForm
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.engines.measures.writing import csv_lines

TYPES = {
    TakingForm.FHIR: ("application/fhir+json", "my-health.json"),
    TakingForm.CSV: ("text/csv; charset=utf-8", "my-health.csv"),
    TakingForm.HTML: ("text/html; charset=utf-8", "my-health.html"),
}
HEAD = ("kind", "name", "start", "end", "value", "unit", "code", "source", "note")
_TITLES = {
    "condition": gettext_lazy("Conditions"), "treatment": gettext_lazy("Treatments"),
    "event": gettext_lazy("Events in my life"), "reading": gettext_lazy("Readings"),
    "answers": gettext_lazy("Answers to questionnaires"), "goal": gettext_lazy("Goals"),
}
_STYLE = (
    "body{font:1em/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;"
    "width:100%}th,td{border-bottom:1px solid #ccc;padding:.3em .5em;text-align:left;vertical-align:top}"
    "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}"
)


def pieces(record: Record, public_id: str, form: str, choice: TakingChoice, now: datetime) -> Iterator[bytes]:
    """The file of this form, in pieces."""
    if form == TakingForm.FHIR:
        made: Iterator[str] = _bundle(record, public_id, choice, now)
    elif form == TakingForm.CSV:
        # the mark at the front tells a spreadsheet that these are letters of all languages
        made = itertools.chain(["\ufeff"], csv_lines(lines(record, choice), head=HEAD))
    else:
        made = _page(record, choice, now)
    return (piece.encode() for piece in made)


def _bundle(record: Record, public_id: str, choice: TakingChoice, now: datetime) -> Iterator[str]:
    """As `measures.writing.bundle` makes one, without holding it."""
    yield f'{{"resourceType":"Bundle","type":"collection","timestamp":"{now.isoformat()}","entry":['
    for number, one in enumerate(resources(record, public_id, choice)):
        address = f"urn:dayroom/{one['resourceType']}/{one['id']}"
        yield f'{"," if number else ""}\n{{"fullUrl":"{address}","resource":{json_line(one)}}}'
    yield "\n]}\n"


def _page(record: Record, choice: TakingChoice, now: datetime) -> Iterator[str]:
    head = escape(_("My health"))
    made = escape(_("Made on %(day)s.") % {"day": now.date().isoformat()})
    yield (
        f'<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{head}</title><style>{_STYLE}</style></head><body><h1>{head}</h1><p>{made}</p>"
    )
    for kind, found in groupby(lines(record, choice), key=lambda one: one.kind):
        yield f"<h2>{escape(_TITLES[kind])}</h2>"
        for name, rows in groupby(found, key=lambda one: one.name if kind == "reading" else ""):
            yield (f"<h3>{escape(name)}</h3>" if name else "") + f"<table><thead>{_head()}</thead><tbody>"
            yield from (_row(one) for one in rows)
            yield "</tbody></table>"
    yield "</body></html>\n"


def _head() -> str:
    names = (_("What"), _("When"), _("Until"), _("Value"), _("Note"))
    return "<tr>" + "".join(f'<th scope="col">{escape(name)}</th>' for name in names) + "</tr>"


def _row(one: Line) -> str:
    value = f"{one.value} {one.unit}".strip()
    note = " · ".join(part for part in (one.note, one.source, one.code) if part)
    cells = (one.name, one.start.replace("T", " "), one.end.replace("T", " "), value, note)
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>\n"
