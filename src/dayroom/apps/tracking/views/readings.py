"""One reading: what it says, what it said before, its picture; and what to do now where its number is dangerous."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.tracking.actions import note_access
from dayroom.apps.tracking.actions.checkins import check_in
from dayroom.apps.tracking.actions.distress import needs_help
from dayroom.apps.tracking.actions.photos import drop_photo, keep_photo, photo_of
from dayroom.apps.tracking.actions.readings import bring_back, change_reading, danger_of, delete_reading
from dayroom.apps.tracking.forms.trackers import MOMENT, CheckInForm, EntryForm, PhotoForm
from dayroom.apps.tracking.presenters.helping import crisis_help, danger_beside, danger_help
from dayroom.apps.tracking.presenters.trackers import (
    VersionShown,
    card,
    check_in_questions,
    for_reader,
    number_words,
    reader_profile,
    reading_words,
    when_words,
)
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.access import ways_in
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.queries.trackers import (
    earlier_versions,
    reading_shown,
    readings_shown,
    seen_reading,
    tracker_shown,
)
from dayroom.apps.tracking.rules.readings import LookAgain
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.apps.tracking.vocabulary.records import ReadingShown, Record, TrackerShown
from dayroom.apps.tracking.vocabulary.trackers import CHECK_IN
from dayroom.kernel.errors import Conflict, Invalid, NotFound
from dayroom.kernel.ids import new_public_id
from dayroom.platform.gates import members_only
from dayroom.platform.sealing import vault_of

UNDO = "health_undo"
# even if a browser took a picture for a page: it could run nothing, load nothing and send nothing
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def reading_page(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """See it, and mend it."""
    if request.method != "POST":
        return _page(request, record_for(reader_of(request), whose), public_id, None)
    record = record_for(reader_of(request), whose, Scope.ENTER)
    form = EntryForm(request.POST)
    fault: Invalid | Conflict
    if form.is_valid():
        try:
            entered = change_reading(record=record, public_id=public_id, entry=form.entry(), now=timezone.now())
        except (Invalid, Conflict) as refusal:
            fault = refusal
        else:
            if entered.danger:
                return redirect("reading-help", whose=record.whose, public_id=public_id)
            messages.success(request, _("Saved. What it said before is kept."))
            return redirect("tracker-page", whose=record.whose, public_id=entered.row.tracker.public_id)
    else:
        fault = Invalid(next(iter(form.errors.values()))[0])
    return _page(request, record, public_id, form, fault=fault)


def _page(
    request: HttpRequest, record: Record, public_id: str, form: EntryForm | None, *, fault: Exception | None = None
) -> HttpResponse:
    row, tracker_row = seen_reading(record, public_id)
    vault, now = vault_of(record.owner_id), timezone.now()
    note_access(record, "tracker", ways_in(record, [tracker_row], "tracker"), now=now)
    tracker = tracker_shown(tracker_row, vault, reader_profile(record))
    [reading] = for_reader(record, tracker, readings_shown([row], tracker, vault, owner_id=record.owner_id))
    near = record.mine or record.may(Scope.SEE)
    earlier = []
    for one in earlier_versions(row) if near else ():
        kept = vault.open(one)
        then = reading_shown(row, kept, tracker, {})
        at = datetime.fromisoformat(kept["taken_at"])
        earlier.append(VersionShown(_words(tracker, then), when_words(at, now), when_words(one.changed_at, now)))
    return render(request, "tracking/reading_page.html", {
        "record": record, "tracker": tracker, "reading": reading, "words": reading_words(tracker, reading),
        "when": when_words(row.taken_at, now), "form": form or EntryForm(initial=_initial(tracker, reading)),
        "card": card(tracker, None, now), "earlier": earlier, "photo_form": PhotoForm(),
        "fault": str(fault) if fault else "", "again": isinstance(fault, LookAgain),
        "danger": danger_beside(fault, profile_of(record.owner_id, vault).country) if fault else None,
        "may_enter": record.may(Scope.ENTER),
    }, status=getattr(fault, "status", 200))


def _words(tracker: TrackerShown, reading: ReadingShown) -> str:
    words = reading_words(tracker, reading)
    return f"{words} · {reading.note}" if reading.note and reading.value is not None else words


def _initial(tracker: TrackerShown, reading: ReadingShown) -> dict[str, str]:
    told = {"note": reading.note, "unit": tracker.unit, "when": f"{localtime(reading.taken_at):{MOMENT[0]}}"}
    if reading.value is not None:
        told["value"] = number_words(tracker, reading.value)
    for part in reading.parts.values():
        told["part"] = number_words(tracker, part)
    return told


@require_POST
@members_only
def reading_delete(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    tracker, undo = delete_reading(record=record, public_id=public_id, now=timezone.now())
    # sealed with the owner's key; it goes with the session, or with the next reading that is deleted
    request.session[UNDO] = {"owner": record.owner_id, "tracker": tracker.public_id, "undo": undo}
    return redirect("tracker-page", whose=record.whose, public_id=tracker.public_id)


@require_POST
@members_only
@asks_first
def reading_undo(request: HttpRequest, whose: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    kept = request.session.pop(UNDO, None) or {}
    if kept.get("owner") != record.owner_id:
        raise NotFound()
    try:
        tracker = bring_back(record=record, undo=kept["undo"], now=timezone.now())
    except Conflict as fault:
        messages.error(request, str(fault))
        return redirect("tracker-page", whose=record.whose, public_id=kept["tracker"])
    messages.success(request, _("It is back."))
    return redirect("tracker-page", whose=record.whose, public_id=tracker.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def reading_photo(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """The picture itself; a POST puts one there or takes it away."""
    if request.method == "POST":
        return _photo_sent(request, record_for(reader_of(request), whose, Scope.ENTER), public_id)
    record = record_for(reader_of(request), whose)
    row, tracker = seen_reading(record, public_id)
    if not (record.mine or record.may(Scope.SEE)):
        raise NotFound()  # a picture is for the owner and carers
    note_access(record, "tracker", ways_in(record, [tracker], "tracker"), now=timezone.now())
    answer = HttpResponse(photo_of(row, vault_of(record.owner_id)), content_type="image/jpeg")
    answer["Content-Disposition"] = f'inline; filename="{public_id}.jpg"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cache-Control"] = "no-store"
    return answer


def _photo_sent(request: HttpRequest, record: Record, public_id: str) -> HttpResponse:
    if request.POST.get("do") == "drop":
        drop_photo(record=record, public_id=public_id, now=timezone.now())
        messages.success(request, _("The picture is deleted."))
        return redirect("reading-page", whose=record.whose, public_id=public_id)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, record, public_id, None, fault=Invalid(_("Please choose a picture.")))
    try:
        keep_photo(record=record, public_id=public_id, upload=form.cleaned_data["picture"], now=timezone.now())
    except Invalid as fault:
        return _page(request, record, public_id, None, fault=fault)
    messages.success(request, _("The picture is kept, without the place and the device that were written into it."))
    return redirect("reading-page", whose=record.whose, public_id=public_id)


@require_safe
@members_only
def reading_help(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """What to do now. Judged anew from the number each time; without danger there is no such page."""
    record = record_for(reader_of(request), whose)
    row, tracker_row = seen_reading(record, public_id)
    vault, now = vault_of(record.owner_id), timezone.now()
    owner = profile_of(record.owner_id, vault)
    level = danger_of(row, tracker_row, vault, owner, now)
    if level is None:
        return redirect("reading-page", whose=record.whose, public_id=public_id)
    tracker = tracker_shown(tracker_row, vault, reader_profile(record))
    reading = readings_shown([row], tracker, vault, owner_id=record.owner_id)[0]
    return render(request, "tracking/reading_help.html", {
        "record": record, "tracker": tracker, "reading": reading, "words": reading_words(tracker, reading),
        "when": when_words(row.taken_at, now), "help": danger_help(level, owner.country),
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def check_in_page(request: HttpRequest, whose: str) -> HttpResponse:
    """How are you today: everything on one page, nothing required."""
    record = record_for(reader_of(request), whose, Scope.ENTER)
    form = CheckInForm(request.POST or None, initial={"client_key": new_public_id()})
    fault: Exception | None = None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            check_in(record=record, marks={key: told[key] for key in CHECK_IN}, note=told["note"],
                     client_key=told["client_key"], now=timezone.now())
        except Invalid as refusal:
            fault = refusal
        else:
            return _checked_in(request, record, told["note"])
    return render(request, "tracking/check_in.html", {
        "record": record, "form": form, "fault": str(fault) if fault else "",
        "questions": check_in_questions({key: request.POST.get(key, "") for key in CHECK_IN}),
    }, status=422 if fault or form.errors else 200)


def _checked_in(request: HttpRequest, record: Record, note: str) -> HttpResponse:
    country = profile_of(record.owner_id).country
    if needs_help(note, language=get_language() or "en", country=country):
        return render(request, "tracking/help_now.html", {"record": record, "help": crisis_help(country)})
    messages.success(request, _("Thank you. It is saved."))
    return redirect("health-home", whose=record.whose)


