"""Sign in as any of the cast; exists in demo mode only."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from dayroom.apps.people.queries import member_by_handle, members_by_handles
from dayroom.demo.story import STILL_TO_LEARN
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import open_to_all

WHO = {
    "ann": _("Ann has type 1 diabetes and a dry sense of humour. See the place as a patient."),
    "carl": _("Carl looks after Ann. See it as a carer."),
    "ngozi-o": _("Dr Okoye is a verified physician. See what a clinician may say, and what the guard stops."),
    "mo": _("Mo moderates. See what waits, decide, give reasons."),
    "sue": _("Sue is the steward and owner: credentials, appeals, the network, the record."),
    "oda": _("Oda speaks for the organisation."),
    "ivo": _("Ivo counts, and never reads messages."),
    "rea": _("Rea does research, with consent only."),
    STILL_TO_LEARN: _("Lucia is a pharmacist whose license was checked yesterday. See what she reads and passes before "
                      "she can speak as one."),
}
FIRST_SEES = {STILL_TO_LEARN: "/training/"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _check_demo() -> None:
    if not settings.DEMO_MODE or settings.PRODUCTION:
        raise NotFound()


@open_to_all("the cast is made up; outside demo mode this page does not exist")
def demo_page(request: HttpRequest) -> HttpResponse:
    _check_demo()
    members = members_by_handles(list(WHO))
    wanted = request.GET.get("next", "")
    cast = [
        {"handle": handle, "about": about, "next": wanted or FIRST_SEES.get(handle, "")}
        for handle, about in WHO.items() if handle in members
    ]
    return render(
        request,
        "demo/demo_page.html",
        {"cast": cast},
    )


@require_POST
@open_to_all("the cast is made up; outside demo mode this page does not exist")
def demo_enter(request: HttpRequest) -> HttpResponse:
    """Become one of the cast. The step-up counts as fresh, so that every page of the tour opens."""
    _check_demo()
    handle = request.POST.get("handle", "")
    if handle not in WHO:
        raise NotFound()
    logout(request)
    login(request, member_by_handle(handle), backend=BACKEND)
    record_authentication(request, request.user, method="password", reauthenticated=True)
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return redirect(target if target and safe else "/")
