"""Bring a file along, see what came of it, say what its columns are, take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.tracking.actions.days import zone_of
from dayroom.apps.tracking.actions.found import pass_found, take_found
from dayroom.apps.tracking.actions.imports import bring_file, head_of_table, map_columns, undo_batch
from dayroom.apps.tracking.actions.sources import order_sources
from dayroom.apps.tracking.forms.files import BringForm, MappingForm
from dayroom.apps.tracking.presenters.files import is_going_on, kind_words, preview, sources_shown
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.batches import batch_of, batches_of, columns_of, found_in
from dayroom.apps.tracking.rules.consent import NotAgreed
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import BatchState, Scope
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.engines.measures.reading import time_columns
from dayroom.kernel.errors import DayroomError, TooMany
from dayroom.platform.gates import members_only
from dayroom.platform.sealing import vault_of


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def bring_page(request: HttpRequest, whose: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    form, status = BringForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                batch = bring_file(
                    record=record, name=file.name or "", size=file.size, pieces=file.chunks(), now=timezone.now()
                )
            except (NotAgreed, TooMany):
                raise
            except DayroomError as fault:
                form.add_error("file", str(fault))
                status = fault.status
            else:
                step = "health-batch-map" if batch.state == BatchState.MAPPING else "health-batch"
                return redirect(step, whose=whose, public_id=batch.public_id)
    batches = batches_of(record) if record.mine else []
    return render(request, "tracking/bring.html", {"record": record, "form": form, "batches": batches}, status=status)


@require_safe
@members_only
def batch_page(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    batch = batch_of(record, public_id)
    told: dict[str, Any] = {
        "record": record, "batch": batch, "going_on": is_going_on(batch),
        "unknown": [(kind_words(kind), times) for kind, times in batch.unknown],
    }
    if request.headers.get("HX-Request"):
        return render(request, "tracking/_batch_state.html", told)
    found = found_in(record, public_id) if record.mine and batch.state != BatchState.UNDONE else []
    told["open_facts"] = [one for one in found if one.state == "OPEN"]
    told["taken_facts"] = [one for one in found if one.state == "TAKEN"]
    return render(request, "tracking/batch_page.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def batch_map(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """Two buttons: one shows what the first rows become, one reads the file."""
    record = record_for(reader_of(request), whose, Scope.ENTER)
    names, now = columns_of(record, public_id), timezone.now()
    lines = head_of_table(record, public_id, vault_of(record.owner_id))
    form = MappingForm(request.POST or None, names=names, times=time_columns(lines))
    valid = request.method == "POST" and form.is_valid()
    if valid and "look" not in request.POST:
        map_columns(record=record, public_id=public_id, mapping=form.mapping(), now=now)
        return redirect("health-batch", whose=whose, public_id=public_id)
    rows = preview(lines, form.mapping() if valid else None, now.astimezone(zone_of(record.owner_id)))
    return render(request, "tracking/batch_map.html", {
        "record": record, "form": form, "names": names, "rows": rows, "looked": valid, "public_id": public_id,
    }, status=422 if form.errors else 200)


@require_POST
@members_only
def batch_undo(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    never_read = batch_of(record, public_id).never_read
    undo_batch(record=record, public_id=public_id, now=timezone.now())
    messages.success(
        request, _("The file is being deleted.") if never_read else _("What this file brought is being taken back.")
    )
    return redirect("health-batch", whose=whose, public_id=public_id)


@require_POST
@members_only
def batch_found(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose)
    if "pass" in request.POST:
        pass_found(record=record, public_id=public_id)
        messages.success(request, _("Left out."))
    else:
        taken, left = take_found(
            record=record, public_id=public_id, chosen=request.POST.getlist("fact"), now=timezone.now(),
            today=timezone.localdate(),
        )
        messages.success(request, ngettext("%d put into your record.", "%d put into your record.", taken) % taken)
        if left:
            messages.warning(request, ngettext(
                "%d cannot stand as the file has it. You can enter it yourself.",
                "%d cannot stand as the file has them. You can enter them yourself.", left) % left)
    return redirect("health-batch", whose=whose, public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def source_list(request: HttpRequest, whose: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    shown = sources_shown(record)
    if request.method == "POST":
        _put_first(request, record, [(one.tracker, [source.name for source in one.sources]) for one in shown])
        return redirect("health-sources", whose=whose)
    return render(request, "tracking/source_list.html", {"record": record, "shown": shown})


def _put_first(request: HttpRequest, record: Record, known: list[tuple[str, list[str]]]) -> None:
    """The button says the tracker and the place of the source in the list that was shown."""
    tracker, _dot, place = request.POST.get("first", "").partition(".")
    order = next((names for public_id, names in known if public_id == tracker), [])
    if place.isdecimal() and int(place) < len(order):
        first = order[int(place)]
        order_sources(
            record=record, public_id=tracker, order=[first, *(name for name in order if name != first)],
            now=timezone.now(),
        )
        messages.success(request, _("Changed. Your days are being counted anew."))
