"""Define a topic with a preview on what was read, and judge ten posts at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dayroom.apps.listening.actions import topics as actions
from dayroom.apps.listening.forms.topics import TopicForm, filled_topic
from dayroom.apps.listening.presenters.dashboard import precision_words
from dayroom.apps.listening.queries import desk as queries
from dayroom.apps.listening.queries.found import preview, sample
from dayroom.apps.listening.rules.topics import ENOUGH_JUDGED
from dayroom.apps.listening.views.readers import analysts

if TYPE_CHECKING:
    from dayroom.apps.listening.models import Topic

GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
@never_cache  # no-store: a preview shows fragments of strangers' posts
@analysts
def topic_new(request: HttpRequest) -> HttpResponse:
    form = TopicForm(request.POST or None, language=get_language() or "en")
    return _edit(request, form, None)


@require_http_methods(GET_POST)
@never_cache
@analysts
def topic_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    topic = queries.topic_named(public_id)
    form = TopicForm(request.POST or None, initial=filled_topic(topic), language=get_language() or "en")
    return _edit(request, form, topic)


def _edit(request: HttpRequest, form: TopicForm, topic: Topic | None) -> HttpResponse:
    seen, status = None, 200
    if request.method == "POST" and form.is_valid():
        if request.POST.get("do") == "look":
            seen = preview(form.definition, form.cleaned_data["name"])
        else:
            kept = _kept(request, form, topic)
            if kept is not None:
                return redirect("listening-topic", kept.public_id)
    if form.errors:
        status = 422
    return render(request, "listening/topic_edit.html", {"form": form, "topic": topic, "seen": seen}, status=status)


def _kept(request: HttpRequest, form: TopicForm, topic: Topic | None) -> Topic | None:
    now = timezone.now()
    try:
        if topic is None:
            made = actions.make_topic(by=request.user, told=form.told(), now=now)
            messages.success(request, _("Kept. Its days are counted now; that can take some minutes."))
            return made
        anew = actions.change_topic(topic=topic, by=request.user, told=form.told(), now=now)
    except actions.NameTaken as fault:
        form.add_error("name", str(fault))
        return None
    messages.success(request, _("Kept. The definition is new, so its past is counted again and has to be judged again.")
                     if anew else _("Kept."))
    return topic


@require_POST
@analysts
def topic_switch(request: HttpRequest, public_id: str) -> HttpResponse:
    topic, on = queries.topic_named(public_id), request.POST.get("on") == "yes"
    actions.switch_topic(topic=topic, on=on, by=request.user, now=timezone.now())
    messages.success(request, _("We listen for it again.") if on else _("We no longer listen for it. Its counts stay."))
    return redirect("listening-topics")


@require_http_methods(GET_POST)
@never_cache
@analysts
def topic_sample(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ten posts that the definition found, in fragments: fits, or does not."""
    topic = queries.topic_named(public_id)
    if request.method == "POST":
        verdicts = {
            int(name.removeprefix("post-")): value == "fits"
            for name, value in request.POST.items()
            if name.startswith("post-") and value in ("fits", "not") and _is_key(name.removeprefix("post-"))
        }
        kept = actions.judge_posts(topic=topic, verdicts=verdicts, by=request.user, now=timezone.now())
        messages.success(request, ngettext("%(n)d verdict is kept.", "%(n)d verdicts are kept.", kept) % {"n": kept})
        return redirect("listening-sample", public_id)
    return render(request, "listening/topic_sample.html", {
        "topic": topic, "posts": sample(topic), "precision": precision_words(queries.precision_of(topic)),
        "enough": ENOUGH_JUDGED,
    })


def _is_key(text: str) -> bool:
    plain = text.removeprefix("-")
    return plain.isascii() and plain.isdigit() and len(plain) < 20 and -(2**63) <= int(text) < 2**63
