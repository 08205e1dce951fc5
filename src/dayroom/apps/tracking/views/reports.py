"""Treatment reports: the list, one report, and the short steps in which it is written."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.people.queries import member_by_id
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.people.vocabulary.consents import consent_text
from dayroom.apps.tracking.actions import reports as acts
from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.distress import needs_help
from dayroom.apps.tracking.actions.told import keep_told
from dayroom.apps.tracking.forms.reports import SHARE, STEPS, NewReportForm, ShareStep, WordsForm
from dayroom.apps.tracking.presenters.reports import facts_of, step_labels, suggestion_lines
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.access import places_of, places_offered, ways_in
from dayroom.apps.tracking.queries.home import agreed
from dayroom.apps.tracking.queries.reports import draft_of, report_of, report_row, report_rows, reports_of, unreported
from dayroom.apps.tracking.rules.reports import offered, with_suggestion
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import Scope, known
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.reports import REPORT_KIND, ReportShown
from dayroom.engines import guard
from dayroom.engines.measures.reports import extract
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform.gates import members_only


@require_safe
@members_only
def report_list(request: HttpRequest, whose: str) -> HttpResponse:
    record = record_for(reader_of(request), whose)
    lines = reports_of(record)
    if not record.mine:
        note_access(record, REPORT_KIND, ways_in(record, report_rows(record), REPORT_KIND), now=timezone.now())
    return render(request, "tracking/report_list.html", {
        "record": record, "lines": lines, "may_enter": record.may(Scope.ENTER), "agreed": agreed(record.owner_id),
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def report_new(request: HttpRequest, whose: str) -> HttpResponse:
    """Choose one of the treatments of the record, or name one that is not in it yet."""
    record = record_for(reader_of(request), whose, Scope.ENTER)
    now, picked = timezone.now(), request.POST.get("treatment", "")
    form = NewReportForm(request.POST if request.method == "POST" and not picked else None)
    if request.method == "POST" and not picked and form.is_valid():
        picked = keep_told(record=record, kind="treatment", values={"name": form.cleaned_data["name"]}, now=now,
                           today=timezone.localdate())
    if picked:
        row = acts.start_report(record=record, treatment_id=picked, now=now)
        return redirect("report-step", whose=whose, public_id=row.public_id, step="helped")
    return render(request, "tracking/report_new.html", {
        "record": record, "form": form, "waiting": unreported(record),
        "known": [known.told(one) for one in known.treatments().values()],
    }, status=422 if form.errors else 200)


@require_safe
@members_only
def report_show(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose)
    report = report_of(record, public_id)
    if report.is_draft:
        return redirect("report-step", whose=whose, public_id=public_id, step="helped")
    if not record.mine:
        row = report_row(record, public_id)
        note_access(record, REPORT_KIND, ways_in(record, [row], REPORT_KIND), now=timezone.now())
    return render(request, "tracking/report_show.html", {
        "record": record, "report": report, "facts": facts_of(report.said), "may_enter": record.may(Scope.ENTER),
        "agreed": agreed(record.owner_id), "show_help": request.GET.get("help") == "1",
        "place": places_of(record.owner_id).get(report.place_id or 0, ""),
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def report_step(request: HttpRequest, whose: str, public_id: str, step: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    report = draft_of(record, public_id)
    if step == SHARE:
        return _share(request, record, report)
    if step not in STEPS:
        raise NotFound()
    form = STEPS[step][0](request.POST if request.method == "POST" else None, said=report.said)
    if request.method == "POST" and form.is_valid():
        said = acts.with_draft(report.said, **form.changes())
        acts.save_step(record=record, public_id=public_id, said=said, now=timezone.now())
        if "stop" in request.POST:
            messages.success(request, _("Your draft is kept. Go on whenever you like."))
            return redirect("report-list", whose=whose)
        return redirect("report-step", whose=whose, public_id=public_id, step=_next(step))
    return _page(request, record, report, step, form)


def _share(request: HttpRequest, record: Record, report: ReportShown) -> HttpResponse:
    places = places_offered(record, report.place_id)
    language = get_language() or "en"
    words = consent_text(Purpose.COUNTED, language)
    asks = record.mine and not agreed(record.owner_id).counted and not reader_of(request).is_teen
    may_share = record.may(Scope.SHARE) and not member_by_id(record.owner_id).is_child
    form = ShareStep(
        request.POST or None, places=places, before=report.audience,
        may_share=may_share, asks=words.label if asks else "",
        advice=report.said.advice, initial={"audience": report.audience, "place": str(report.place_id or "")},
        context=guard.Context(place=guard.Place.MEMBERS, language=language, country=settings.DEFAULT_COUNTRY),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, record, report, form, language)
        except Invalid as fault:
            form.add_error(None, str(fault))
    return _page(request, record, report, SHARE, form, words=words if asks else None)


def _keep(
    request: HttpRequest, record: Record, report: ReportShown, form: ShareStep, language: str
) -> HttpResponse:
    now = timezone.now()
    if form.cleaned_data.get("count"):
        acts.agree_to_counting(record=record, language=language, now=now)
    kept = acts.keep_report(record=record, public_id=report.public_id, audience=form.cleaned_data["audience"],
                            place_id=form.place_id, now=now)
    if kept.held:
        messages.info(request, _("Your report is kept. A moderator reads your advice before others see it."))
    else:
        messages.success(request, _("Your report is kept."))
    hurts = kept.show_help or needs_help(report.said.advice, language=language, country=settings.DEFAULT_COUNTRY)
    shown = redirect("report-show", whose=record.whose, public_id=report.public_id)
    shown["Location"] += "?help=1" if hurts else ""
    return shown


def _next(step: str) -> str:
    names = [*STEPS, SHARE]
    return names[names.index(step) + 1]


def _page(
    request: HttpRequest, record: Record, report: ReportShown, step: str, form: Any, **more: Any
) -> HttpResponse:
    names = [*STEPS, SHARE]
    at = names.index(step)
    return render(request, "tracking/report_step.html", {
        "record": record, "report": report, "step": step, "form": form, "labels": step_labels(), "at": at + 1,
        "before": names[at - 1] if at else "", "conditions": [known.told(one) for one in known.conditions().values()],
        "effects": [known.told(one) for one in known.side_effects().values()], **more,
    }, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def report_words(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    """Free text, read once; nothing of it is kept but what the person ticks."""
    record = record_for(reader_of(request), whose, Scope.ENTER)
    report = draft_of(record, public_id)
    form = WordsForm(request.POST or None)
    lines, found = [], None
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        found = offered(extract(words), words)
        if "confirm" in request.POST:
            said = report.said
            for number, one in enumerate(found):
                said = with_suggestion(said, one, words) if str(number) in request.POST.getlist("yes") else said
            acts.save_step(record=record, public_id=public_id, said=said, now=timezone.now())
            messages.success(request, _("What you ticked stands in your draft. Please look at it once more."))
            return redirect("report-step", whose=whose, public_id=public_id, step="helped")
        lines = suggestion_lines(found, words)
    return render(request, "tracking/report_words.html", {
        "record": record, "report": report, "form": form, "lines": lines, "read": found is not None,
    }, status=422 if form.errors else 200)


@require_POST
@members_only
def report_delete(request: HttpRequest, whose: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    if "draft" in request.POST:
        left = acts.forget_draft(record=record, public_id=public_id, now=timezone.now())
        messages.success(request, _("Your draft is gone."))
        return redirect("report-show", whose=whose, public_id=public_id) if left else redirect("report-list", whose)
    acts.delete_report(record=record, public_id=public_id, now=timezone.now())
    messages.success(request, _("Deleted. It is off every page now, and out of the numbers with the next recount."))
    return redirect("report-list", whose=whose)
