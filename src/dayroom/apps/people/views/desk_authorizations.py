"""Patients' authorizations, for stewards and auditors. Names of patients are shown: every look is recorded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.people.actions import authorizations as actions
from dayroom.apps.people.presenters.authorizations import Shown, as_csv, as_json, shown, state_words
from dayroom.apps.people.queries.authorizations import all_authorizations, authorization_named
from dayroom.apps.people.views.authorizations import form_answer
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import staff_only

SHOWN = 200
EXPORTED_MOST = 5000  # of one file


@require_safe
@staff_only("STEWARD", "AUDITOR", "OWNER")
def desk_authorizations(request: HttpRequest) -> HttpResponse:
    found = [shown(row, timezone.localdate()) for row in all_authorizations()[:SHOWN]]
    lines = [(one, state_words(one)) for one in found]
    # what was taken back and still stands somewhere is the work that waits
    lines.sort(key=lambda line: not (line[0].row.revoked_at and line[0].still_up))
    return render(request, "people/desk_authorizations.html", {"lines": lines})


@require_safe
@staff_only("STEWARD", "AUDITOR", "OWNER")
def desk_authorization(request: HttpRequest, public_id: str) -> HttpResponse:
    one = shown(authorization_named(public_id), timezone.localdate())
    actions.note_reading(authorization_ids=[one.row.pk], by_id=request.user.pk, now=timezone.now())
    return render(request, "people/desk_authorization.html", {
        "one": one, "row": one.row, "state": state_words(one), "may_act": request.user.has_role("STEWARD", "OWNER"),
    })


@require_POST
@staff_only("STEWARD", "OWNER")
def desk_authorization_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    actions.revoke_authorization(authorization=authorization_named(public_id), by_id=request.user.pk,
                                 now=timezone.now())
    messages.success(request, _("Taken back. What stood here is no longer shown. See below what is left to do."))
    return redirect("desk-authorization", public_id=public_id)


@require_POST
@staff_only("STEWARD", "OWNER")
def desk_authorization_end(request: HttpRequest, public_id: str) -> HttpResponse:
    actions.end_authorization(authorization=authorization_named(public_id), by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("It has ended. What stood here is no longer shown. See below what is left to do."))
    return redirect("desk-authorization", public_id=public_id)


@require_POST
@staff_only("STEWARD", "OWNER")
def desk_authorization_down(request: HttpRequest, public_id: str, use: int) -> HttpResponse:
    actions.tick_off(authorization=authorization_named(public_id), use_id=use, by_id=request.user.pk,
                     now=timezone.now())
    return redirect("desk-authorization", public_id=public_id)


@require_safe
@staff_only("STEWARD", "AUDITOR", "OWNER")
def desk_authorization_form(request: HttpRequest, public_id: str) -> HttpResponse:
    row = authorization_named(public_id)
    return form_answer(row.form_type, actions.read_form(authorization=row, by_id=request.user.pk, now=timezone.now()))


@require_safe
@staff_only("STEWARD", "AUDITOR", "OWNER")
def authorizations_export(request: HttpRequest, kind: str) -> HttpResponse:
    """All of them for an auditor: to read, as a table, or for a program."""
    found = [shown(row, timezone.localdate()) for row in all_authorizations()[:EXPORTED_MOST]]
    actions.note_reading(authorization_ids=[one.row.pk for one in found], by_id=request.user.pk, now=timezone.now(),
                         action="authorization.exported")
    return _answer(request, kind, found)


def _answer(request: HttpRequest, kind: str, found: list[Shown]) -> HttpResponse:
    if kind == "html":
        return render(request, "people/authorizations_report.html",
                      {"lines": [(one, state_words(one)) for one in found]})
    if kind not in ("json", "csv"):
        raise NotFound()
    body, media_type = (as_json(found), "application/json") if kind == "json" else (as_csv(found), "text/csv")
    response = HttpResponse(body, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="authorizations.{kind}"'
    return response
