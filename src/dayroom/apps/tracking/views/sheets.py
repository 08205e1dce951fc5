"""Sheets for a visit: made, printed, handed over, closed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.tracking.actions.sheets import delete_sheet, end_link, make_sheet, share_sheet
from dayroom.apps.tracking.adapters.pdf import sheet_pdf
from dayroom.apps.tracking.forms.sheets import LinkForm, SheetForm
from dayroom.apps.tracking.presenters.sheets import drawn_sheet, offered
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.sheets import choice_of, eyes_of, links_of, sheet_row, sheets_of
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.kernel.errors import Invalid
from dayroom.platform.gates import members_only


@require_safe
@members_only
def sheet_list(request: HttpRequest, whose: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.SHARE)
    return render(request, "tracking/sheet_list.html", {"record": record, "sheets": sheets_of(record)})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def sheet_new(request: HttpRequest, whose: str) -> HttpResponse:
    record, today = record_for(reader_of(request), whose, Scope.SHARE), timezone.localdate()
    form = SheetForm(request.POST or None, offered=offered(record), today=today)
    if request.method == "POST" and form.is_valid():
        try:
            row = make_sheet(record=record, choice=form.choice(), now=timezone.now())
            return redirect("sheet-page", whose=record.whose, public_id=row.public_id)
        except Invalid as fault:
            form.add_error(None, str(fault))
    return render(request, "tracking/sheet_new.html", {"record": record, "form": form},
                  status=422 if form.errors else 200)


@require_safe
@members_only
def sheet_page(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.SHARE)
    row = sheet_row(record, public_id)
    return render(request, "tracking/sheet_page.html", {
        "record": record, "row": row, "drawn": drawn_sheet(eyes_of(row), choice_of(row)), "form": LinkForm(),
        "links": [(link, _address(link.token)) for link in links_of(row)], "now": timezone.now(),
    })


def _address(token: str) -> str:
    return f"{settings.SITE_URL}{reverse('shared-sheet', args=[token])}"


@require_safe
@members_only
def sheet_file(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.SHARE)
    row = sheet_row(record, public_id)
    return pdf_answer(sheet_pdf(drawn_sheet(eyes_of(row), choice_of(row))))


def pdf_answer(file: bytes) -> HttpResponse:
    """A file whose name says nothing, kept by nobody on the way."""
    answer = HttpResponse(file, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="sheet.pdf"'
    return unkept(answer)


def unkept(answer: HttpResponse) -> HttpResponse:
    """For no cache, no search engine, and no other site that is opened from here. The address stays known to this site
    itself: without it the form for the code would look as if it came from elsewhere."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "same-origin"
    return answer


@require_POST
@members_only
@asks_first
def sheet_share(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record, form = record_for(reader_of(request), whose, Scope.SHARE), LinkForm(request.POST)
    if not form.is_valid():
        raise Invalid()
    told: dict[str, Any] = form.cleaned_data
    share_sheet(record=record, public_id=public_id, days=told["days"], whom=told["whom"], now=timezone.now())
    messages.success(request, _("The link is made. Give the link and the code by different ways."))
    return redirect(f"/health/{record.whose}/sheets/{public_id}/#links")


@require_POST
@members_only
def link_end(request: HttpRequest, whose: str, public_id: str, link: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.SHARE)
    end_link(record=record, public_id=public_id, link=link, now=timezone.now())
    messages.success(request, _("Closed. The link opens nothing any more."))
    return redirect(f"/health/{record.whose}/sheets/{public_id}/#links")


@require_POST
@members_only
def sheet_delete(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.SHARE)
    delete_sheet(record=record, public_id=public_id, now=timezone.now())
    messages.success(request, _("Deleted, with its links."))
    return redirect("sheet-list", whose=record.whose)
