"""Who helps me, and whom I help: ask, answer, change, end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.tracking.actions.carers import answer_proxy, ask_proxy, change_proxy, end_proxy
from dayroom.apps.tracking.forms.carers import AskForm, GivenForm
from dayroom.apps.tracking.presenters.carers import proxy_line
from dayroom.apps.tracking.queries.carers import OPEN, carers_of, own_proxy, scopes_given
from dayroom.apps.tracking.views.home import reader_of
from dayroom.kernel.errors import Conflict, Invalid, NotFound, Refused
from dayroom.platform.gates import members_only


@require_safe
@members_only
def carers_page(request: HttpRequest) -> HttpResponse:
    reader, today = reader_of(request), timezone.localdate()
    found = carers_of(reader.pk)
    lines = {name: [proxy_line(row, reader.pk, today) for row in getattr(found, name)]
             for name in ("for_me", "by_me", "ended")}
    return render(request, "tracking/carers.html", {**lines, "kept": found.kept, "children": found.children})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def carer_ask(request: HttpRequest) -> HttpResponse:
    reader, form = reader_of(request), AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        owner, carer = (reader, data["handle"]) if data["side"] == "owner" else (data["handle"], reader)
        try:
            ask_proxy(by=reader, owner=owner, carer=carer, authority=data["authority"], scopes=data["scopes"],
                      until_on=data["until_on"], now=timezone.now(), today=timezone.localdate())
        except NotFound:
            form.add_error("handle", _("We know nobody of that handle here."))
        except (Invalid, Refused, Conflict) as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Asked. It begins when they say yes."))
            return redirect("health-carers")
    return render(request, "tracking/carer_ask.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@members_only
def carer_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    accepts = request.POST.get("answer") == "yes"
    answer_proxy(by=reader_of(request), public_id=public_id, accepts=accepts, now=timezone.now())
    messages.success(request, _("It begins now. You both see it here, and either of you can end it.") if accepts
                     else _("You said no. Nothing was opened."))
    return redirect("health-carers")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def carer_change(request: HttpRequest, public_id: str) -> HttpResponse:
    reader = reader_of(request)
    row = own_proxy(reader.pk, public_id)
    if row.owner_id != reader.pk or row.state not in OPEN:
        raise NotFound()
    form = GivenForm(request.POST or None, initial={"scopes": scopes_given(row), "until_on": row.until_on})
    if request.method == "POST" and form.is_valid():
        try:
            change_proxy(by=reader, public_id=public_id, scopes=form.cleaned_data["scopes"],
                         until_on=form.cleaned_data["until_on"], now=timezone.now(), today=timezone.localdate())
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Kept."))
            return redirect("health-carers")
    return render(request, "tracking/carer_change.html", {"form": form, "line": row.carer.handle},
                  status=422 if form.errors else 200)


@require_POST
@members_only
def carer_end(request: HttpRequest, public_id: str) -> HttpResponse:
    end_proxy(by=reader_of(request), public_id=public_id, now=timezone.now())
    messages.success(request, _("Ended. Nothing is open between you any more."))
    return redirect("health-carers")
