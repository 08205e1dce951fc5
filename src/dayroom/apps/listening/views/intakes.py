"""One round of reading: its columns, its progress, its end; stopped or taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.listening.actions.files import map_file, stop_intake, undo_intake
from dayroom.apps.listening.forms.sources import MappingForm, first_idea
from dayroom.apps.listening.presenters.sources import (
    guess_of,
    head_of,
    is_going_on,
    left_out,
    look_at,
    share_of,
    trouble_lines,
)
from dayroom.apps.listening.queries.sources import intake_for_desk, topic_names
from dayroom.apps.listening.rules.files import how_of, sniffed_of
from dayroom.apps.listening.rules.sources import check_can_map
from dayroom.apps.listening.vocabulary import ANALYST_ROLES, DESK_ROLES, IntakeState
from dayroom.platform.files import path_of
from dayroom.platform.gates import staff_only


@require_safe
@staff_only(*DESK_ROLES)
@never_cache
def intake_show(request: HttpRequest, public_id: str) -> HttpResponse:
    intake = intake_for_desk(public_id)
    if intake.state == IntakeState.MAPPING and request.user.has_role(*ANALYST_ROLES):
        return redirect("intake-columns", public_id)
    told: dict[str, Any] = {
        "intake": intake, "source": intake.source, "going_on": is_going_on(intake), "share": share_of(intake),
        "left_out": left_out(intake), "refused": trouble_lines(intake.troubles, repaired=False),
        "repaired": trouble_lines(intake.troubles, repaired=True),
        "may_write": request.user.has_role(*ANALYST_ROLES),
        "may_stop": intake.state in (IntakeState.WAITING, IntakeState.MAPPING, IntakeState.READING),
        "may_undo": intake.state == IntakeState.DONE and intake.kept > 0,
    }  # fmt: skip
    page = "listening/_intake_state.html" if request.headers.get("HX-Request") else "listening/source_intake.html"
    return render(request, page, told)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*ANALYST_ROLES)
@never_cache
def intake_columns(request: HttpRequest, public_id: str) -> HttpResponse:
    """Two buttons: one shows what the first rows become, one reads the file."""
    intake, now = intake_for_desk(public_id), timezone.now()
    check_can_map(intake.state)
    sniffed, path = sniffed_of(intake.position), path_of(intake.file_name)
    guess = first_idea(sniffed, guess_of(path, sniffed), how_of(intake.source.settings))
    sent = request.POST if request.method == "POST" else None
    form = MappingForm(sent, sniffed=sniffed, guess=guess, first=head_of(path, sniffed), topics=topic_names())
    valid = request.method == "POST" and form.is_valid()
    if valid and "look" not in request.POST:
        begun = map_file(intake=intake, how=form.how(), by_id=request.user.pk, now=now)
        return redirect("intake-show", begun.public_id)
    since = (now - timedelta(days=intake.source.keep_days)).date()
    look = look_at(path, sniffed, form.how() if valid else None, now=now, since=since)
    return render(request, "listening/source_columns.html", {
        "intake": intake, "source": intake.source, "form": form, "look": look, "looked": valid,
        "form_words": sniffed.form, "topics": topic_names(),
    }, status=422 if form.errors else 200)  # fmt: skip


@require_POST
@staff_only(*ANALYST_ROLES)
def intake_stop(request: HttpRequest, public_id: str) -> HttpResponse:
    intake = intake_for_desk(public_id)
    stop_intake(intake=intake, by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("Stopped. Nothing of it is kept, and the file is deleted."))
    return redirect("source-show", intake.source.public_id)


@require_POST
@staff_only(*ANALYST_ROLES)
def intake_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    undo_intake(intake=intake_for_desk(public_id), by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("Taken back. The days it touched are being counted anew."))
    return redirect("intake-show", public_id)
