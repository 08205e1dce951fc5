"""People like me: asked for on the spot, explained line by line, left with one button."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.people.vocabulary.consents import consent_text
from dayroom.apps.tracking.actions import matching as acts
from dayroom.apps.tracking.forms.matching import CardForm, WeightForm
from dayroom.apps.tracking.presenters.matching import match_lines
from dayroom.apps.tracking.queries import ME, record_for
from dayroom.apps.tracking.queries.home import agreed
from dayroom.apps.tracking.queries.matching import card_facts, card_of, matches_for
from dayroom.apps.tracking.queries.records import conditions_of, treatments_of
from dayroom.apps.tracking.rules.matching import NothingShown
from dayroom.apps.tracking.views.home import reader_of
from dayroom.platform.gates import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def like_me(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    card = card_of(reader.pk)
    if card is None or not agreed(reader.pk).matched:
        return redirect("like-me-card")
    form = WeightForm(request.POST or None, weights=card.weights)
    if request.method == "POST" and form.is_valid():
        acts.weigh(member_id=reader.pk, weights=form.weights(), now=timezone.now())
        return redirect("like-me")
    place = request.GET.get("before", "")
    found = matches_for(reader, before=int(place) if place.isascii() and place.isdecimal() and len(place) < 19 else 0)
    return render(request, "tracking/like_me.html", {
        "lines": match_lines(found.found), "form": form, "older_url": f"?before={found.before}" if found.before else "",
        "first": not place,
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def card_edit(request: HttpRequest) -> HttpResponse:
    reader, language = reader_of(request), get_language() or "en"
    record = record_for(reader, ME)
    conditions, treatments = conditions_of(record), treatments_of(record)
    card = card_of(reader.pk)
    before = card.shown if card else {}
    form = CardForm(
        request.POST if request.method == "POST" else None, initial=before,
        conditions=[(one.public_id, one.text) for one in conditions],
        treatments=[(one.public_id, one.name) for one in treatments],
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.show_card(
                member_id=reader.pk, facts=card_facts(reader.pk, form.cleaned_data, today=timezone.localdate()),
                shown=form.cleaned_data,
                weights=card.weights if card else {}, language=language, now=timezone.now(),
            )
        except NothingShown as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("like-me")
    return render(request, "tracking/like_me_card.html", {
        "form": form, "words": consent_text(Purpose.MATCHING, language), "card": card,
        "agreed": agreed(reader.pk).matched, "nothing": not (conditions or treatments),
    }, status=422 if form.errors else 200)


@require_POST
@members_only
def card_drop(request: HttpRequest) -> HttpResponse:
    acts.leave(member_id=reader_of(request).pk, now=timezone.now())
    messages.success(request, _("You are on nobody’s list any more."))
    return redirect("like-me-card")
