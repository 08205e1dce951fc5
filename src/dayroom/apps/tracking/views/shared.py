"""What somebody without an account sees: a page that asks for a code, and behind it one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.tracking.actions.sheets import try_code
from dayroom.apps.tracking.adapters.pdf import sheet_pdf
from dayroom.apps.tracking.forms.sheets import CodeForm
from dayroom.apps.tracking.presenters.sheets import SheetDrawn, drawn_sheet
from dayroom.apps.tracking.queries.sheets import choice_of, eyes_of, standing_link
from dayroom.apps.tracking.rules.sheets import CodeWrong, LinkOver
from dayroom.apps.tracking.views.sheets import pdf_answer, unkept
from dayroom.apps.tracking.vocabulary.sheets import OPEN_MINUTES
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import open_to_all

if TYPE_CHECKING:
    from dayroom.apps.tracking.models import SheetLink

WHY = "whoever was given the link and the code; every opening is written down for the owner"
COOKIE = "sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all(WHY)
def shared_sheet(request: HttpRequest, token: str) -> HttpResponse:
    now, form, status = timezone.now(), CodeForm(request.POST or None), 200
    link = standing_link(token, now)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                try_code(token=token, code=form.code_given(), caller=_caller(request), now=now)
                return _opened(link, token)
            except CodeWrong as fault:
                form.add_error("code", str(fault))
                status = fault.status
    elif _is_open(request, link):
        return unkept(render(request, "tracking/shared_sheet.html", {
            "drawn": _drawn(link), "token": token, "made": choice_of(link.sheet).until_on,
        }))
    return unkept(render(request, "tracking/shared_code.html", {"form": form}, status=status))


@require_safe
@open_to_all(WHY)
def shared_file(request: HttpRequest, token: str) -> HttpResponse:
    link = standing_link(token, timezone.now())
    if not _is_open(request, link):
        return redirect("shared-sheet", token=token)
    return pdf_answer(sheet_pdf(_drawn(link)))


def _drawn(link: SheetLink) -> SheetDrawn:
    """A carer who may no longer share takes the sheet along."""
    try:
        return drawn_sheet(eyes_of(link.sheet), choice_of(link.sheet))
    except NotFound as fault:
        raise LinkOver() from fault


def _opened(link: SheetLink, token: str) -> HttpResponse:
    """Back to the same page, open for a while in this browser. The cookie names the link and nothing else."""
    answer = redirect("shared-sheet", token=token)
    answer.set_signed_cookie(
        COOKIE, link.public_id, salt="sheet", max_age=OPEN_MINUTES * 60, path=reverse("shared-sheet", args=[token]),
        httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )
    return unkept(answer)


def _is_open(request: HttpRequest, link: SheetLink) -> bool:
    held = request.get_signed_cookie(COOKIE, default="", salt="sheet", max_age=OPEN_MINUTES * 60)
    return held == link.public_id


def _caller(request: HttpRequest) -> str:
    """The address the request came from; behind our own proxy, the one that the proxy saw."""
    if settings.BEHIND_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
