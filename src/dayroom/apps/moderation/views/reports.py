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
from dayroom.apps.moderation.rules.reporting import Hidden, check_over, hidden_in_year, periods_offered, quarters_of
from dayroom.platform.gates import open_to_all, staff_only

READERS = ("STEWARD", "AUDITOR", "OWNER")
KEPT_SECONDS = 10 * 60  # a report is counted anew at most so often, however many read it


def _offered() -> list[str]:
    now, first = timezone.now(), queries.first_day()
    return periods_offered(now, first.date() if first else now.date())


def _found(code: str) -> tuple[queries.Report, Hidden]:
    """Raises NotFound for what is no time, or not over yet."""
    check_over(code, timezone.now())
    kept: tuple[queries.Report, Hidden] | None = cache.get(f"transparency:{code}")
    if kept is None:
        report = queries.report(code)
        quarters = [presenters.hidden_of(queries.report(one)) for one in quarters_of(code)]
        kept = report, hidden_in_year(presenters.hidden_of(report), quarters)
        cache.set(f"transparency:{code}", kept, KEPT_SECONDS)
    return kept


@require_safe
@open_to_all("what was flagged, decided and appealed, in numbers: the law and fairness ask that anybody may read it")
def transparency(request: HttpRequest) -> HttpResponse:
    offered = _offered()
    code = request.GET.get("period") or (offered[0] if offered else "")
    given: dict[str, Any] = {"code": code, "offered": offered, "least": presenters.SMALLEST_CELL}
    if code:
        found, hidden = _found(code)
        given |= {"tables": presenters.tables(found, hidden), "facts": presenters.facts(found, hidden)}
    return render(request, "moderation/transparency.html", given)


@require_safe
@open_to_all("the same numbers for programs")
def transparency_data(request: HttpRequest) -> HttpResponse:
    offered = _offered()
    return JsonResponse(presenters.as_data(*_found(request.GET.get("period") or (offered[0] if offered else ""))))


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
