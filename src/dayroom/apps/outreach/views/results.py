"""Bring in what other networks counted; take out what a campaign did."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.outreach.actions.results import bring_in_results
from dayroom.apps.outreach.forms.newsletter import ResultsForm
from dayroom.apps.outreach.queries.messages import campaign_named
from dayroom.apps.outreach.queries.results import Counted, campaign_sheet
from dayroom.apps.outreach.rules.results import FILE_MOST, BadRow, safe_cell
from dayroom.apps.outreach.views.readers import desk_only, results_too
from dayroom.kernel.errors import Invalid


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def results_import(request: HttpRequest) -> HttpResponse:
    form = ResultsForm(request.POST or None, request.FILES or None)
    bad: Sequence[BadRow] = ()
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            kept, found = bring_in_results(content=form.cleaned_data["file"].read(FILE_MOST + 1), now=timezone.now(),
                                           columns=form.columns(), by_id=request.user.pk)
            bad = found
            messages.success(request, _("Lines that were kept: %(kept)d.") % {"kept": kept})
        except Invalid as fault:
            form.add_error("file", str(fault))
            status = fault.status
    elif form.errors:
        status = 422
    return render(request, "outreach/results_import.html", {"form": form, "bad": bad[:50], "bad_count": len(bad)},
                  status=status)


@require_safe
@results_too
def campaign_results(request: HttpRequest, public_id: str) -> HttpResponse:
    """A table for a spreadsheet, in which no cell is run as a formula; small counts are hidden here too."""
    row = campaign_named(public_id)
    sheet = campaign_sheet(row)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="campaign-{row.public_id}.csv"'
    writer = csv.writer(answer)
    writer.writerow([_("Post"), _("Channel"), _("Address"), *sheet.measures])
    for line in sheet.lines:
        writer.writerow([safe_cell(line.name), safe_cell(line.channel), safe_cell(line.address),
                         *(_cell(one) for one in line.counts)])
    writer.writerow([_("Together"), "", "", *(_cell(one) for one in sheet.total)])
    writer.writerow([_("Counts below 11 are hidden. Numbers of many do not speak for a person.")])
    return answer


def _cell(one: Counted) -> str:
    return "<11" if one.hidden else safe_cell(one.value)
