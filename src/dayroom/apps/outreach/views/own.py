"""A clinician's own posts elsewhere: what the checks say, a cleaned version, a calendar for one person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.outreach.actions import own as actions
from dayroom.apps.outreach.actions.drafts import forget_draft
from dayroom.apps.outreach.forms.messages import moment_from, moment_text
from dayroom.apps.outreach.forms.own import OwnForm, filled_own
from dayroom.apps.outreach.presenters.own import own_page
from dayroom.apps.outreach.queries import messages as queries
from dayroom.apps.outreach.queries.calendar import month_of, month_read
from dayroom.apps.outreach.views.drafts import keep_for_later, kept_for
from dayroom.apps.outreach.views.readers import clinicians
from dayroom.kernel.errors import DayroomError

GET_POST = ["GET", "HEAD", "POST"]
SHOWN = 100


@require_safe
@clinicians
def own_list(request: HttpRequest) -> HttpResponse:
    rows = list(queries.own_messages(request.user.pk)[:SHOWN])
    crowded = actions.crowded_weeks([row.publish_at for row in rows if row.publish_at])
    return render(request, "outreach/own_list.html", {"rows": rows, "crowded": crowded})


@require_http_methods(GET_POST)
@clinicians
def own_new(request: HttpRequest) -> HttpResponse:
    """A text that was looked at elsewhere on this site comes along whole, and is checked again here."""
    if keep_for_later(request, "own", OwnForm):
        return redirect("own-new")
    kept, shown = kept_for(request, "own")
    if request.POST.get("do") == "carry":
        carried = {name: request.POST.get(name, "").replace("\0", "") for name in ("body", "interests", "language")}
        return render(request, "outreach/own_edit.html", {"form": OwnForm(initial=carried), "row": None, **shown,
                                                          "draft": None})
    return _edited(request, OwnForm(request.POST or None, initial=kept), None, shown)


@require_http_methods(GET_POST)
@clinicians
def own_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.own_message(request.user.pk, public_id)
    return _edited(request, OwnForm(request.POST or None, initial=filled_own(row)), public_id)


def _edited(request: HttpRequest, form: OwnForm, public_id: str | None,
            shown: dict[str, Any] | None = None) -> HttpResponse:
    row = queries.own_message(request.user.pk, public_id) if public_id else None
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.plan_own(member=request.user, message=row, told=form.told(), now=timezone.now(),
                                    channels=form.cleaned_data["channels"])
        except DayroomError as fault:
            form.add_error(None, str(fault))
        else:
            if public_id is None:
                forget_draft(member_id=request.user.pk, place="own")
            return redirect("own-message", kept.public_id)
    return render(request, "outreach/own_edit.html", {"form": form, "row": row, **(shown or {})},
                  status=422 if form.errors else 200)


@require_safe
@clinicians
def own_message(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.own_message(request.user.pk, public_id)
    return render(request, "outreach/own_message.html", {"page": own_page(row, request.user), "row": row})


@require_POST
@clinicians
def own_posted(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.own_message(request.user.pk, public_id)
    actions.posted_own(message=row, member=request.user, now=timezone.now())
    messages.success(request, _("Written down in your calendar."))
    return redirect("own-list")


@require_safe
@clinicians
def own_calendar(request: HttpRequest) -> HttpResponse:
    first = month_read(request.GET.get("month", ""), timezone.localdate(timezone=timezone.get_default_timezone()))
    return render(request, "outreach/calendar.html", {
        "month": month_of(first, member_id=request.user.pk), "as_list": request.GET.get("as") == "list", "own": True})


@require_POST
@clinicians
def own_move(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.own_message(request.user.pk, public_id)
    day = request.POST.get("day", "").replace("\0", "")
    try:
        moment = moment_from(f"{day}T{moment_text(row.publish_at)[11:16] or '09:00'}" if day else "")
        actions.save_message(message=row, by=request.user, told={"publish_at": moment}, now=timezone.now())
    except DayroomError as fault:
        messages.error(request, str(fault))
    return redirect("own-calendar")
