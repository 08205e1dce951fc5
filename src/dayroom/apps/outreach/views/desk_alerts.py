"""The crisis desk: from a template to an alert in force, and what was learned from it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.library.queries.fitting import pages_sought, pointers_named
from dayroom.apps.outreach.actions import alerts as actions
from dayroom.apps.outreach.actions.alerts import EDITABLE
from dayroom.apps.outreach.actions.capture import draft_from_cap
from dayroom.apps.outreach.forms.alerts import AlertForm, AloneForm, AreaForm, CapForm, LessonsForm, LinksForm, filled
from dayroom.apps.outreach.presenters.alerts import drawing, said
from dayroom.apps.outreach.queries import alerts as queries
from dayroom.apps.outreach.rules.alerts import AlertIncomplete, digest_of, missing, words_of_end
from dayroom.apps.outreach.rules.cap import CapWrong
from dayroom.apps.outreach.views.readers import desk_only
from dayroom.apps.outreach.vocabulary.alerts import AlertFacts, AlertMessage, AlertStatus, alert_templates
from dayroom.kernel.errors import Conflict, Invalid, NotFound, Refused

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@desk_only
def alert_desk(request: HttpRequest) -> HttpResponse:
    language = get_language() or "en"
    return render(request, "outreach/desk_alerts.html", {
        "lines": [(row, said(row, language)) for row in queries.desk_alerts()],
        "waiting": [(row, said(row, language)) for row in queries.waiting_for_second(request.user.pk)],
        "alone": [(row, said(row, language)) for row in queries.sent_alone(request.user.pk)],
        "templates": alert_templates().values(), "areas": len(queries.areas()),
    })


@require_http_methods(GET_POST)
@desk_only
def alert_new(request: HttpRequest) -> HttpResponse:
    form = AlertForm(request.POST or None, initial=_template(request.GET.get("from", "")))
    if request.method == "POST" and form.is_valid():
        alert = actions.draft_alert(facts=form.facts(), words=form.words(), by_id=request.user.pk, now=timezone.now())
        return redirect("alert-desk-show", public_id=alert.public_id)
    return render(request, "outreach/desk_alert_edit.html", {"form": form, "alert": None},
                  status=422 if form.errors else 200)


def _template(slug: str) -> dict[str, object]:
    found = alert_templates().get(slug)
    if found is None:
        return {"status": AlertStatus.ACTUAL, "urgency": "Expected", "severity": "Moderate", "certainty": "Observed",
                "hours": 24}
    facts = AlertFacts(event=found.event, urgency=found.urgency, severity=found.severity, certainty=found.certainty,
                       hours=found.hours, area_id=None, source="")
    return filled(facts, list(found.words))


@require_http_methods(GET_POST)
@desk_only
def alert_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = queries.desk_alert(public_id)
    if alert.state not in EDITABLE:
        raise NotFound()
    form = AlertForm(request.POST or None, initial=filled(queries.facts_of(alert), queries.words_of(alert)))
    if request.method == "POST" and form.is_valid():
        actions.change_alert(alert=alert, facts=form.facts(), words=form.words(), by_id=request.user.pk,
                             now=timezone.now())
        messages.success(request, _("Kept. What was waiting for approval waits no more."))
        return redirect("alert-desk-show", public_id=public_id)
    return render(request, "outreach/desk_alert_edit.html", {"form": form, "alert": alert},
                  status=422 if form.errors else 200)


@require_safe
@desk_only
def alert_desk_show(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = queries.desk_alert(public_id)
    facts, words = queries.facts_of(alert), queries.words_of(alert)
    return render(request, "outreach/desk_alert.html", {
        "alert": alert, "texts": [(one, said(alert, one.language)) for one in words],
        "missing": missing(facts, words), "digest": digest_of(facts, words),
        "outlines": drawing(queries.areas(), alert.area_id, get_language() or "en"), "linked": queries.linked(alert),
        "may_fit": len(queries.proposed_links(alert)) if alert.state in EDITABLE else 0,
        "own": alert.made_by_id == request.user.pk,
        "alone_form": AloneForm(), "may_look_over": alert.alone and alert.approved_by_id != request.user.pk,
    })


@require_http_methods(GET_POST)
@desk_only
def alert_links(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose what readers are led to. A search keeps what is ticked: it is the same form."""
    alert = queries.desk_alert(public_id)
    if alert.state not in EDITABLE:
        raise NotFound()
    today, held = timezone.localdate(), [one.key for one in queries.linked(alert)]
    keys = request.POST.getlist("links")[:40] if request.method == "POST" else held
    ticked = pointers_named(keys, today)
    sought = request.POST.get("sought", "").replace("\0", "")[:80]
    form = LinksForm(request.POST or None, offered=ticked)
    if request.method == "POST" and request.POST.get("do") != "look" and form.is_valid():
        try:
            actions.link_alert(alert=alert, keys=form.cleaned_data["links"], by_id=request.user.pk, now=timezone.now())
        except Invalid as fault:
            form.add_error("links", str(fault))
        else:
            messages.success(request, _("Kept. What was waiting for approval waits no more."))
            return redirect("alert-desk-show", public_id=public_id)
    shown = {one.key for one in ticked}
    found = [one for one in pages_sought(sought, today) if one.key not in shown]
    shown |= {one.key for one in found}
    return render(request, "outreach/desk_alert_links.html", {
        "alert": alert, "form": form, "ticked": ticked, "found": found, "sought": sought,
        "proposed": [one for one in queries.proposed_links(alert) if one.key not in shown],
    }, status=422 if form.errors and request.POST.get("do") != "look" else 200)


def _back(request: HttpRequest, public_id: str, said_well: str, act: object) -> HttpResponse:
    """Do one step, and say in words how it went."""
    try:
        act()  # type: ignore[operator]  # a call without arguments
    except (Refused, Conflict, Invalid) as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, said_well)
    return redirect("alert-desk-show", public_id=public_id)


@require_POST
@desk_only
def alert_ask(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = queries.desk_alert(public_id)
    return _back(request, public_id, _("It waits for a second person now."), lambda: actions.ask_for_approval(
        alert=alert, by_id=request.user.pk, now=timezone.now()))


@require_POST
@desk_only
def alert_approve(request: HttpRequest, public_id: str) -> HttpResponse:
    alert, seen = queries.desk_alert(public_id), request.POST.get("digest", "")[:64]
    return _back(request, public_id, _("It is out."), lambda: actions.approve_alert(
        alert=alert, seen=seen, by_id=request.user.pk, now=timezone.now()))


@require_POST
@desk_only
def alert_alone(request: HttpRequest, public_id: str) -> HttpResponse:
    alert, form = queries.desk_alert(public_id), AloneForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(AlertIncomplete(_("Say why nobody else could look at it."))))
        return redirect("alert-desk-show", public_id=public_id)
    return _back(request, public_id, _("It is out. Somebody else is asked to look at it now."),
                 lambda: actions.send_alone(alert=alert, why=form.cleaned_data["why"], by_id=request.user.pk,
                                            now=timezone.now()))


@require_POST
@desk_only
def alert_look_over(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = queries.desk_alert(public_id)
    return _back(request, public_id, _("Thank you. It is noted that you have looked at it."),
                 lambda: actions.look_over(alert=alert, by_id=request.user.pk, now=timezone.now()))


@require_POST
@desk_only
def alert_stop(request: HttpRequest, public_id: str) -> HttpResponse:
    alert = queries.desk_alert(public_id)
    return _back(request, public_id, _("Stopped. Nobody has seen it."),
                 lambda: actions.stop_draft(alert=alert, by_id=request.user.pk, now=timezone.now()))


@require_POST
@desk_only
def alert_later(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin an update or a cancellation of an alert in force."""
    alert = queries.desk_alert(public_id)
    message = AlertMessage.CANCEL if request.POST.get("what") == "cancel" else AlertMessage.UPDATE
    words = queries.words_of(alert)
    if message == AlertMessage.CANCEL:
        words = words_of_end(words)
    try:
        later = actions.begin_later(alert=alert, message=message, words=words, by_id=request.user.pk,
                                    now=timezone.now())
    except Conflict as fault:
        messages.error(request, str(fault))
        return redirect("alert-desk-show", public_id=public_id)
    return redirect("alert-edit", public_id=later.public_id)


@require_http_methods(GET_POST)
@desk_only
def alert_capture(request: HttpRequest) -> HttpResponse:
    """A CAP message of another office becomes a draft here."""
    form = CapForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            alert = draft_from_cap(data=form.cleaned_data["text"].encode(), by_id=request.user.pk, now=timezone.now())
        except CapWrong as fault:
            form.add_error("text", f"{fault.element}: {fault}")
        else:
            return redirect("alert-edit", public_id=alert.public_id)
    return render(request, "outreach/desk_alert_capture.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@desk_only
def alert_report(request: HttpRequest, public_id: str) -> HttpResponse:
    """After it is over: what happened when, and what to do in another way."""
    alert = queries.desk_alert(public_id)
    if alert.live_at is None:
        raise NotFound()
    form = LessonsForm(request.POST or None, initial={"went_well": alert.went_well, "to_change": alert.to_change})
    if request.method == "POST" and form.is_valid():
        actions.keep_lessons(alert=alert, by_id=request.user.pk, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("alert-report", public_id=public_id)
    told = queries.after_action(alert)
    language = get_language() or "en"
    return render(request, "outreach/desk_alert_report.html", {
        "told": told, "alert": alert, "lines": [(one, said(one, language)) for one in told.chain], "form": form,
    }, status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@desk_only
def alert_areas_desk(request: HttpRequest) -> HttpResponse:
    form = AreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.keep_area(name=data["name"], polygon=data["polygon"], circle=data["circle"], names=form.names(),
                          by_id=request.user.pk, now=timezone.now())
        messages.success(request, _("Kept."))
        return redirect("alert-areas-desk")
    return render(request, "outreach/desk_alert_areas.html", {"form": form, "outlines": drawing(queries.areas(), None)},
                  status=422 if form.errors else 200)
