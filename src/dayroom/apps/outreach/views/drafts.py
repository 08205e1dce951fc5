"""What is typed and not saved: kept by the script while somebody writes, or by a button where there is none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dayroom.apps.outreach.actions.drafts import forget_draft, keep_draft
from dayroom.apps.outreach.forms.messages import MessageForm
from dayroom.apps.outreach.forms.own import OwnForm
from dayroom.apps.outreach.queries.drafts import draft_at
from dayroom.apps.outreach.views.readers import WRITERS, clinicians
from dayroom.kernel.errors import NotFound

SKIPPED = ("channels",)  # several boxes of one name: chosen last, and chosen again quickly


def typed(request: HttpRequest, form: type[forms.Form]) -> dict[str, str]:
    """The fields of a form as they were sent, whatever they hold."""
    return {name: request.POST[name] for name in form.base_fields if name in request.POST and name not in SKIPPED}


@require_POST
@clinicians
def draft_save(request: HttpRequest, place: str) -> HttpResponse:
    if place != "own" and not request.user.has_role(*WRITERS):
        raise NotFound()
    form = OwnForm if place == "own" else MessageForm
    keep_draft(member_id=request.user.pk, place=place, fields=typed(request, form), now=timezone.now())
    return HttpResponse(status=204)


@require_POST
@clinicians
def draft_discard(request: HttpRequest, place: str) -> HttpResponse:
    forget_draft(member_id=request.user.pk, place=place)
    messages.success(request, _("The draft is gone."))
    kind, _colon, public_id = place.partition(":")
    if kind == "edit":
        return redirect("message-edit", public_id)
    if kind == "own":
        return redirect("own-new")
    return redirect("campaign-message-new", public_id) if public_id else redirect("message-new")


def kept_for(request: HttpRequest, place: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """(what the form begins with, what its template says of the draft): nothing where nothing is kept."""
    row = draft_at(request.user.pk, place)
    shown: dict[str, Any] = {"draft_place": place, "draft": row,
                             "draft_at": int(row.saved_at.timestamp() * 1000) if row else 0}
    return (row.fields if row else {}), shown


def keep_for_later(request: HttpRequest, place: str, form: type[forms.Form]) -> bool:
    """The button that works without a script: the words are kept, and the form need not be whole."""
    if request.method != "POST" or request.POST.get("do") != "later":
        return False
    keep_draft(member_id=request.user.pk, place=place, fields=typed(request, form), now=timezone.now())
    messages.success(request, _("Kept as a draft. Only you see it."))
    return True
