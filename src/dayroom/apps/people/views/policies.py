"""Policies as members read them, and agree to those that ask them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.people.actions.policies import acknowledge_policy
from dayroom.apps.people.queries.policies import own_policies, own_policy
from dayroom.platform.gates import members_only


def _language() -> str:
    return get_language() or "en"


@require_safe
@members_only
def policy_list(request: HttpRequest) -> HttpResponse:
    found = own_policies(request.user, _language(), timezone.localdate())
    return render(request, "people/policy_list.html", {
        "asked": [one for one in found if one.asked], "others": [one for one in found if not one.asked],
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def policy_show(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method == "POST":
        acknowledge_policy(member=request.user, slug=slug, language=_language(), now=timezone.now())
        messages.success(request, _("Thank you. It is noted with today’s date."))
        return redirect("policy-list")
    found = own_policy(request.user, slug, _language(), timezone.localdate())
    return render(request, "people/policy_show.html", {"own": found, "text": found.held.text})
