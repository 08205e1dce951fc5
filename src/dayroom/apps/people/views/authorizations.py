"""What patients have signed: entering it, seeing what is missing, taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.people.actions import authorizations as actions
from dayroom.apps.people.forms.authorizations import AuthorizationForm, OutsideForm, filled
from dayroom.apps.people.presenters.authorizations import shown, state_words
from dayroom.apps.people.queries.authorizations import own_authorization, own_authorizations
from dayroom.kernel.errors import Conflict, Invalid
from dayroom.platform.gates import staff_only

if TYPE_CHECKING:
    from dayroom.apps.people.models import Authorization

may_enter = staff_only("CLINICIAN", "COMMUNICATIONS_OFFICER", "STEWARD", "OWNER")


@require_safe
@may_enter
def authorization_list(request: HttpRequest) -> HttpResponse:
    found = [shown(row, timezone.localdate()) for row in own_authorizations(request.user.pk)[:200]]
    return render(request, "people/authorizations.html", {"lines": [(one, state_words(one)) for one in found]})


@require_http_methods(["GET", "HEAD", "POST"])
@may_enter
def authorization_new(request: HttpRequest) -> HttpResponse:
    form = AuthorizationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.enter_authorization(member=request.user, told=form.told(), form=form.upload(),
                                              now=timezone.now())
        except Invalid as fault:
            form.add_error("form", str(fault))
        else:
            return redirect("authorization-show", public_id=row.public_id)
    return render(request, "people/authorization_edit.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@may_enter
def authorization_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    row = own_authorization(request.user.pk, public_id)
    form = AuthorizationForm(request.POST or None, request.FILES or None, initial=filled(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend_authorization(member=request.user, public_id=public_id, told=form.told(),
                                       form=form.upload(), now=timezone.now())
        except (Conflict, Invalid) as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("authorization-show", public_id=public_id)
    return render(request, "people/authorization_edit.html", {"form": form, "row": row},
                  status=422 if form.errors else 200)


@require_safe
@may_enter
def authorization_show(request: HttpRequest, public_id: str) -> HttpResponse:
    return _page(request, own_authorization(request.user.pk, public_id), OutsideForm())


def _page(request: HttpRequest, row: Authorization, form: OutsideForm) -> HttpResponse:
    one = shown(row, timezone.localdate())
    return render(request, "people/authorization_show.html", {
        "one": one, "row": one.row, "state": state_words(one), "form": form,
        "may_change": not one.uses and one.row.revoked_at is None,
    }, status=422 if form.errors else 200)


@require_POST
@may_enter
def authorization_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    row = own_authorization(request.user.pk, public_id)
    actions.revoke_authorization(authorization=row, by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("Taken back. What stood here is no longer shown. See below what is left to do."))
    return redirect("authorization-show", public_id=public_id)


@require_POST
@may_enter
def authorization_end(request: HttpRequest, public_id: str) -> HttpResponse:
    """What it was to end with has happened."""
    row = own_authorization(request.user.pk, public_id)
    actions.end_authorization(authorization=row, by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("It has ended. What stood here is no longer shown. See below what is left to do."))
    return redirect("authorization-show", public_id=public_id)


@require_POST
@may_enter
def authorization_outside(request: HttpRequest, public_id: str) -> HttpResponse:
    row, form = own_authorization(request.user.pk, public_id), OutsideForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    actions.note_outside(authorization=row, place=form.cleaned_data["place"], by_id=request.user.pk,
                         now=timezone.now())
    return redirect("authorization-show", public_id=public_id)


@require_POST
@may_enter
def authorization_down(request: HttpRequest, public_id: str, use: int) -> HttpResponse:
    row = own_authorization(request.user.pk, public_id)
    actions.tick_off(authorization=row, use_id=use, by_id=request.user.pk, now=timezone.now())
    return redirect("authorization-show", public_id=public_id)


@require_safe
@may_enter
def authorization_form(request: HttpRequest, public_id: str) -> HttpResponse:
    row = own_authorization(request.user.pk, public_id)
    return form_answer(row.form_type, actions.read_form(authorization=row, by_id=request.user.pk, now=timezone.now()))


def form_answer(media_type: str, content: bytes) -> HttpResponse:
    """Always as a download: what was sent up is not drawn inside our pages."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="signed-form.{media_type.rpartition("/")[2]}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
