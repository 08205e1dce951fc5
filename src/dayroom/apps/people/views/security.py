"""Security at a glance, and the big switch."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dayroom.apps.people.actions import end_sessions
from dayroom.apps.people.queries import is_verified_clinician
from dayroom.apps.people.rules import least_length, needs_second_factor
from dayroom.platform.gates import members_only


@members_only
@require_GET
def security(request: HttpRequest) -> HttpResponse:
    member = request.user
    clinician = is_verified_clinician(member.pk, timezone.localdate())
    context = {
        "has_factor": member.has_second_factor(),
        "needs_factor": needs_second_factor(member.roles, verified_clinician=clinician),
        "least": least_length(has_factor=member.has_second_factor()),
    }
    return render(request, "people/security.html", context)


@members_only
@require_POST
def end_all(request: HttpRequest) -> HttpResponse:
    end_sessions(request.user.pk)
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")
