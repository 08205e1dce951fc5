"""The desk of questionnaires: bring in, look at, publish, take out of the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.tracking.actions.forms import bring_form, drop_form, publish_form, retire_form
from dayroom.apps.tracking.forms.forms import FormFileForm
from dayroom.apps.tracking.presenters.forms import items_shown
from dayroom.apps.tracking.queries.forms import form_for_desk, forms_for_desk
from dayroom.apps.tracking.rules.forms import FormNotDraft, read_form
from dayroom.apps.tracking.vocabulary.forms import DESK_ROLES
from dayroom.kernel.errors import Invalid
from dayroom.platform.gates import staff_only


@require_safe
@staff_only(*DESK_ROLES)
def form_desk(request: HttpRequest) -> HttpResponse:
    return render(request, "tracking/desk_forms.html", {"forms": forms_for_desk()[:100]})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*DESK_ROLES)
def form_bring(request: HttpRequest) -> HttpResponse:
    form = FormFileForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                row = bring_form(text=form.text(), by_id=request.user.pk, now=timezone.now())
            except Invalid as fault:
                form.add_error("words", str(fault))
                status = fault.status
            else:
                messages.success(request, _("It is here as a draft. Please look at what could be taken over."))
                return redirect("form-read", public_id=row.public_id)
    return render(request, "tracking/desk_form_bring.html", {"form": form}, status=status)


@require_safe
@staff_only(*DESK_ROLES)
def form_read(request: HttpRequest, public_id: str) -> HttpResponse:
    row = form_for_desk(public_id)
    asked = read_form(row.resource)
    return render(request, "tracking/desk_form_read.html", {
        "row": row, "asked": asked, "items": items_shown(asked, {}),
        "has_total": any(one.scored for one in asked.items),
    })


@require_POST
@staff_only(*DESK_ROLES)
def form_move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Publish, retire, or throw a draft away."""
    do, now = request.POST.get("do", ""), timezone.now()
    try:
        if do == "publish":
            publish_form(public_id=public_id, by_id=request.user.pk, now=now)
            messages.success(request, _("Members can answer it now."))
        elif do == "retire":
            retire_form(public_id=public_id, by_id=request.user.pk, now=now)
            messages.success(request, _("It is no longer offered. Answers are kept."))
        elif do == "drop":
            drop_form(public_id=public_id, by_id=request.user.pk, now=now)
            messages.success(request, _("The draft is deleted."))
            return redirect("form-desk")
    except FormNotDraft as fault:
        messages.error(request, str(fault))
    return redirect("form-read", public_id=public_id)
