"""Reminders: when, how, and what was answered."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.tracking.actions.reminders import (
    add_supply,
    delete_reminder,
    end_calendar,
    keep_reminder,
    make_calendar,
    pause_reminder,
    say_dose,
)
from dayroom.apps.tracking.forms.reminders import ReminderForm, SupplyForm
from dayroom.apps.tracking.presenters.reminders import calendar_of, reminder_lines, treatment_choices
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.access import ME
from dayroom.apps.tracking.queries.reminders import (
    calendar_moments,
    calendar_row,
    doses_waiting,
    own_calendar,
    reminder_row,
    reminder_shown,
    zone_of,
)
from dayroom.apps.tracking.rules.reminders import OddSupply
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform.gates import members_only, open_to_all
from dayroom.platform.icalendar import CALENDAR_TYPE
from dayroom.platform.sealing import vault_of


@require_safe
@members_only
def reminder_list(request: HttpRequest, whose: str) -> HttpResponse:
    record, now = record_for(reader_of(request), whose, Scope.ENTER), timezone.now()
    token = own_calendar(record.owner_id) if record.mine else ""
    return render(request, "tracking/reminder_list.html", {
        "record": record, "lines": reminder_lines(record, now), "doses": doses_waiting(record, now),
        "calendar": f"{settings.SITE_URL}{reverse('reminder-calendar', args=[token])}" if token else "",
        "zone": str(zone_of(record.owner_id)), "has_treatments": bool(treatment_choices(record)),
        "supply": SupplyForm(),
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def reminder_edit(request: HttpRequest, whose: str, public_id: str = "") -> HttpResponse:
    """A new one, or one that stands."""
    record = record_for(reader_of(request), whose, Scope.ENTER)
    vault = vault_of(record.owner_id)
    before = reminder_shown(reminder_row(record, public_id), vault) if public_id else None
    form = ReminderForm(request.POST or None, treatments=treatment_choices(record), before=before)
    if request.method == "POST" and form.is_valid():
        try:
            keep_reminder(record=record, wish=form.wish(), now=timezone.now(), public_id=public_id)
            messages.success(request, _("Kept."))
            return redirect("reminder-list", whose=record.whose)
        except Invalid as fault:
            form.add_error(None, str(fault))
    return render(request, "tracking/reminder_edit.html", {
        "record": record, "form": form, "before": before, "zone": str(zone_of(record.owner_id)),
    }, status=422 if form.errors else 200)


@require_POST
@members_only
@asks_first
def dose_say(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    at = parse_datetime(request.POST.get("due_at", "")[:40])
    if at is None or timezone.is_naive(at):
        raise NotFound()
    say_dose(record=record, public_id=public_id, due_at=at, said=request.POST.get("said", ""), now=timezone.now())
    messages.success(request, _("Noted."))
    if request.POST.get("from") == "home":
        return redirect("health-home", whose=record.whose)
    return redirect("reminder-list", whose=record.whose)


@require_POST
@members_only
@asks_first
def reminder_do(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """Rest, go on, delete, or note a supply."""
    record, now, do = record_for(reader_of(request), whose, Scope.ENTER), timezone.now(), request.POST.get("do", "")
    if do == "delete":
        delete_reminder(record=record, public_id=public_id, now=now)
        messages.success(request, _("Deleted."))
    elif do == "supply":
        _supply(request, record, public_id)
    elif do in ("pause", "go_on"):
        pause_reminder(record=record, public_id=public_id, paused=do == "pause", now=now)
        messages.success(request, _("Kept."))
    else:
        raise NotFound()
    return redirect("reminder-list", whose=record.whose)


def _supply(request: HttpRequest, record: Record, public_id: str) -> None:
    form = SupplyForm(request.POST)
    try:
        if not form.is_valid():
            raise OddSupply()
        on, days = form.supply()
        add_supply(record=record, public_id=public_id, on=on, days=days, now=timezone.now())
        messages.success(request, _("Noted."))
    except OddSupply as fault:
        messages.error(request, str(fault))


@require_POST
@members_only
@asks_first
def calendar_address(request: HttpRequest, whose: str) -> HttpResponse:
    """Make a secret address, or close it. Only one's own."""
    if whose != ME:
        raise NotFound()
    if request.POST.get("do") == "end":
        end_calendar(owner_id=reader_of(request).pk)
        messages.success(request, _("The address opens nothing any more."))
    else:
        make_calendar(owner_id=reader_of(request).pk, now=timezone.now())
        messages.success(request, _("Your new address is below. An older one opens nothing any more."))
    return redirect("/health/me/reminders/#calendar")


@require_safe
@open_to_all("a calendar program cannot sign in; the address is secret, and its owner can close it")
def reminder_calendar(request: HttpRequest, token: str) -> HttpResponse:
    row, now = calendar_row(token), timezone.now()
    with translation.override(row.owner.language):
        answer = HttpResponse(calendar_of(calendar_moments(row.owner_id, now), now), content_type=CALENDAR_TYPE)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
