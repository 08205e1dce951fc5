"""The job board, and its desk."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.outreach.actions import vacancies as actions
from dayroom.apps.outreach.forms.vacancies import LookForm, VacancyForm
from dayroom.apps.outreach.presenters.vacancies import job_posting, lines, pay_words
from dayroom.apps.outreach.queries import vacancies as queries
from dayroom.apps.outreach.rules.vacancies import faults
from dayroom.apps.outreach.views.readers import desk_only
from dayroom.kernel.errors import Invalid, NotFound, Refused
from dayroom.platform.gates import open_to_all

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@open_to_all("vacancies are for everybody")
def vacancy_list(request: HttpRequest) -> HttpResponse:
    form, today = LookForm(request.GET), timezone.localdate()
    data = form.cleaned_data if form.is_valid() else {"q": "", "hours": "", "remote": False}
    rows = queries.vacancies_found(today, words=data["q"], hours=data["hours"], remote=data["remote"])
    return render(request, "outreach/vacancy_list.html", {
        "form": form, "lines": [(row, pay_words(row)) for row in rows], "narrowed": any(data.values()),
    }, status=200 if form.is_valid() else 422)


@require_safe
@open_to_all("vacancies are for everybody")
def vacancy_show(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.vacancy_for_reader(public_id, timezone.localdate())
    actions.count_view(row=row, day=timezone.localdate())
    return render(request, "outreach/vacancy_show.html", {
        "row": row, "must": lines(row.must), "nice": lines(row.nice), "pay": pay_words(row),
        "posting": job_posting(row),
    })


@require_safe
@desk_only
def vacancy_desk(request: HttpRequest) -> HttpResponse:
    return render(request, "outreach/desk_vacancies.html", {"lines": queries.desk_vacancies()})


@require_http_methods(GET_POST)
@desk_only
def vacancy_new(request: HttpRequest) -> HttpResponse:
    form = VacancyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.write_vacancy(words=form.words(), by_id=request.user.pk, now=timezone.now())
        return redirect("vacancy-edit", public_id=row.public_id)
    return render(request, "outreach/desk_vacancy.html", {"form": form, "row": None},
                  status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@desk_only
def vacancy_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.desk_vacancy(public_id)
    words = queries.words_of_vacancy(row)
    form = VacancyForm(request.POST or None, initial={**asdict(words), "closes_on": words.closes_on.isoformat()})
    if request.method == "POST" and form.is_valid():
        actions.write_vacancy(words=form.words(), by_id=request.user.pk, now=timezone.now(), row=row)
        messages.success(request, _("Kept as a draft."))
        return redirect("vacancy-edit", public_id=public_id)
    return render(request, "outreach/desk_vacancy.html", {
        "form": form, "row": row, "faults": faults(words, timezone.localdate()),
        "own": row.made_by_id == request.user.pk,
    }, status=422 if form.errors else 200)


@require_POST
@desk_only
def vacancy_step(request: HttpRequest, public_id: str) -> HttpResponse:
    steps = {"ask": (actions.ask_to_open, _("It waits for a second person now.")),
             "open": (actions.open_vacancy, _("It is open.")), "close": (actions.close_vacancy, _("Closed."))}
    what = request.POST.get("do", "")
    if what not in steps:
        raise NotFound()
    act, said = steps[what]
    try:
        act(row=queries.desk_vacancy(public_id), by_id=request.user.pk, now=timezone.now())
    except (Invalid, Refused) as fault:
        messages.error(request, str(fault))
        return redirect("vacancy-edit", public_id=public_id)
    messages.success(request, said)
    return redirect("vacancy-desk")
