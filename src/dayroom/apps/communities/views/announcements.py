"""Short forms: an announcement from those who look after a place, a meet-up from any of its members."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayroom.apps.communities.actions.checking import screened_text
from dayroom.apps.communities.actions.composing import send_topic
from dayroom.apps.communities.actions.sending import Sent
from dayroom.apps.communities.forms.communities import AnnouncementForm, MeetupForm
from dayroom.apps.communities.forms.composer import composed_from, empty, new_key
from dayroom.apps.communities.presenters.composer import guard_notice
from dayroom.apps.communities.queries.communities import place_for
from dayroom.apps.communities.rules.writing import GuardSpoke, check_member_can_post
from dayroom.apps.communities.views.communities import place_words
from dayroom.apps.communities.vocabulary import PostState, TopicKind
from dayroom.kernel.errors import Invalid, TooMany
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
    composed = composed_from(request) if request.method == "POST" else empty()
    composed.kind = kind
    given: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            return _sent(request, send_topic(author=request.user, slug=slug, composed=composed, now=now))
        except GuardSpoke as spoke:
            written = composed.written()
            given = {"notice": guard_notice(spoke, screened_text(written.title, written.body)), "status": spoke.status}
        except (Invalid, TooMany) as fault:
            form.add_error(None, str(fault))
            given = {"status": fault.status}
    status = given.pop("status", 422 if form.errors else 200)
    return render(request, "communities/community_announce.html", {
        **place_words(place, now), "form": form, "kind": kind, "submit_key": composed.submit_key or new_key(), **given,
    }, status=status)


def _sent(request: HttpRequest, sent: Sent) -> HttpResponse:
    if sent.topic.state != PostState.LIVE or sent.decision.show_help:
        return redirect("post-sent", public_id=sent.post.public_id)
    messages.success(request, _("It stands on the board now."))
    return redirect(f"/t/{sent.topic.public_id}/")
