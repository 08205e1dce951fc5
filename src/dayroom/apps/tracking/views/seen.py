"""What others see, who looked, and the journey by years."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.distress import needs_help
from dayroom.apps.tracking.actions.stories import tell_story
from dayroom.apps.tracking.forms.story import StoryForm
from dayroom.apps.tracking.presenters.helping import crisis_help
from dayroom.apps.tracking.presenters.seen import groups_seen, look_line
from dayroom.apps.tracking.presenters.timeline import timeline_of
from dayroom.apps.tracking.queries import places_of, record_for
from dayroom.apps.tracking.queries.apps import app_names
from dayroom.apps.tracking.queries.carers import carers_of
from dayroom.apps.tracking.queries.home import agreed
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.queries.records import told_ways
from dayroom.apps.tracking.queries.seen import access_page, people_chosen, record_as
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import ProxyState, Scope
from dayroom.apps.tracking.vocabulary.told import NOUNS
from dayroom.platform.gates import members_only


@require_safe
@members_only
def seen_page(request: HttpRequest) -> HttpResponse:
    """The owner sees what others see: the same questions, asked with other eyes."""
    owner = reader_of(request)
    carers = [row.carer for row in carers_of(owner.pk).for_me if row.state == ProxyState.STANDING]
    eyes = {"anybody": _("Anybody else here")}
    eyes |= {f"person:{one.public_id}": one.handle for one in people_chosen(owner.pk)}
    eyes |= {f"person:{one.public_id}": _("%(name)s, your carer") % {"name": one.handle} for one in carers}
    eyes |= {f"place:{pk}": _("Members of %(name)s") % {"name": name} for pk, name in places_of(owner.pk).items()}
    chosen = request.GET.get("as", "")
    chosen = chosen if chosen in eyes else "anybody"
    return render(request, "tracking/seen.html", {
        "eyes": eyes.items(), "chosen": chosen, "whose_eyes": eyes[chosen],
        "groups": groups_seen(record_as(owner, chosen)), "agreed": agreed(owner.pk),
    })


@require_safe
@members_only
def access_log(request: HttpRequest) -> HttpResponse:
    owner = reader_of(request)
    page, titles = access_page(owner.pk, request.GET.get("from", ""))
    names = app_names(owner.pk)
    return render(request, "tracking/access_log.html", {
        "lines": [look_line(row, titles, names) for row in page.rows], "agreed": agreed(owner.pk),
        "older": f"{reverse('health-log')}?from={page.older}" if page.older else "",
    })


@require_safe
@members_only
def timeline(request: HttpRequest, whose: str) -> HttpResponse:
    record = record_for(reader_of(request), whose)
    for kind in NOUNS.values():
        note_access(record, kind, told_ways(record, kind), now=timezone.now())
    found = timeline_of(record, timezone.localdate())
    return render(request, "tracking/timeline.html", {"record": record, "timeline": found})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def story(request: HttpRequest, whose: str) -> HttpResponse:
    owner = reader_of(request)
    record = record_for(owner, whose, Scope.ENTER)
    form = StoryForm(request.POST or None, places=places_of(owner.pk) if record.mine else {})
    if request.method == "POST" and form.is_valid():
        goes = form.cleaned_data["goes"]
        address = tell_story(record=record, title=form.cleaned_data["title"] or _("My story"), body=form.body(),
                             place_id=int(goes) if goes else None, now=timezone.now(), today=timezone.localdate())
        country = profile_of(record.reader_id).country
        if needs_help(form.body(), language=get_language() or "en", country=country):
            return render(request, "tracking/help_now.html", {"record": record, "help": crisis_help(country)})
        messages.success(request, _("Here is your draft. Nothing is posted yet.") if goes else _("Kept in the record."))
        return redirect(address)
    return render(request, "tracking/story.html", {"record": record, "form": form}, status=422 if form.errors else 200)
