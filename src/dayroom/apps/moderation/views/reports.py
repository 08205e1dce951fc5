from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.forms.desk import PeriodForm
from dayroom.apps.moderation.presenters import reports as presenters
from dayroom.apps.moderation.presenters.statements import COLUMNS, csv_row, faults_of, for_export
from dayroom.apps.moderation.queries import reports as queries
from dayroom.apps.moderation.rules.reporting import periods_offered, quarter_code
from dayroom.platform.gates import open_to_all, staff_only

READERS = ("STEWARD", "AUDITOR", "OWNER")
KEPT_SECONDS = 10 * 60  # a report is counted anew at most so often, however many read it


def _found(request: HttpRequest) -> tuple[queries.Report, list[str]]:
    today = timezone.now().date()
    first = queries.first_day()
    offered = periods_offered(today, first.date() if first else today)
    code = request.GET.get("period") or quarter_code(today)
    kept: queries.Report | None = cache.get(f"transparency:{code}") if len(code) < 10 else None
    if kept is None:
        kept = queries.report(code)
        cache.set(f"transparency:{code}", kept, KEPT_SECONDS)
    return kept, offered


@require_safe
@open_to_all("what was flagged, decided and appealed, in numbers: the law and fairness ask that anybody may read it")
def transparency(request: HttpRequest) -> HttpResponse:
    found, offered = _found(request)
    return render(request, "moderation/transparency.html", {
        "code": found.code, "offered": offered, "tables": presenters.tables(found), "facts": presenters.facts(found),
        "least": presenters.SMALLEST_CELL,
    })


@require_safe
@open_to_all("the same numbers for programs")
def transparency_data(request: HttpRequest) -> HttpResponse:
    found, _offered = _found(request)
    return JsonResponse(presenters.as_data(found))


@require_safe
@staff_only(*READERS)
def report_desk(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    form = PeriodForm(initial={"start": today - timedelta(days=90), "end": today, "form": "json"})
    return _page(request, form)


def _page(request: HttpRequest, form: PeriodForm, status: int = 200) -> HttpResponse:
    return render(request, "moderation/report_desk.html", {"form": form}, status=status)


@require_POST
@staff_only(*READERS)
def statement_export(request: HttpRequest) -> HttpResponse:
    """Every statement of reasons of a time, as the European database takes them; nothing personal in it."""
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    start, end = _day(form.cleaned_data["start"]), _day(form.cleaned_data["end"]) + timedelta(days=1)
    kind = form.cleaned_data["form"] or "json"
    record(actor_id=cast(int, request.user.pk), action="statements.exported", now=timezone.now(),
           facts={"from": start.date().isoformat(), "until": end.date().isoformat(), "as": kind,
                  "count": queries.statements_count(start, end)})
    rows = (fields for decision in queries.statements(start, end) if not faults_of(fields := for_export(decision)))
    written, content_type = (_csv(rows), "text/csv") if kind == "csv" else (_json(rows), "application/json")
    response = StreamingHttpResponse(written, content_type=f"{content_type}; charset=utf-8")
    name = f"statements-{start.date()}-{form.cleaned_data['end']}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return cast(HttpResponse, response)  # Django's two response classes share their base only


def _day(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _json(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield '{"statements": ['
    for number, fields in enumerate(rows):
        yield (",\n" if number else "\n") + json.dumps(fields, ensure_ascii=False)
    yield "\n]}\n"


class _Echo:
    """The csv module writes to a file; this one hands the line on instead."""

    def write(self, line: str) -> str:
        return line


def _csv(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for fields in rows:
        yield writer.writerow(csv_row(fields, COLUMNS))
