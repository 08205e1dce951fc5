"""What is followed: the list, one tracker with its chart, and the quick entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.tracking.actions import note_access
from dayroom.apps.tracking.actions.distress import needs_help
from dayroom.apps.tracking.actions.readings import Entered, enter_reading
from dayroom.apps.tracking.actions.trackers import (
    delete_tracker,
    follow_measure,
    follow_symptom,
    move_tracker,
    put_away,
    rename_tracker,
)
from dayroom.apps.tracking.forms.trackers import EntryForm, FollowForm, TrackerForm
from dayroom.apps.tracking.presenters.charts import standalone
from dayroom.apps.tracking.presenters.helping import crisis_help, danger_beside
from dayroom.apps.tracking.presenters.journeys import journey, together_words, wanted_chart
from dayroom.apps.tracking.presenters.trackers import (
    SPANS,
    card,
    cards_of,
    catalog,
    for_reader,
    reader_profile,
    reading_words,
    span_of,
    when_words,
)
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.access import ways_in
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.queries.trackers import (
    last_readings,
    readings_page,
    readings_shown,
    seen_beside,
    seen_by_measure,
    seen_tracker,
    tracker_shown,
)
from dayroom.apps.tracking.rules.consent import NotAgreed
from dayroom.apps.tracking.rules.readings import LookAgain
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import Scope, TrackerKind
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import Conflict, Invalid, NotFound
from dayroom.platform.gates import members_only
from dayroom.platform.sealing import vault_of

if TYPE_CHECKING:
    from dayroom.apps.tracking.models import Tracker

# a page sends this when it comes back from being offline, and wants to know what became of each entry
OFFLINE = "X-Dayroom-Kept"


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def tracker_list(request: HttpRequest, whose: str) -> HttpResponse:
    """What is followed, and what could be. A POST begins to follow something."""
    if request.method == "POST":
        return _follow(request, record_for(reader_of(request), whose, Scope.ENTER))
    return _list_page(request, record_for(reader_of(request), whose), FollowForm())


def _follow(request: HttpRequest, record: Record) -> HttpResponse:
    form = FollowForm(request.POST)
    if form.is_valid():
        told, now = form.cleaned_data, timezone.now()
        try:
            if told["measure"]:
                row = follow_measure(record=record, key=told["measure"], now=now)
            else:
                row = follow_symptom(record=record, name=told["name"], now=now)
        except (Invalid, Conflict) as fault:
            form.add_error("name", str(fault))
            return _list_page(request, record, form, status=fault.status)
        return redirect("tracker-page", whose=record.whose, public_id=row.public_id)
    return _list_page(request, record, form, status=422)


def _list_page(request: HttpRequest, record: Record, form: FollowForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    followed = set(seen_by_measure(record, vault_of(record.owner_id))) if record.may(Scope.ENTER) else set()
    return render(request, "tracking/tracker_list.html", {
        "record": record, "cards": cards_of(record, now), "away": cards_of(record, now, archived=True),
        "groups": catalog(followed), "form": form, "may_enter": record.may(Scope.ENTER),
    }, status=status)


@require_safe
@members_only
def tracker_page(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose)
    return _page(request, record, public_id, EntryForm())


def _page(
    request: HttpRequest, record: Record, public_id: str, form: EntryForm, *, fault: Exception | None = None
) -> HttpResponse:
    now = timezone.now()
    row, vault = seen_tracker(record, public_id), vault_of(record.owner_id)
    if row.kind == TrackerKind.FORM:
        raise NotFound()
    reader = reader_profile(record)
    tracker = tracker_shown(row, vault, reader)
    _note_seen(record, row, now)
    rows, after = readings_page(row, request.GET.get("before", ""))
    last = last_readings([row]).get(row.pk)
    shown = readings_shown([*rows, *([last] if last else [])], tracker, vault, owner_id=record.owner_id)
    shown = for_reader(record, tracker, shown)
    lines = [(one, reading_words(tracker, one), when_words(one.taken_at, now)) for one in shown[: len(rows)]]
    span = span_of(request.GET.get("span", ""))
    told: dict[str, Any] = {
        "record": record, "tracker": tracker, "card": card(tracker, shown[-1] if last else None, now), "lines": lines,
        "after": after, "span": span, "spans": SPANS.items(), "form": form, "fault": str(fault) if fault else "",
        "again": isinstance(fault, LookAgain),
        "danger": danger_beside(fault, profile_of(record.owner_id, vault).country) if fault else None,
        "may_enter": record.may(Scope.ENTER),
        "may_share": record.may(Scope.SHARE), "undo": _undo_for(request, record, public_id),
        "is_notes": row.kind == TrackerKind.NOTE,
    }
    if row.kind != TrackerKind.NOTE:
        told["journey"] = journey(record, row, tracker, vault, span=span, today=timezone.localdate())
        told["together"] = together_words(
            record, vault, reader, about=row.public_id, today=timezone.localdate()
        ) if record.mine else []
    return render(request, "tracking/tracker_page.html", told, status=getattr(fault, "status", 200))


def _note_seen(record: Record, row: Tracker, now: datetime) -> None:
    """A chart shows treatments and events too: what somebody else sees there is told to the owner as well."""
    if record.mine:
        return
    note_access(record, "tracker", ways_in(record, [row], "tracker"), now=now)
    if row.kind != TrackerKind.NOTE:
        for kind, rows in seen_beside(record).items():
            note_access(record, kind, ways_in(record, rows, kind), now=now)


def _undo_for(request: HttpRequest, record: Record, public_id: str) -> bool:
    kept = request.session.get("health_undo") or {}
    return bool(kept) and kept.get("owner") == record.owner_id and kept.get("tracker") == public_id


@require_POST
@members_only
@asks_first
def reading_enter(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """One entry, from the first page, the tracker's page, or a phone that was offline."""
    record = record_for(reader_of(request), whose, Scope.ENTER)
    form = EntryForm(request.POST)
    offline = request.headers.get(OFFLINE) == "yes"
    if not form.is_valid():
        fault: Invalid | Conflict = Invalid(next(iter(form.errors.values()))[0])
        return _refused(request, record, public_id, form, fault, offline=offline)
    try:
        entered = enter_reading(record=record, tracker=public_id, entry=form.entry(), now=timezone.now())
    except NotAgreed as refusal:
        if offline:
            return JsonResponse({"error": str(refusal), "again": False}, status=refusal.status)
        raise
    except (Invalid, Conflict) as refusal:
        return _refused(request, record, public_id, form, refusal, offline=offline)
    return _entered(request, record, entered, note=form.cleaned_data["note"], offline=offline)


def _refused(
    request: HttpRequest, record: Record, public_id: str, form: EntryForm, fault: Invalid | Conflict, *, offline: bool
) -> HttpResponse:
    if offline:
        told: dict[str, object] = {"error": str(fault), "again": isinstance(fault, LookAgain)}
        if isinstance(fault, LookAgain) and fault.danger:
            told["help"] = "/help/now"
        return JsonResponse(told, status=fault.status)
    return _page(request, record, public_id, form, fault=fault)


def _entered(request: HttpRequest, record: Record, entered: Entered, *, note: str, offline: bool) -> HttpResponse:
    there = reverse("reading-help", args=[record.whose, entered.row.public_id]) if entered.danger else ""
    country = profile_of(record.owner_id).country if note else ""
    despairs = needs_help(note, language=get_language() or "en", country=country)
    if offline:
        return JsonResponse({"saved": True, "help": there or ("/help/now" if despairs else "")})
    if there:
        return redirect(there)
    if despairs:
        return render(request, "tracking/help_now.html", {"record": record, "help": crisis_help(country)})
    messages.success(request, _("Saved."))
    if request.POST.get("from") == "home":
        return redirect("health-home", whose=record.whose)
    return redirect("tracker-page", whose=record.whose, public_id=entered.row.tracker.public_id)


@require_safe
@members_only
def tracker_chart(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """The picture as a file."""
    record = record_for(reader_of(request), whose)
    row, vault = seen_tracker(record, public_id), vault_of(record.owner_id)
    if row.kind in (TrackerKind.FORM, TrackerKind.NOTE):
        raise NotFound()
    _note_seen(record, row, timezone.now())
    tracker = tracker_shown(row, vault, reader_profile(record))
    span = span_of(request.GET.get("span", ""))
    wanted, _trend = wanted_chart(record, row, tracker, vault, span=span, today=timezone.localdate())
    answer = HttpResponse(standalone(wanted), content_type="image/svg+xml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="chart.svg"'
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def tracker_edit(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """Its name."""
    record = record_for(reader_of(request), whose, Scope.ENTER)
    row = seen_tracker(record, public_id)
    tracker = tracker_shown(row, vault_of(record.owner_id), reader_profile(record))
    form = TrackerForm(request.POST or None, tracker=tracker, initial={"name": tracker.name})
    if request.method == "POST" and form.is_valid():
        try:
            rename_tracker(record=record, public_id=public_id, name=form.cleaned_data["name"], now=timezone.now())
            return _back(request, record, public_id, _("Saved."))
        except Invalid as fault:
            form.add_error("name", str(fault))
    told = {"record": record, "tracker": tracker, "form": form}
    return render(request, "tracking/tracker_edit.html", told, status=422 if form.errors else 200)


def _back(request: HttpRequest, record: Record, public_id: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("tracker-page", whose=record.whose, public_id=public_id)


@require_POST
@members_only
@asks_first
def tracker_away(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """Put away, or back."""
    record = record_for(reader_of(request), whose, Scope.ENTER)
    away = request.POST.get("do") != "back"
    put_away(record=record, public_id=public_id, away=away, now=timezone.now())
    messages.success(request, _("Put away. Its readings are kept.") if away else _("It is in your list again."))
    return redirect("tracker-list", whose=record.whose)


@require_POST
@members_only
@asks_first
def tracker_move(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    move_tracker(record=record, public_id=public_id, up=request.POST.get("do") == "up", now=timezone.now())
    return redirect(reverse("tracker-list", args=[record.whose]) + f"#t-{public_id}")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def tracker_delete(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """Only its owner deletes a tracker with all that is in it."""
    record = record_for(reader_of(request), whose)
    if not record.mine:
        raise NotFound()
    if request.method == "POST":
        delete_tracker(record=record, public_id=public_id, now=timezone.now())
        messages.success(request, _("It is deleted, with all its readings."))
        return redirect("tracker-list", whose=record.whose)
    row = seen_tracker(record, public_id)
    tracker = tracker_shown(row, vault_of(record.owner_id), reader_profile(record))
    return render(request, "tracking/tracker_delete.html", {"record": record, "tracker": tracker})
