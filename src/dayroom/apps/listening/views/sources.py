"""Where listening reads: the list, one source, and a try."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.listening.actions.files import bring_file
from dayroom.apps.listening.actions.sources import keep_source, read_soon, switch_source, try_source
from dayroom.apps.listening.forms.sources import SourceForm, UploadForm
from dayroom.apps.listening.presenters.sources import health_of, tried, trouble_lines
from dayroom.apps.listening.queries.sources import notices_of, rounds_of, source_for_desk, source_lines
from dayroom.apps.listening.rules.sources import BROUGHT, FETCHED
from dayroom.apps.listening.vocabulary import ANALYST_ROLES, DESK_ROLES, Fault, IntakeState, SourceKind
from dayroom.kernel.errors import DayroomError, Invalid, NotFound
from dayroom.platform.gates import staff_only


@require_safe
@staff_only(*DESK_ROLES)
def source_list(request: HttpRequest) -> HttpResponse:
    lines = source_lines(timezone.now())
    return render(request, "listening/source_list.html", {
        "lines": [(one, health_of(one.source, one.waiting)) for one in lines], "kinds": SourceKind.choices,
        "may_write": request.user.has_role(*ANALYST_ROLES),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*ANALYST_ROLES)
def source_new(request: HttpRequest, kind: str) -> HttpResponse:
    if kind.upper() not in SourceKind.values:
        raise NotFound()
    return _form(request, kind.upper(), "")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*ANALYST_ROLES)
def source_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    return _form(request, source_for_desk(public_id).kind, public_id)


def _form(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    row = source_for_desk(public_id) if public_id else None
    initial = {}
    if row is not None:
        initial = {name: getattr(row, name) for name in SourceForm.base_fields if name != "hashtags"}
        initial["hashtags"] = " ".join(row.settings.get("hashtags", []))
    form = SourceForm(request.POST if request.method == "POST" else None, initial=initial, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_source(words=form.words(), by_id=request.user.pk, now=timezone.now(), row=row)
        except Invalid as told:
            form.add_error("hashtags" if "hashtags" in type(told).__name__.lower() else None, str(told))
        else:
            messages.success(request, _("Kept."))
            return redirect("source-show", kept.public_id)
    return render(request, "listening/source_edit.html", {"form": form, "row": row, "kind": SourceKind(kind).label},
                  status=422 if form.errors else 200)  # fmt: skip


@require_safe
@staff_only(*DESK_ROLES)
def source_show(request: HttpRequest, public_id: str) -> HttpResponse:
    return _shown(request, public_id, UploadForm(), 200)


def _shown(request: HttpRequest, public_id: str, form: UploadForm, status: int) -> HttpResponse:
    source = source_for_desk(public_id)
    rounds = rounds_of(source, place=request.GET.get("after", ""))
    waiting = next((one.public_id for one in rounds.rows if one.state == IntakeState.MAPPING), "")
    return render(request, "listening/source_show.html", {
        "source": source, "health": health_of(source, waiting), "rounds": rounds, "waiting": waiting, "form": form,
        "is_brought": source.kind in BROUGHT, "is_fetched": source.kind in FETCHED or source.kind == SourceKind.OWN,
        "hashtags": source.settings.get("hashtags", []), "notices": notices_of(source),
        "may_write": request.user.has_role(*ANALYST_ROLES),
    }, status=status)  # fmt: skip


@require_POST
@staff_only(*ANALYST_ROLES)
def source_bring(request: HttpRequest, public_id: str) -> HttpResponse:
    source, form = source_for_desk(public_id), UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            intake = bring_file(source=source, name=file.name, size=file.size, pieces=file.chunks(),
                                by_id=request.user.pk, now=timezone.now())  # fmt: skip
        except DayroomError as told:
            form.add_error("file", str(told))
        else:
            return redirect(_next_step(intake.state), intake.public_id)
    return _shown(request, public_id, form, 422)


def _next_step(state: str) -> str:
    return "intake-columns" if state == IntakeState.MAPPING else "intake-show"


@require_POST
@staff_only(*ANALYST_ROLES)
def source_switch(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pause, go on, or read now."""
    source, wish, now = source_for_desk(public_id), request.POST.get("do", ""), timezone.now()
    if wish == "read":
        read_soon(source=source, by_id=request.user.pk, now=now)
        messages.success(request, _("It is being read. Look again in a minute."))
    elif wish in ("pause", "resume"):
        switch_source(source=source, is_on=wish == "resume", by_id=request.user.pk, now=now)
        messages.success(request, _("Read again from where it stood.") if wish == "resume" else _("Paused."))
    else:
        raise Invalid()
    return redirect("source-show", public_id)


@require_POST
@staff_only(*ANALYST_ROLES)
@never_cache
def source_try(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a visit would bring; nothing is kept."""
    source = source_for_desk(public_id)
    pull = try_source(source=source, by_id=request.user.pk, now=timezone.now())
    refused: dict[str, int] = {}
    for one in pull.refused:
        refused[one.trouble] = refused.get(one.trouble, 0) + 1
    return render(request, "listening/source_try.html", {
        "source": source, "pull": pull, "rows": tried(pull), "fault": Fault(pull.fault).label if pull.fault else "",
        "refused": trouble_lines(refused, repaired=False),
    })  # fmt: skip
