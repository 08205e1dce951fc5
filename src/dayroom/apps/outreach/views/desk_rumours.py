"""The rumour board: heard, looked into, answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayroom.apps.outreach.actions import rumours as actions
from dayroom.apps.outreach.forms.alerts import RumourAnswerForm, RumourForm
from dayroom.apps.outreach.queries.alerts import desk_rumours, rumour_named, standing
from dayroom.apps.outreach.views.readers import desk_only
from dayroom.apps.screening.queries.fact_checks import fact_check
from dayroom.kernel.errors import Invalid, NotFound

GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
@desk_only
def rumour_desk(request: HttpRequest) -> HttpResponse:
    newest = standing(timezone.now()).order_by("-live_at").first()
    form = RumourForm(request.POST or None, initial={"kind": "RUMOUR", "alert": newest.public_id if newest else ""})
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        actions.enter_rumour(words=form.cleaned_data["words"], kind=form.cleaned_data["kind"],
                             alert=form.cleaned_data["alert"], by_id=request.user.pk, now=now)
        messages.success(request, _("On the board."))
        return redirect("rumour-desk")
    return render(request, "outreach/desk_rumours.html", {"form": form, "rows": desk_rumours()},
                  status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@desk_only
def rumour_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    row = rumour_named(public_id)
    form = RumourAnswerForm(request.POST or None, initial={
        "words": row.words, "known": row.known, "answer": row.answer,
        "fact_check": row.fact_check.public_id if row.fact_check else "",
        "alert": row.alert.public_id if row.alert else "",
    })
    if request.method == "POST" and form.is_valid() and _keep(request, form, public_id):
        return redirect("rumour-desk")
    others = [one for one in desk_rumours() if one.pk != row.pk]
    return render(request, "outreach/desk_rumour.html", {"form": form, "row": row, "others": others},
                  status=422 if form.errors else 200)


def _keep(request: HttpRequest, form: RumourAnswerForm, public_id: str) -> bool:
    row, data, now = rumour_named(public_id), form.cleaned_data, timezone.now()
    try:
        check_id = fact_check(data["fact_check"].strip()).pk if data["fact_check"].strip() else None
    except NotFound:
        form.add_error("fact_check", _("There is no fact check of that number."))
        return False
    actions.look_into(row=row, known=data["known"], fact_check_id=check_id, alert=data["alert"],
                      by_id=request.user.pk, now=now)
    if request.POST.get("do") == "answer":
        try:
            actions.answer_rumour(row=row, words=data["words"], answer=data["answer"], by_id=request.user.pk, now=now)
        except Invalid as fault:
            form.add_error("answer", str(fault))
            return False
        messages.success(request, _("Answered. Everybody sees it now."))
    else:
        messages.success(request, _("Kept."))
    return True


@require_POST
@desk_only
def rumour_close(request: HttpRequest, public_id: str) -> HttpResponse:
    row, into = rumour_named(public_id), request.POST.get("into", "")[:40]
    if into:
        actions.merge_rumours(row=row, into=rumour_named(into), by_id=request.user.pk, now=timezone.now())
        messages.success(request, _("Put together. The counts were added up."))
    else:
        actions.close_rumour(row=row, by_id=request.user.pk, now=timezone.now())
        messages.success(request, _("Closed."))
    return redirect("rumour-desk")
