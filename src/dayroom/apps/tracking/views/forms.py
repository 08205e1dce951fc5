"""Questionnaires: choose one, answer it on one page, see what it comes to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.tracking.actions import note_access
from dayroom.apps.tracking.actions.forms import answer_form, delete_answer, standing
from dayroom.apps.tracking.presenters.forms import (
    form_lines,
    history_chart,
    items_shown,
    kept_answers,
    result_shown,
    typed_answers,
)
from dayroom.apps.tracking.presenters.helping import crisis_help
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.access import ways_in
from dayroom.apps.tracking.queries.forms import (
    answer_row,
    answer_rows,
    answered,
    answered_names,
    answers_of,
    form_named,
    form_row,
)
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.rules.forms import AnsweredLately, check_apart, may_answer_from
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform.gates import members_only
from dayroom.platform.sealing import vault_of


@require_safe
@members_only
def form_list(request: HttpRequest, whose: str) -> HttpResponse:
    record = record_for(reader_of(request), whose)
    lines = form_lines(record)
    if not record.may(Scope.ENTER):
        lines = [one for one in lines if one.answered]
    return render(request, "tracking/form_list.html", {"record": record, "lines": lines,
                                                       "may_enter": record.may(Scope.ENTER)})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def form_page(request: HttpRequest, whose: str, name: str) -> HttpResponse:
    """All questions on one page; what is left open can be answered later."""
    record = record_for(reader_of(request), whose, Scope.ENTER)
    asked, now = form_named(name, to_answer=True), timezone.now()
    vault = vault_of(record.owner_id)
    row = form_row(record, name, vault)
    typed: dict[str, str] = {}
    fault: Exception | None = None
    if request.method == "POST":
        typed = typed_answers(asked, request.POST)
        try:
            told = answer_form(record=record, name=name, answers=typed, now=now)
        except (Invalid, AnsweredLately) as refusal:
            fault = refusal
        else:
            return redirect("form-answer", whose=record.whose, public_id=told.public_id)
    elif row is not None:
        before = standing(row, asked, vault, now=now)
        if before.begun is not None:
            typed = kept_answers(answered(before.begun, asked, vault))
        else:
            try:
                check_apart(before.last_whole_at, asked.days_apart, now=now)
            except AnsweredLately:
                return _later(request, record, name, may_answer_from(before.last_whole_at, asked.days_apart))
    return render(request, "tracking/form_page.html", {
        "record": record, "asked": asked, "name": name, "items": items_shown(asked, typed),
        "fault": str(fault) if fault else "", "goes_on": bool(typed) and fault is None, "has_answers": row is not None,
    }, status=getattr(fault, "status", 200))


def _later(request: HttpRequest, record: Record, name: str, since: object) -> HttpResponse:
    day = date_format(localtime(since), "DATE_FORMAT")  # type: ignore[arg-type]  # a moment, since it is too soon
    messages.info(request, _("It asks about a longer time. You can answer it again from %(day)s on.") % {"day": day})
    return redirect("form-history", whose=record.whose, name=name)


@require_safe
@members_only
def form_history(request: HttpRequest, whose: str, name: str) -> HttpResponse:
    """One's own totals over time, beside nobody else's."""
    record = record_for(reader_of(request), whose)
    asked, vault = form_named(name), vault_of(record.owner_id)
    row = answered_names(record, vault).get(name)
    if row is None and not record.may(Scope.ENTER):
        raise NotFound()
    found = answers_of(record, row, asked, vault) if row is not None else []
    if row is not None:
        ways = ways_in(record, answer_rows(record, row), "formanswer")
        note_access(record, "formanswer", ways, now=timezone.now())
    return render(request, "tracking/form_history.html", {
        "record": record, "asked": asked, "name": name, "results": [result_shown(one, asked) for one in found],
        "chart": history_chart(found, asked, today=timezone.localdate()), "row": row,
        "may_enter": record.may(Scope.ENTER), "may_share": record.may(Scope.SHARE),
    })


@require_safe
@members_only
def form_answer(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """What one set of answers comes to; help first, where an answer asks for it."""
    record = record_for(reader_of(request), whose)
    row, vault = answer_row(record, public_id), vault_of(record.owner_id)
    note_access(record, "formanswer", ways_in(record, [row], "formanswer"), now=timezone.now())
    name = vault.open(row.tracker).get("form", "")
    asked = form_named(name)
    result = result_shown(answered(row, asked, vault), asked)
    country = profile_of(record.owner_id, vault).country
    return render(request, "tracking/form_answer.html", {
        "record": record, "asked": asked, "name": name, "result": result,
        "help": crisis_help(country) if result.crisis else None, "may_enter": record.may(Scope.ENTER),
    })


@require_POST
@members_only
def form_answer_delete(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    name = delete_answer(record=record, public_id=public_id, now=timezone.now())
    messages.success(request, _("These answers are deleted."))
    return redirect("form-history", whose=record.whose, name=name)
