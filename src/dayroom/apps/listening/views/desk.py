"""The listening desk: at a glance, one topic, what nobody answers, and how a hashtag grew."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from dayroom.apps.listening.presenters.dashboard import glance, precision_words
from dayroom.apps.listening.presenters.maps import base_svg
from dayroom.apps.listening.presenters.topics import (
    Narrowed,
    claims_going_round,
    growth_page,
    language_name,
    symptom_names,
    topic_page,
    unanswered,
)
from dayroom.apps.listening.queries import desk as queries
from dayroom.apps.listening.rules.gazetteer import facts_in
from dayroom.apps.listening.views.readers import desk_readers
from dayroom.apps.listening.vocabulary import ANALYST_ROLES, Margin, PlaceBasis
from dayroom.apps.listening.vocabulary.desk import SPAN, SPANS
from dayroom.platform.gates import open_to_all


def _language() -> str:
    return get_language() or "en"


@require_safe
@desk_readers
def listening_desk(request: HttpRequest) -> HttpResponse:
    return render(request, "listening/desk.html", {
        "page": glance(now=timezone.now(), language=_language()), "may_write": request.user.has_role(*ANALYST_ROLES),
    })


@require_safe
@desk_readers
def topic_show(request: HttpRequest, public_id: str) -> HttpResponse:
    topic = queries.topic_named(public_id)
    span = next((one for one in SPANS if str(one) == request.GET.get("days")), SPAN)
    basis = request.GET.get("basis", "")
    basis = basis if basis in PlaceBasis.values else ""
    narrowed = _narrowed(request, basis)
    page = topic_page(topic, narrowed, span=span, basis=basis, now=timezone.now(), language=_language())
    asked = request.GET.copy()
    asked.pop("days", None)
    return render(request, "listening/topic_show.html", {
        "page": page, "topic": topic, "span": span, "spans": SPANS, "bases": PlaceBasis.choices,
        "official": queries.official_for(topic), "precision": precision_words(queries.precision_of(topic)),
        "kept": asked.urlencode(), "symptoms": symptom_names(topic, _language()),
        "may_write": request.user.has_role(*ANALYST_ROLES),
    })


def _narrowed(request: HttpRequest, basis: str) -> Narrowed:
    """One margin at a time: what crosses two of them was never counted."""
    if code := request.GET.get("place", "")[:60]:
        return Narrowed(Margin.PLACE, code, basis or PlaceBasis.MENTION, facts_in(_language())(code).name)
    if code := request.GET.get("language", "")[:8]:
        return Narrowed(Margin.LANGUAGE, code, "", language_name(code))
    if key := request.GET.get("source", "")[:60]:
        return Narrowed(Margin.SOURCE, key, "", queries.sources().names.get(key, key))
    return Narrowed()


@require_safe
@desk_readers
def topic_growth(request: HttpRequest, public_id: str) -> HttpResponse:
    topic = queries.topic_named(public_id)
    return render(request, "listening/topic_growth.html", {"page": growth_page(topic), "topic": topic})


@require_safe
@desk_readers
def topic_list(request: HttpRequest) -> HttpResponse:
    topics = queries.all_topics()
    judged = queries.precision_by_topic(topics)
    return render(request, "listening/topic_list.html", {
        "rows": [(one, precision_words(judged[one.pk]) if one.pk in judged else "") for one in topics],
        "may_write": request.user.has_role(*ANALYST_ROLES),
    })


@require_safe
@desk_readers
def questions_unanswered(request: HttpRequest) -> HttpResponse:
    return render(request, "listening/unanswered.html", {
        "page": unanswered(now=timezone.now(), language=_language()), "claims": claims_going_round(_language()),
    })


@require_safe
@open_to_all("outlines of countries: there is nothing about anybody in them")
@cache_control(public=True, max_age=86_400)
def sheet(request: HttpRequest) -> HttpResponse:
    return HttpResponse(base_svg(), content_type="image/svg+xml")
