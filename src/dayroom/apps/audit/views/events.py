from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.audit import actions, presenters, queries
from dayroom.apps.audit.forms import EventFilter
from dayroom.apps.audit.vocabulary import Asked
from dayroom.platform.gates import staff_only

READERS = ("AUDITOR", "OWNER", "STEWARD")


@require_safe
@staff_only(*READERS)
def event_list(request: HttpRequest) -> HttpResponse:
    form = EventFilter(request.GET)
    valid = form.is_valid()
    page = queries.events(form.asked() if valid else Asked(), place=request.GET.get("place", ""))
    chosen = {name: value for name, value in request.GET.items() if value and name in form.fields}
    seq, digest = queries.chain_head()
    context = {
        "form": form, "lines": presenters.lines(list(page.rows)), "chosen": chosen, "seq": seq, "digest": digest,
        "older_url": "?" + urlencode({**chosen, "place": page.older}) if page.older else "",
    }
    return render(request, "audit/event_list.html", context, status=200 if valid else 422)


@require_POST
@staff_only(*READERS)
def trail_check(request: HttpRequest) -> HttpResponse:
    """Read the whole chain; a button and not a page, because it takes time on a large site."""
    seq, digest = queries.chain_head()
    return render(request, "audit/trail_check.html", {"verdict": queries.verify(), "seq": seq, "digest": digest})


@require_POST
@staff_only(*READERS)
def event_export(request: HttpRequest) -> HttpResponse:
    form = EventFilter(request.POST)
    if not form.is_valid():
        return render(request, "audit/event_list.html", {"form": form, "lines": [], "chosen": {}}, status=422)
    asked = form.asked()
    actions.note_export(by_id=cast(int, request.user.pk), asked=asked, now=timezone.now())
    response = StreamingHttpResponse(_written(presenters.csv_rows(queries.events_for_export(asked))),
                                     content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return cast(HttpResponse, response)  # Django's two response classes share their base only


class _Echo:
    """The csv module writes to a file; this one hands the line on instead."""

    def write(self, line: str) -> str:
        return line


def _written(rows: Iterator[list[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow(row)
