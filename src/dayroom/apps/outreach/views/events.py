"""The event of a message: written at the desk, and taken along as a calendar file by everybody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.outreach.actions.events import announce_event, drop_event
from dayroom.apps.outreach.forms.events import EventForm, filled_event
from dayroom.apps.outreach.presenters.events import calendar_of
from dayroom.apps.outreach.queries.events import coming, event_of
from dayroom.apps.outreach.queries.messages import message_named, public_message, public_messages
from dayroom.apps.outreach.rules.events import EventInvalid
from dayroom.apps.outreach.views.readers import desk_only
from dayroom.kernel.errors import Conflict, NotFound
from dayroom.platform.gates import open_to_all
from dayroom.platform.icalendar import CALENDAR_TYPE


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def message_event(request: HttpRequest, public_id: str) -> HttpResponse:
    row, now = message_named(public_id), timezone.now()
    if request.method == "POST" and request.POST.get("do") == "drop":
        drop_event(message=row, by=request.user, now=now)
        messages.success(request, _("This message announces no event now."))
        return redirect("message-show", public_id)
    form, held = EventForm(request.POST or None), event_of(row)
    if request.method == "POST" and form.is_valid():
        try:
            announce_event(message=row, by=request.user, told=form.told(), now=now)
        except EventInvalid as fault:
            form.add_error(fault.field, str(fault))
        except Conflict as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Saved. Day and place stand below the text wherever it goes."))
            return redirect("message-show", public_id)
    shown = form if form.is_bound else EventForm(initial=filled_event(held))
    return render(request, "outreach/message_event.html", {"form": shown, "row": row, "held": held},
                  status=422 if form.errors else 200)


@require_safe
@open_to_all("what the organization says in public")
def news_event(request: HttpRequest, public_id: str) -> HttpResponse:
    row = public_message(public_id)
    if event_of(row) is None:
        raise NotFound()
    return _calendar(calendar_of([row], timezone.now()), "event.ics")


@require_safe
@open_to_all("what the organization says in public")
def news_events(request: HttpRequest) -> HttpResponse:
    """Everything to come in one file: a calendar that follows this address shows new events by itself."""
    now = timezone.now()
    return _calendar(calendar_of(coming(public_messages(), now), now), "events.ics")


def _calendar(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=CALENDAR_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
