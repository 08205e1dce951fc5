"""Goals and guided programmes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.distress import needs_help
from dayroom.apps.tracking.actions.goals import (
    KIND,
    begin_goal,
    begin_programme,
    change_goal,
    delete_goal,
    move_goal,
    note_goal,
    say_what_helped,
    tick_step,
)
from dayroom.apps.tracking.forms.goals import GoalForm, GoalNoteForm
from dayroom.apps.tracking.presenters.goals import states_from, tracker_choices
from dayroom.apps.tracking.presenters.helping import crisis_help
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.access import ways_in
from dayroom.apps.tracking.queries.goals import goal_notes, goal_row, goal_shown, goals_of
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.apps.tracking.vocabulary.programmes import programmes
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import DayroomError, NotFound
from dayroom.platform.gates import members_only
from dayroom.platform.sealing import vault_of


def language() -> str:
    return get_language() or "en"


@require_safe
@members_only
def goal_list(request: HttpRequest, whose: str) -> HttpResponse:
    record = record_for(reader_of(request), whose)
    return render(request, "tracking/goal_list.html", {
        "record": record, "may_enter": record.may(Scope.ENTER), "goals": goals_of(record, language()),
        "programmes": programmes(language()).values(),
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def goal_new(request: HttpRequest, whose: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    form = GoalForm(request.POST or None, trackers=tracker_choices(record))
    if request.method == "POST" and form.is_valid():
        try:
            row = begin_goal(record=record, words=form.words(), now=timezone.now())
            return redirect("goal-page", whose=record.whose, public_id=row.public_id)
        except DayroomError as fault:
            _pass_on(fault, form)
    return render(request, "tracking/goal_edit.html", {"record": record, "form": form},
                  status=422 if form.errors else 200)


def _pass_on(fault: DayroomError, form: GoalForm | GoalNoteForm) -> None:
    """What can be mended is said in the form; everything else goes on."""
    if fault.status not in (413, 422):
        raise fault
    form.add_error(None, str(fault))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def goal_edit(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    before = goal_shown(goal_row(record, public_id), vault_of(record.owner_id), language())
    if before.programme:
        raise NotFound()
    form = GoalForm(request.POST or None, trackers=tracker_choices(record), before=before)
    if request.method == "POST" and form.is_valid():
        try:
            change_goal(record=record, public_id=public_id, words=form.words(), now=timezone.now())
            return redirect("goal-page", whose=record.whose, public_id=public_id)
        except DayroomError as fault:
            _pass_on(fault, form)
    return render(request, "tracking/goal_edit.html", {"record": record, "form": form, "goal": before},
                  status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def goal_page(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """One goal; a note is written here, and where it sounds like a crisis, help stands on the page."""
    post = request.method == "POST"
    record = record_for(reader_of(request), whose, *([Scope.ENTER] if post else []))
    form = GoalNoteForm(request.POST or None)
    if post and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            keep = say_what_helped if request.POST.get("which") == "helped" else note_goal
            keep(record=record, public_id=public_id, text=text, now=timezone.now())
            country = profile_of(record.reader_id).country
            if needs_help(text, language=language(), country=country):
                return render(request, "tracking/help_now.html", {"record": record, "help": crisis_help(country)})
            return redirect("goal-page", whose=record.whose, public_id=public_id)
        except DayroomError as fault:
            _pass_on(fault, form)
    return render(request, "tracking/goal_page.html", _told(record, public_id, form),
                  status=422 if form.errors else 200)


def _told(record: Record, public_id: str, form: GoalNoteForm) -> dict[str, Any]:
    row, vault = goal_row(record, public_id), vault_of(record.owner_id)
    note_access(record, KIND, ways_in(record, [row], KIND), now=timezone.now())
    goal, near = goal_shown(row, vault, language()), record.mine or record.may(Scope.SEE)
    # why, and what was noted on the way, are for the owner and carers
    goal = goal if near else replace(goal, why="", know="", helped="")
    return {
        "record": record, "may_enter": record.may(Scope.ENTER), "goal": goal,
        "notes": goal_notes(row, vault) if near else [],
        "form": form, "states": states_from(goal.state), "programme": programmes(language()).get(goal.programme),
        "tracker": dict(tracker_choices(record)).get(goal.tracker, ""),
    }


@require_POST
@members_only
@asks_first
def goal_step(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    now, key = timezone.now(), request.POST.get("step", "")
    tick_step(record=record, public_id=public_id, key=key, done=request.POST.get("done") == "1",
              on=timezone.localdate(now), now=now)
    return redirect(f"/health/{record.whose}/goals/{public_id}/#step-{key}")


@require_POST
@members_only
@asks_first
def goal_move(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    move_goal(record=record, public_id=public_id, to=request.POST.get("to", ""), now=timezone.now())
    messages.success(request, _("Kept. You can change it back at any time."))
    return redirect("goal-page", whose=record.whose, public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def goal_delete(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    goal_row(record, public_id)
    if request.method == "POST":
        delete_goal(record=record, public_id=public_id, now=timezone.now())
        messages.success(request, _("Deleted, with its notes."))
        return redirect("goal-list", whose=record.whose)
    return render(request, "tracking/goal_delete.html", {"record": record, "public_id": public_id})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def programme_page(request: HttpRequest, whose: str, key: str) -> HttpResponse:
    """What a programme is, before somebody begins it."""
    record = record_for(reader_of(request), whose)
    found = programmes(language()).get(key)
    if found is None:
        raise NotFound()
    if request.method == "POST":
        record = record_for(reader_of(request), whose, Scope.ENTER)
        row = begin_programme(record=record, key=key, now=timezone.now())
        return redirect("goal-page", whose=record.whose, public_id=row.public_id)
    return render(request, "tracking/programme_page.html", {
        "record": record, "programme": found, "may_enter": record.may(Scope.ENTER),
    })
