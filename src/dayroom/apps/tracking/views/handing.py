"""Documents that a practice hands in by a link: the owner's list, and the page behind the link."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.tracking.actions.handing import close_link, delete_document, hand_in, make_link, note_seen
from dayroom.apps.tracking.forms.files import HandInForm
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.files import document_place
from dayroom.apps.tracking.queries.handing import document_row, documents_of, links_of, open_link
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary.files import DOCUMENT_MOST, DOCUMENT_TYPES
from dayroom.kernel.errors import Invalid, NotFound, Refused, TooLarge
from dayroom.platform.files import path_of
from dayroom.platform.gates import members_only, open_to_all
from dayroom.platform.sealed_files import open_sealed_file
from dayroom.platform.sealing import vault_of

# what comes with the fields and around the file
_BESIDE = 64 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def document_list(request: HttpRequest, whose: str = "me") -> HttpResponse:
    """A new link and its code are shown on the answer to their own form, and never again."""
    return _document_list(request, whose=whose)


@asks_first
def _document_list(request: HttpRequest, whose: str) -> HttpResponse:
    record, now = record_for(reader_of(request), whose), timezone.now()
    address = code = ""
    if request.method == "POST":
        row, code = make_link(record=record, now=now)
        address = request.build_absolute_uri(reverse("health-hand-in", kwargs={"public_id": row.public_id}))
    response = render(request, "tracking/document_list.html", {
        "record": record, "documents": documents_of(record), "links": links_of(record, now=now), "address": address,
        "code": code,
    })
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@members_only
def link_close(request: HttpRequest, public_id: str) -> HttpResponse:
    close_link(record=record_for(reader_of(request), "me"), public_id=public_id, now=timezone.now())
    messages.success(request, _("This link takes nothing any more."))
    return redirect("health-documents")


@require_safe
@members_only
def document_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    row = document_row(record_for(reader_of(request), "me"), public_id)
    if not path_of(row.file).is_file():
        raise NotFound()
    vault = vault_of(row.owner_id)
    kind = vault.open(row).get("media_type", "application/octet-stream")
    note_seen(row, now=timezone.now())
    answer = FileResponse(
        open_sealed_file(row.file, vault, place=document_place(row.public_id)), as_attachment=True,
        filename=f"document{DOCUMENT_TYPES.get(kind, '')}", content_type=kind,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@members_only
def document_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    delete_document(record=record_for(reader_of(request), "me"), public_id=public_id, now=timezone.now())
    messages.success(request, _("Deleted."))
    return redirect("health-documents")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("whoever holds the link and the code may hand in one document; nothing of the record is shown")
def hand_in_page(request: HttpRequest, public_id: str) -> HttpResponse:
    now = timezone.now()
    open_link(public_id, now=now)
    if request.method == "POST" and int(request.META.get("CONTENT_LENGTH") or 0) > DOCUMENT_MOST + _BESIDE:
        raise TooLarge(_("This file is too large. Up to 20 megabytes work."))
    form, status = HandInForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                hand_in(
                    public_id=public_id, code=said["code"], title=said["title"], from_whom=said["from_whom"],
                    note=said["note"], size=said["file"].size, pieces=said["file"].chunks(), now=now,
                )
            except (Invalid, Refused) as fault:
                form.add_error("code" if isinstance(fault, Refused) else "file", str(fault))
                status = fault.status
            else:
                return render(request, "tracking/hand_in_done.html")
    response = render(request, "tracking/hand_in.html", {"form": form}, status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
