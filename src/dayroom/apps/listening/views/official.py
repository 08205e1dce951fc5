"""Counts of authorities: brought in from a file, looked at, and held against a topic on one axis."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.listening.actions import official as actions
from dayroom.apps.listening.forms.topics import OfficialForm
from dayroom.apps.listening.presenters.comparing import compared, day_range, in_periods, lag_rows
from dayroom.apps.listening.queries import desk as queries
from dayroom.apps.listening.rules.growth import by_year
from dayroom.apps.listening.rules.official import FILE_MOST, STEP_DAYS, NoSuchColumn, guessed_columns
from dayroom.apps.listening.views.readers import analysts, desk_readers
from dayroom.apps.listening.vocabulary import ANALYST_ROLES
from dayroom.kernel.errors import Invalid

SHOWN_BAD = 20


@require_safe
@desk_readers
def official_list(request: HttpRequest) -> HttpResponse:
    return render(request, "listening/official_list.html", {
        "rows": queries.official_list(), "may_write": request.user.has_role(*ANALYST_ROLES)})


@require_http_methods(["GET", "HEAD", "POST"])
@analysts
def official_new(request: HttpRequest) -> HttpResponse:
    form = OfficialForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(FILE_MOST + 1)
        names, day, value = guessed_columns(content)
        try:
            series, reading = actions.bring_in_official(
                by=request.user, told=form.told(), content=content, columns=form.columns((day, value)),
                now=timezone.now())
        except Invalid as fault:
            told = _(" Its first line has: %(names)s.") % {"names": ", ".join(names[:30])} if names else ""
            form.add_error("file", str(fault) + (told if isinstance(fault, NoSuchColumn) else ""))
            status = fault.status
        else:
            _tell(request, len(reading.days), len(reading.bad), reading.doubled)
            return redirect("listening-official-show", series.public_id)
    elif form.errors:
        status = 422
    return render(request, "listening/official_new.html", {"form": form}, status=status)


def _tell(request: HttpRequest, kept: int, bad: int, doubled: int) -> None:
    messages.success(request, _("Kept: %(kept)d periods.") % {"kept": kept})
    if bad:
        messages.warning(request, _("Lines without a day or a number that we can read: %(bad)d.") % {"bad": bad})
    if doubled:
        messages.info(request, _("Lines of the same period that were added up: %(n)d.") % {"n": doubled})


@require_safe
@desk_readers
def official_show(request: HttpRequest, public_id: str) -> HttpResponse:
    series = queries.official_named(public_id)
    days = queries.official_days(series)
    years = by_year(days, step_days=STEP_DAYS[series.period])
    topics = [series.topic] if series.topic else queries.listened_for()[:20]
    return render(request, "listening/official_show.html", {
        "series": series, "range": day_range(days), "years": years if len(years) > 1 else [], "count": len(days),
        "topics": topics, "may_write": request.user.has_role(*ANALYST_ROLES),
    })


@require_safe
@desk_readers
def official_compare(request: HttpRequest, public_id: str, topic_id: str) -> HttpResponse:
    series, topic = queries.official_named(public_id), queries.topic_named(topic_id)
    counted = queries.official_days(series)
    said: dict[date, float] = {}
    if series.period != "year":
        mentions: dict[date, float] = dict(queries.whole_series(topic))
        said = in_periods(mentions, series.period, read=frozenset(queries.known_days(mentions)))
    page = compared(said, counted, period=series.period, names=(topic.name, series.name), key="both")
    return render(request, "listening/official_compare.html", {
        "series": series, "topic": topic, "page": page, "lags": lag_rows(page.together) if page.together else [],
    })


@require_POST
@analysts
def official_drop(request: HttpRequest, public_id: str) -> HttpResponse:
    actions.drop_official(series=queries.official_named(public_id), by=request.user, now=timezone.now())
    messages.success(request, _("Taken out, with its counts."))
    return redirect("listening-official")
