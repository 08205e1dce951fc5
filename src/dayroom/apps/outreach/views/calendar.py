"""The calendar: a month and a list, and moving a message in it by hand, by keyboard or by form."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.outreach.actions.messages import move_message
from dayroom.apps.outreach.forms.messages import moment_from, moment_text
from dayroom.apps.outreach.queries import messages as queries
from dayroom.apps.outreach.queries.calendar import month_of, month_read
from dayroom.apps.outreach.views.readers import desk_only
from dayroom.kernel.errors import DayroomError


@require_safe
@desk_only
def outreach_calendar(request: HttpRequest) -> HttpResponse:
    first = month_read(request.GET.get("month", ""), timezone.localdate(timezone=timezone.get_default_timezone()))
    return render(request, "outreach/calendar.html", {
        "month": month_of(first), "as_list": request.GET.get("as") == "list", "own": False})


@require_POST
@desk_only
def message_move(request: HttpRequest, public_id: str) -> HttpResponse:
    """To a day (keeping its time) or to a full moment; the time is part of what was approved."""
    row = queries.message_named(public_id)
    try:
        moment = moment_from(_wanted(request, moment_text(row.publish_at)))
        kept = move_message(message=row, by=request.user, publish_at=moment, now=timezone.now())
    except DayroomError as fault:
        messages.error(request, str(fault))
    else:
        said = _("Moved.") if kept.state == row.state else _("Moved. Its time was part of the approval: please ask for "
                                                             "approval again.")
        messages.success(request, said)
    month = request.POST.get("month", "")[:7].replace("\0", "")
    return redirect(f"/desk/outreach/calendar?month={month_read(month, date.today()):%Y-%m}")


def _wanted(request: HttpRequest, before: str) -> str:
    moment = request.POST.get("publish_at", "").replace("\0", "")
    day = request.POST.get("day", "").replace("\0", "")
    return moment or (f"{day}T{before[11:16] or '09:00'}" if day else "")
