"""Alerts for everybody: the list, one alert, its CAP message, the feed, questions, and the areas a member asks for."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.outreach.actions.alerts import wish_areas
from dayroom.apps.outreach.actions.rumours import ask_about, heard_too
from dayroom.apps.outreach.forms.alerts import QuestionForm, WishForm
from dayroom.apps.outreach.presenters.alerts import cap_of, drawing, feed_of, map_code, said
from dayroom.apps.outreach.presenters.rumours import rumour_lines
from dayroom.apps.outreach.queries.alerts import (
    alerts_listed,
    answered_rumours,
    areas,
    chain_of,
    linked,
    public_alert,
    replaced_by,
    rumour_named,
    standing,
    wished_areas,
)
from dayroom.apps.outreach.vocabulary.alerts import RumourState
from dayroom.engines import guard
from dayroom.kernel.errors import NotFound, TooMany
from dayroom.platform.gates import members_only, open_to_all

PUBLIC = "alerts are for everybody"


def _who(request: HttpRequest) -> str:
    return str(request.user.pk or request.META.get("REMOTE_ADDR", ""))


@require_safe
@open_to_all(PUBLIC)
def alert_list(request: HttpRequest) -> HttpResponse:
    language, now = get_language() or "en", timezone.now()
    in_force = set(standing(now).values_list("pk", flat=True))
    lines = [(row, said(row, language), row.pk in in_force) for row in alerts_listed()]
    return render(request, "outreach/alert_list.html", {
        "standing": [one for one in lines if one[2]], "past": [one for one in lines if not one[2]],
        "map_code": map_code(), "asked": rumour_lines(answered_rumours())[:5],
    })


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all(PUBLIC)
def alert_show(request: HttpRequest, public_id: str) -> HttpResponse:
    alert, form = public_alert(public_id), QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.tier >= guard.Tier.T2:  # not a question about the alert: somebody needs help, now
            return redirect("/help/now")
        ask_about(words=form.cleaned_data["words"], alert=alert, who=_who(request), now=timezone.now())
        messages.success(request, _("Thank you. What many people ask is answered on this page."))
        return redirect("alert-show", public_id=public_id)
    language = get_language() or "en"
    return render(request, "outreach/alert_show.html", {
        "alert": alert, "said": said(alert, language), "earlier": chain_of(alert), "linked": linked(alert),
        "later": replaced_by(alert), "over": not standing(timezone.now()).filter(pk=alert.pk).exists(),
        "outlines": drawing(areas(), alert.area_id, language), "site_url": settings.SITE_URL,
        "asked": rumour_lines(answered_rumours(alert)), "form": form,
    }, status=422 if form.errors else 200)


@require_safe
@open_to_all(PUBLIC)
def alert_cap(request: HttpRequest, public_id: str) -> HttpResponse:
    return HttpResponse(cap_of(public_alert(public_id)), content_type="application/cap+xml; charset=utf-8")


@require_safe
@open_to_all(PUBLIC)
def alert_feed(request: HttpRequest) -> HttpResponse:
    """In English, or with ``?lang=es`` in another language of the site: programs send no language of their own."""
    asked = request.GET.get("lang", "")
    language = asked if asked in dict(settings.LANGUAGES) else "en"
    return HttpResponse(feed_of(alerts_listed(), language), content_type="application/atom+xml; charset=utf-8")


@require_safe
@open_to_all(PUBLIC)
def asked_list(request: HttpRequest) -> HttpResponse:
    """What people ask and say most, with the answers."""
    return render(request, "outreach/rumour_list.html", {"asked": rumour_lines(answered_rumours())})


@require_POST
@open_to_all("everybody may say that they heard the same; nobody is kept with it")
def rumour_heard(request: HttpRequest, public_id: str) -> HttpResponse:
    row = rumour_named(public_id)
    if row.state != RumourState.ANSWERED:
        raise NotFound()
    try:
        heard_too(row=row, who=_who(request), now=timezone.now())
        messages.success(request, _("Noted. Nobody is kept with it."))
    except TooMany:
        messages.info(request, _("You have said so today already."))
    return redirect("rumour-list")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def area_wishes(request: HttpRequest) -> HttpResponse:
    held = [str(one) for one in wished_areas(request.user.pk)]
    form = WishForm(request.POST or None, initial={"wanted": held})
    if request.method == "POST" and form.is_valid():
        wish_areas(member_id=request.user.pk, area_ids=[int(one) for one in form.cleaned_data["wanted"]],
                   now=timezone.now())
        messages.success(request, _("Kept. You will be told about alerts for these areas."))
        return redirect("area-wishes")
    return render(request, "outreach/alert_areas.html", {"form": form, "any": bool(areas())},
                  status=422 if form.errors else 200)
