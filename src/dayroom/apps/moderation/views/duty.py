from __future__ import annotations

import json
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.moderation import actions
from dayroom.apps.moderation.forms.desk import ShiftForm
from dayroom.apps.moderation.queries import duty as queries
from dayroom.apps.moderation.views.readers import handler_for, me
from dayroom.apps.moderation.vocabulary import Handler
from dayroom.kernel.errors import Invalid
from dayroom.platform.gates import members_only, open_to_all


@require_safe
@members_only
def on_call(request: HttpRequest) -> HttpResponse:
    return _page(request, handler_for(request))


def _people(handler: Handler, own: str) -> list[tuple[str, str]]:
    """Whom this person may put on call: stewards anybody with a desk, others themselves."""
    return queries.people_for_rota() if handler.is_steward else [(str(handler.member_id), own)]


def _page(request: HttpRequest, handler: Handler, form: ShiftForm | None = None, status: int = 200) -> HttpResponse:
    now, own = timezone.now(), me(request)
    page = queries.call_log(place=request.GET.get("place", ""))
    shifts = queries.shifts_ahead(now)
    return render(request, "moderation/on_call.html", {
        "now": now, "handler": handler, "on_now": [one for one in shifts if one.starts_at <= now], "shifts": shifts,
        "form": form or ShiftForm(people=_people(handler, own.handle)), "calls": page.rows,
        "mine": queries.calls_for(own.pk), "devices": queries.devices_count(own.pk),
        "push_key": settings.VAPID_PUBLIC_KEY if settings.VAPID_PRIVATE_KEY else "",
        "webhook": bool(settings.ONCALL_WEBHOOK),
        "older_url": "?" + urlencode({"place": page.older}) if page.older else "",
    }, status=status)


@require_POST
@members_only
def shift_add(request: HttpRequest) -> HttpResponse:
    handler, own = handler_for(request), me(request)
    form = ShiftForm(request.POST, people=_people(handler, own.handle))
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_shift(by=own, member_id=int(said["who"]), starts_at=_aware(said["starts_at"]),
                              ends_at=_aware(said["ends_at"]), now=timezone.now())
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("It stands on the list."))
            return redirect("on-call")
    return _page(request, handler, form, status=422)


def _aware(moment: datetime) -> datetime:
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


@require_POST
@members_only
def shift_drop(request: HttpRequest, public_id: str) -> HttpResponse:
    handler_for(request)
    actions.drop_shift(by=me(request), shift_public_id=public_id, now=timezone.now())
    messages.success(request, _("It is off the list."))
    return redirect("on-call")


@require_POST
@members_only
def call_try(request: HttpRequest) -> HttpResponse:
    handler_for(request)
    actions.try_calls(by=me(request), now=timezone.now())
    messages.success(request, _("A trial is on its way to you. It stands in the list below."))
    return redirect("on-call")


@require_POST
@members_only
def call_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    handler_for(request)
    call = actions.say_here(by=me(request), call_public_id=public_id, now=timezone.now())
    return redirect("case-show", call.case.public_id) if call.case else redirect("on-call")


@require_POST
@members_only
def push_add(request: HttpRequest) -> HttpResponse:
    """From the script of the page: what the browser says about itself."""
    handler_for(request)
    try:
        told = json.loads(request.body)
        endpoint, keys = str(told["endpoint"]), told["keys"]
        p256dh, auth = str(keys["p256dh"]), str(keys["auth"])
    except (ValueError, KeyError, TypeError) as fault:
        raise Invalid() from fault
    actions.add_device(by=me(request), endpoint=endpoint, p256dh=p256dh, auth=auth, now=timezone.now())
    return JsonResponse({"kept": True}, status=201)


@require_POST
@members_only
def push_drop(request: HttpRequest) -> HttpResponse:
    handler_for(request)
    actions.drop_devices(by=me(request), now=timezone.now())
    messages.success(request, _("Your browsers get no push messages any more."))
    return redirect("on-call")


@require_safe
@open_to_all("a script without anybody's data: the browser fetches it by itself, without a person")
def push_worker(request: HttpRequest) -> HttpResponse:
    """Shows a push message; it stands below /desk/on-call/, because a browser gives it no more than its own folder."""
    return render(request, "moderation/push_worker.js", content_type="text/javascript; charset=utf-8")
