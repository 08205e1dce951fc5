"""The yes that stands before a record. What was being sent waits in the page and goes on after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.people.vocabulary.consents import consent_text
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.queries import ME
from dayroom.apps.tracking.rules.consent import NotAgreed
from dayroom.platform.gates import members_only

View = Callable[..., HttpResponse]
# the fields of the gate itself; whatever else came is what the person was sending
ON = "gate_next"
OWN_FIELDS = frozenset({ON, "csrfmiddlewaretoken"})


class SendAgain(HttpResponseRedirect):
    """The browser sends the same fields to the next address."""

    status_code = 307


def asks_first(view: View) -> View:
    """Where an action says that the owner has not agreed yet, the owner is asked, and what was typed is kept. A carer
    cannot say yes for somebody: they get the sentence."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAgreed:
            if kwargs.get("whose") != ME:
                raise
            return _page(request, on=request.path, status=NotAgreed.status)

    return gated


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def agree_page(request: HttpRequest) -> HttpResponse:
    on = request.POST.get(ON, "") or request.GET.get("next", "")
    if not on.startswith("/health/") or not url_has_allowed_host_and_scheme(on, allowed_hosts=None):
        on = ""
    if request.method != "POST":
        return _page(request, on=on)
    agree(member_id=request.user.pk, language=get_language() or "en", now=timezone.now())
    if on and set(request.POST) - OWN_FIELDS:
        return SendAgain(on)
    return redirect(on or "/health/me/")


def _page(request: HttpRequest, *, on: str, status: int = 200) -> HttpResponse:
    kept = [(name, value) for name, values in request.POST.lists() if name not in OWN_FIELDS for value in values]
    text = consent_text(Purpose.OWN_RECORD, get_language() or "en")
    return render(request, "tracking/agree.html", {"text": text, "on": on, "kept": kept}, status=status)
