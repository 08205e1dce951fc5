"""Look at a text before it goes anywhere: for staff of organisations, and for whoever writes elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dayroom.apps.screening.actions import examine
from dayroom.apps.screening.forms import OwnTextForm, TextForm
from dayroom.apps.screening.ports import OWN_TEXTS
from dayroom.apps.screening.presenters import checked
from dayroom.engines import guard
from dayroom.kernel.errors import Unavailable
from dayroom.platform import limits, markup
from dayroom.platform.gates import members_only

ELSEWHERE = ("PUBLIC", "CAMPAIGN")  # where the views of a professional are taken for those of an employer
PER_HOUR = 240  # texts; our own choice, 2026-11-21


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def text_check(request: HttpRequest) -> HttpResponse:
    """A text, and what the guard says of it. Nothing is kept."""
    now = timezone.now()
    own = next((one for _name, one in OWN_TEXTS if one.is_for(request.user)), None)
    form = (OwnTextForm if own else TextForm)(request.POST or None, initial={"author": "PROFESSIONAL"} if own else None)
    seen = told = None
    if request.method == "POST" and form.is_valid():
        limits.spend(what="text.check", who=str(request.user.pk), most=PER_HOUR, per_seconds=3600, now=now)
        given = form.cleaned_data
        context = guard.Context(
            author=guard.Author(given["author"]), place=guard.Place(given["place"]), language=given["language"],
            country=settings.DEFAULT_COUNTRY,
        )
        text = markup.clean(given["text"])
        report, decision = examine(text, context=context)
        if report is None:
            raise Unavailable()
        seen = checked(text, report, decision)
        if own and given["author"] == "PROFESSIONAL" and given["place"] in ELSEWHERE:
            told = own.look(request.user, text=text, language=given["language"], interests=given["interests"])
    status = 422 if request.method == "POST" and seen is None else 200
    return render(request, "screening/text_check.html", {"form": form, "seen": seen, "own": told}, status=status)
