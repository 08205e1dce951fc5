"""Surveys: answer one, see what came of it; the desk that makes them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.outreach.actions import surveys as actions
from dayroom.apps.outreach.forms.reviews import CodesForm
from dayroom.apps.outreach.forms.surveys import OutcomeForm, SheetForm, SurveyForm
from dayroom.apps.outreach.queries import surveys as queries
from dayroom.apps.outreach.rules.surveys import STARTS, example_questions, write_questions
from dayroom.apps.outreach.views.readers import desk_only
from dayroom.apps.outreach.vocabulary.surveys import SurveyState
from dayroom.kernel.errors import Conflict, Invalid
from dayroom.platform.gates import open_to_all

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@open_to_all("everybody may say how care was, and read what came of it")
def survey_list(request: HttpRequest) -> HttpResponse:
    return render(request, "outreach/survey_list.html", {
        "open": queries.open_surveys(timezone.localdate()), "done": queries.surveys_with_outcome(),
    })


@require_http_methods(GET_POST)
@open_to_all("everybody may answer; nobody is kept with it")
def survey_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    survey = queries.survey_for_reader(public_id, timezone.localdate())
    form = SheetForm(request.POST or None, questions=queries.questions_of(survey), with_codes=survey.with_codes)
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            danger = actions.answer_survey(
                survey=survey, answers=form.answers(), quote_ok=data["quote_ok"], code=data.get("code", ""),
                who=str(request.user.pk or request.META.get("REMOTE_ADDR", "")), now=timezone.now(),
            )
        except Conflict as fault:
            form.add_error("code", str(fault))
            status = 409
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            return render(request, "outreach/survey_thanks.html", {"survey": survey, "danger": danger})
    return render(request, "outreach/survey_answer.html", {"survey": survey, "form": form},
                  status=status if status != 200 else 422 if form.errors else 200)


@require_safe
@desk_only
def survey_desk(request: HttpRequest) -> HttpResponse:
    return render(request, "outreach/desk_surveys.html", {"lines": queries.desk_surveys()})


@require_http_methods(GET_POST)
@desk_only
def survey_new(request: HttpRequest) -> HttpResponse:
    form = SurveyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        survey = _write(request, form)
        return redirect("survey-edit", public_id=survey)
    return render(request, "outreach/desk_survey_edit.html", {"form": form, **_example()},
                  status=422 if form.errors else 200)


def _example() -> dict[str, object]:
    return {"example": example_questions(), "kinds": [(start, kind.label) for start, kind in STARTS.items()]}


def _write(request: HttpRequest, form: SurveyForm, public_id: str = "") -> str:
    data = form.cleaned_data
    row = actions.write_survey(
        title=data["title"], intro=data["intro"], closes_on=data["closes_on"], with_codes=data["with_codes"],
        questions=form.read(), by_id=request.user.pk, now=timezone.now(),
        survey=queries.desk_survey(public_id) if public_id else None,
    )
    return row.public_id


@require_http_methods(GET_POST)
@desk_only
def survey_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    survey = queries.desk_survey(public_id)
    form = SurveyForm(request.POST or None, initial={
        "title": survey.title, "intro": survey.intro, "with_codes": survey.with_codes,
        "closes_on": survey.closes_on.isoformat(), "questions": write_questions(queries.question_words(survey)),
    })
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, form, public_id)
        except Conflict as fault:
            form.add_error("questions", str(fault))
        else:
            messages.success(request, _("Kept."))
            return redirect("survey-edit", public_id=public_id)
    people, told = queries.results_of(survey)
    return render(request, "outreach/desk_survey.html", {
        "survey": survey, "form": form, "people": people, "told": told,
        **_example(), "outcome": OutcomeForm(initial={"said": survey.said, "did": survey.did}),
    }, status=422 if form.errors else 200)


@require_POST
@desk_only
def survey_step(request: HttpRequest, public_id: str) -> HttpResponse:
    survey, what = queries.desk_survey(public_id), request.POST.get("do", "")
    if what in ("open", "close"):
        state = SurveyState.OPEN if what == "open" else SurveyState.CLOSED
        actions.set_state(survey=survey, state=state, by_id=request.user.pk, now=timezone.now())
        messages.success(request, _("Done."))
    elif what == "outcome":
        form = OutcomeForm(request.POST)
        if form.is_valid():
            actions.tell_outcome(survey=survey, by_id=request.user.pk, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Everybody can read it now."))
        else:
            messages.error(request, _("That was not kept. Please look at your words."))
    return redirect("survey-edit", public_id=public_id)


@require_http_methods(GET_POST)
@desk_only
def survey_codes(request: HttpRequest, public_id: str) -> HttpResponse:
    survey, form, codes = queries.desk_survey(public_id), CodesForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        codes = actions.make_survey_codes(survey=survey, count=form.cleaned_data["count"], by_id=request.user.pk,
                                          now=timezone.now())
    return render(request, "outreach/desk_survey_codes.html", {"survey": survey, "form": form, "codes": codes},
                  status=422 if form.errors else 200)
