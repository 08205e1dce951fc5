"""The directory of services: look for help, say that a line is wrong."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.library.actions.directory import tell_about_service
from dayroom.apps.library.forms.directory import SoughtForm, TipForm
from dayroom.apps.library.presenters.directory import service_line, service_lines
from dayroom.apps.library.queries.directory import service_named, services_found
from dayroom.apps.library.vocabulary.directory import Sought
from dayroom.platform.gates import open_to_all


@require_safe
@open_to_all("everybody may look for help")
def service_list(request: HttpRequest) -> HttpResponse:
    today, form = timezone.localdate(), SoughtForm(request.GET)
    sought = form.sought() if form.is_valid() else Sought()
    rows, after = services_found(sought, today, after=request.GET.get("after", "")[:40])
    kept = {name: value for name, value in request.GET.items() if name != "after" and value}
    return render(request, "library/directory.html", {
        "form": form, "lines": service_lines(rows, today), "narrowed": sought != Sought(),
        "older_url": "?" + urlencode({**kept, "after": after}) if after else "",
    }, status=200 if form.is_valid() else 422)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("everybody may look for help, and say that a line is wrong")
def service_page(request: HttpRequest, public_id: str) -> HttpResponse:
    today = timezone.localdate()
    row, form = service_named(public_id, today), TipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tell_about_service(
            row=row, member_id=request.user.pk, words=form.cleaned_data["words"], now=timezone.now(),
            who=str(request.user.pk or request.META.get("REMOTE_ADDR", "")),
        )
        messages.success(request, _("Thank you. Somebody will ring or look, and mend the line."))
        return redirect("service-page", public_id=public_id)
    return render(request, "library/service.html", {"line": service_line(row, today), "form": form},
                  status=422 if form.errors else 200)
