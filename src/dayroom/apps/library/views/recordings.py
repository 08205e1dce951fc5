"""Recordings: the desk that keeps them, and the files themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.library.actions.recordings import keep_recording
from dayroom.apps.library.forms.articles import RecordingForm
from dayroom.apps.library.queries import pictures as queries
from dayroom.apps.library.views.pictures import SANDBOX
from dayroom.apps.library.vocabulary.articles import WRITER_ROLES
from dayroom.kernel.errors import NotFound
from dayroom.platform.files import path_of
from dayroom.platform.gates import open_to_all, staff_only
from dayroom.platform.sending import ranged


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*WRITER_ROLES)
def recording_desk(request: HttpRequest) -> HttpResponse:
    form = RecordingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.kind is not None:
        keep_recording(
            title=form.cleaned_data["title"], kind=form.kind, pieces=form.cleaned_data["file"].chunks(),
            captions=form.cleaned_data["captions"], transcript=form.cleaned_data["transcript"], by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("Kept. Copy its name into the article."))
        return redirect("recording-desk")
    return render(request, "library/recording_desk.html", {"form": form, "rows": queries.recordings()[:100]},
                  status=422 if form.errors else 200)


@require_safe
@open_to_all("recordings of the library are for everybody; their names cannot be guessed before an article is out")
def recording_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    row = queries.recording(public_id)
    path = path_of(row.file_name)
    if not path.is_file():
        raise NotFound()
    answer = ranged(request, path)
    answer["Content-Type"] = row.media_type
    return _guarded(answer)


@require_safe
@open_to_all("captions of recordings are for everybody")
def recording_captions(request: HttpRequest, public_id: str) -> HttpResponseBase:
    row = queries.recording(public_id)
    if not row.captions:
        raise NotFound()
    return _guarded(HttpResponse(row.captions, content_type="text/vtt; charset=utf-8"))


def _guarded(answer: HttpResponseBase) -> HttpResponseBase:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cache-Control"] = "public, max-age=86400"
    return answer
