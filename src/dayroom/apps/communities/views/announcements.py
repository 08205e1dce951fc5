"""Short forms: an announcement from those who look after a place, a meet-up from any of its members."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayroom.apps.communities.actions.posts import Sent, submit_topic
from dayroom.apps.communities.forms.communities import AnnouncementForm, MeetupForm
from dayroom.apps.communities.queries.communities import Place, place_for
from dayroom.apps.communities.rules.writing import GuardSpoke, Written, check_member_can_post
from dayroom.apps.communities.views.communities import place_words
from dayroom.apps.communities.vocabulary import PostState, TopicKind
from dayroom.platform import markup
from dayroom.platform.gates import members_only


@members_only
@require_http_methods(["GET", "POST"])
def community_announce(request: HttpRequest, slug: str) -> HttpResponse:
    return _short_form(request, slug, AnnouncementForm(request.POST or None), TopicKind.ANNOUNCEMENT)


@members_only
@require_http_methods(["GET", "POST"])
def community_meet(request: HttpRequest, slug: str) -> HttpResponse:
    return _short_form(request, slug, MeetupForm(request.POST or None), TopicKind.MEETUP)


def _short_form(request: HttpRequest, slug: str, form: Any, kind: str) -> HttpResponse:
    now = timezone.now()
    place = place_for(request.user, slug)
    check_member_can_post(
        place.standing, community_closed=place.community.closed_at is not None, topic_locked=False, kind=kind
    )
    submit_key = request.POST.get("submit_key") or secrets.token_hex(8)
    given: dict[str, Any] = {"form": form, "kind": kind, "submit_key": submit_key}
    if request.method == "POST" and form.is_valid():
        try:
            return _sent(request, _submit(request, place, form, kind, now))
        except GuardSpoke as spoke:
            given["spoke"] = spoke
    wrong = form.errors or "spoke" in given
    return render(request, "communities/community_announce.html", {**place_words(place, now), **given},
                  status=422 if wrong else 200)


def _submit(request: HttpRequest, place: Place, form: Any, kind: str, now: Any) -> Sent:
    data = form.cleaned_data
    return submit_topic(
        author=request.user, community=place.community, kind=kind, now=now,
        written=Written(title=markup.clean_line(data["title"]), body=markup.clean(data["body"])),
        meets_at=data.get("meets_at"), meets_where=markup.clean_line(data.get("meets_where", "")),
        overridden=request.POST.get("overridden") == "1", submit_key=request.POST.get("submit_key") or None,
    )


def _sent(request: HttpRequest, sent: Sent) -> HttpResponse:
    if sent.topic.state == PostState.LIVE:
        messages.success(request, _("It stands on the board now."))
    else:
        messages.info(request, _("A moderator looks at this before others can see it."))
    return redirect(f"/t/{sent.topic.public_id}/")
