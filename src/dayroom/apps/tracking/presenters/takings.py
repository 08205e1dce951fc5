"""A record as a file: FHIR for programs, a table for spreadsheets, a page to read. Written piece by piece."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from django.utils.html import escape
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dayroom.apps.tracking.presenters.trackers import unit_label
from dayroom.apps.tracking.queries.takings import Line, json_line, lines, resources
from dayroom.apps.tracking.vocabulary import Certainty
from dayroom.apps.tracking.vocabulary.files import TakingChoice, TakingForm
from dayroom.apps.tracking.vocabulary.goals import GoalState
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
    "div{overflow-x:auto}.when{white-space:nowrap}"
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
        f'<!doctype html><html lang="{escape(get_language() or "en")}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{head}</title><style>{_STYLE}</style></head><body><h1>{head}</h1><p>{made}</p>"
    )
    for kind, found in groupby(lines(record, choice), key=lambda one: one.kind):
        yield f"<h2>{escape(_TITLES[kind])}</h2>"
        for name, rows in groupby(found, key=lambda one: one.name if kind == "reading" else ""):
            yield (f"<h3>{escape(name)}</h3>" if name else "") + f"<div><table><thead>{_head(kind)}</thead><tbody>"
            yield from (_row(one) for one in rows)
            yield "</tbody></table></div>"
    yield "</body></html>\n"


def _head(kind: str) -> str:
    """Readings stand under the name of what was measured: their table need not say it in every row."""
    names = (() if kind == "reading" else (_("What"),)) + (_("When"), _("Until"), _("Value"), _("Note"))
    return "<tr>" + "".join(f'<th scope="col">{escape(name)}</th>' for name in names) + "</tr>"


def _row(one: Line) -> str:
    words = {**dict(Certainty.choices), **dict(GoalState.choices)} if one.kind in ("condition", "goal") else {}
    value = f"{words.get(one.value, one.value)} {unit_label(one.unit) if one.unit else ''}".strip()
    note = " · ".join(part for part in (one.note, one.source, one.code) if part)
    first = "" if one.kind == "reading" else f"<td>{escape(one.name)}</td>"
    times = "".join(f'<td class="when">{escape(_moment(at))}</td>' for at in (one.start, one.end))
    return f"<tr>{first}{times}<td>{escape(value)}</td><td>{escape(note)}</td></tr>\n"


def _moment(at: str) -> str:
    """On the owner's own clock; the table for spreadsheets keeps how far that is from others.

    >>> _moment("2026-11-21T07:40-06:00"), _moment("2025-09")
    ('2026-11-21 07:40', '2025-09')
    """
    day, _t, hour = at.partition("T")
    return f"{day} {hour[:5]}".strip()
