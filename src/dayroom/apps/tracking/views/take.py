"""Take one's record along: choose what and for what, have it at once or when it is made."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.tracking.actions.takings import ask_for_taking
from dayroom.apps.tracking.forms.files import TakeForm
from dayroom.apps.tracking.presenters.takings import TYPES, pieces
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.takings import count_of, own_trackers, taking_of, takings_of, tracker_name
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary.files import STREAMED_MOST, TakingForm, TakingPart, TakingState
from dayroom.kernel.errors import NotFound
from dayroom.platform.files import path_of
from dayroom.platform.gates import members_only
from dayroom.platform.sealed_files import open_sealed_file
from dayroom.platform.sealing import vault_of

# a page that was made to be kept must not be able to do anything
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
GOING_ON = (TakingState.WAITING, TakingState.MAKING)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def take_page(request: HttpRequest) -> HttpResponseBase:
    reader = reader_of(request)
    record = record_for(reader, "me")
    known = [(row.public_id, tracker_name(kept)) for row, kept in own_trackers(record, vault_of(reader.pk))]
    form = TakeForm(request.POST or None, trackers=known, initial={
        "form": TakingForm.HTML, "parts": [part for part in TakingPart.values if part != TakingPart.EVENTS],
    })
    if request.method == "POST" and form.is_valid():
        choice, kind, now = form.choice(), form.cleaned_data["form"], timezone.now()
        large = count_of(record, choice) > STREAMED_MOST
        row = ask_for_taking(record=record, form=kind, choice=choice, large=large, now=now)
        if large:
            return redirect("health-taking", public_id=row.public_id)
        return _file(StreamingHttpResponse(pieces(record, reader.public_id, kind, choice, now)), kind)
    listed = [row for row in takings_of(record) if row.state != TakingState.GONE]
    return render(request, "tracking/take.html", {"record": record, "form": form, "takings": listed},
                  status=422 if form.errors else 200)


@require_safe
@members_only
def taking_page(request: HttpRequest, public_id: str) -> HttpResponse:
    row = taking_of(record_for(reader_of(request), "me"), public_id)
    template = "tracking/_taking_state.html" if request.headers.get("HX-Request") else "tracking/taking_page.html"
    return render(request, template, {"taking": row, "going_on": row.state in GOING_ON})


@require_safe
@members_only
def taking_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    row = taking_of(record_for(reader_of(request), "me"), public_id)
    if not row.file or not path_of(row.file).is_file():
        raise NotFound()
    file = open_sealed_file(row.file, vault_of(row.owner_id), place=f"taking:{row.public_id}")
    return _file(FileResponse(file), row.form)


def _file(answer: HttpResponseBase, form: str) -> HttpResponseBase:
    media_type, name = TYPES[TakingForm(form)]
    answer["Content-Type"] = media_type
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cache-Control"] = "no-store"
    return answer
