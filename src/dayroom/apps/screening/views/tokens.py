"""Keys with which programs of the organisation ask the guard."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayroom.apps.screening import queries
from dayroom.apps.screening.actions import tokens as actions
from dayroom.apps.screening.forms import TokenForm
from dayroom.platform.gates import staff_only

KEEPERS = ("STEWARD", "OWNER")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*KEEPERS)
def token_list(request: HttpRequest) -> HttpResponse:
    """All keys; a new one is shown on the answer to its own form, and never again."""
    form, shown = TokenForm(request.POST or None), ""
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        _row, shown = actions.make_token(name=form.cleaned_data["name"], by_id=request.user.pk, now=now)
        form = TokenForm()
    response = render(request, "screening/token_list.html",
                      {"form": form, "shown": shown, "tokens": queries.tokens(), "now": now},
                      status=422 if form.errors else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@staff_only(*KEEPERS)
def token_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    actions.revoke_token(public_id, by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("This key opens nothing any more."))
    return redirect("token-list")
