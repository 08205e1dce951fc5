"""The desk of the directory: enter, make sure, mend, close."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.library.actions.directory import confirm_service, keep_service, retire_service
from dayroom.apps.library.forms.directory import ServiceForm
from dayroom.apps.library.presenters.directory import service_line
from dayroom.apps.library.queries.directory import service_for_desk, services_for_desk, tips_waiting
from dayroom.platform.gates import staff_only

STAFF = ("COMMUNICATIONS_OFFICER", "STEWARD", "OWNER")
LINE = ("name", "kind", "what", "place", "online", "phone", "url", "hours", "cost", "conditions", "checked_on")


@require_safe
@staff_only(*STAFF)
def service_desk(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    return render(request, "library/desk_directory.html", {
        "lines": [(service_line(row, today), tips) for row, tips in services_for_desk()],
    })


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*STAFF)
def service_new(request: HttpRequest) -> HttpResponse:
    form = ServiceForm(request.POST or None, initial={"checked_on": timezone.localdate().isoformat()})
    if request.method == "POST" and form.is_valid():
        _keep(request, form, "")
        return redirect("service-desk")
    return render(request, "library/desk_service.html", {"form": form, "row": None},
                  status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*STAFF)
def service_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    row = service_for_desk(public_id)
    initial = {name: getattr(row, name) for name in LINE} | {"languages": row.languages.split(),
                                                             "checked_on": row.checked_on.isoformat()}
    form = ServiceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        _keep(request, form, public_id)
        return redirect("service-desk")
    return render(request, "library/desk_service.html", {"form": form, "row": row, "tips": tips_waiting(row)},
                  status=422 if form.errors else 200)


@require_POST
@staff_only(*STAFF)
def service_confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    confirm_service(row=service_for_desk(public_id), by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("Thank you. It says today’s day now."))
    return redirect("service-desk")


@require_POST
@staff_only(*STAFF)
def service_retire(request: HttpRequest, public_id: str) -> HttpResponse:
    retire_service(row=service_for_desk(public_id), by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("Taken out of the directory."))
    return redirect("service-desk")


def _keep(request: HttpRequest, form: ServiceForm, public_id: str) -> None:
    keep_service(words=form.words(), checked_on=form.cleaned_data["checked_on"], by_id=request.user.pk,
                 now=timezone.now(), row=service_for_desk(public_id) if public_id else None)
    messages.success(request, _("Kept."))
