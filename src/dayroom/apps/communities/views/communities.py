"""A community: its page, what it says about itself, its settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.communities.actions import care
from dayroom.apps.communities.actions import communities as acts
from dayroom.apps.communities.actions.memberships import hand_over, note_presence
from dayroom.apps.communities.forms import communities as forms
from dayroom.apps.communities.presenters import communities as words
from dayroom.apps.communities.queries.communities import (
    Filters,
    Place,
    place_for,
    rules_versions,
    topic_for_care,
    topics_of,
)
from dayroom.apps.communities.rules.membership import (
    NETWORK_ROLES,
    NEWCOMER_DAYS,
    check_can_look_after,
)
from dayroom.apps.communities.views.who import reader_of
from dayroom.apps.communities.vocabulary import JoinPolicy, Seeking, TopicKind, Visibility
from dayroom.apps.people.queries import member_by_handle
from dayroom.apps.people.vocabulary import Role
from dayroom.kernel.errors import Invalid, NotFound, Refused
from dayroom.platform import markup
from dayroom.platform.gates import members_only, open_to_all, staff_only


def filters_of(request: HttpRequest) -> Filters:
    shown = request.GET.get("show", "")
    tag = markup.clean_line(request.GET.get("tag", "")[:60]).lstrip("#").lower()
    tag = tag if markup.hashtags(f"#{tag}") == [tag] else ""
    return Filters(
        unanswered=shown == "unanswered", seeking=shown.upper() if shown.upper() in Seeking.values else "",
        kind=shown.upper() if shown.upper() in (TopicKind.ANNOUNCEMENT, TopicKind.MEETUP) else "", hashtag=tag,
    )


def tabs() -> list[tuple[str, str]]:
    return [
        ("", _("All")), ("unanswered", _("Unanswered")), ("support", _("Seeking support")),
        ("information", _("Seeking information")), ("heard", _("Just to be heard")), ("meetup", _("Meet-ups")),
        ("announcement", _("Announcements")),
    ]


@open_to_all("public and partly public communities are for anyone; the query hides the others")
@require_safe
def community_page(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    reader = reader_of(request)
    place = place_for(reader, slug)
    if place.standing.is_moderator:
        note_presence(
            member_id=reader.pk, community_id=place.community.pk, last_active_at=place.last_active_at, now=now
        )
    filters = filters_of(request)
    page = topics_of(place, reader, filters=filters, after=request.GET.get("after", ""), now=now)
    shown = request.GET.get("show", "")
    first = not request.GET.get("after")
    return render(request, "communities/community_page.html", {
        **place_words(place, now), "page": page, "filters": filters, "tabs": tabs(), "shown": shown, "first": first,
        "pinned_rows": words.topic_rows(page.pinned, now=now),
        "board_rows": words.topic_rows([*page.announcements, *page.meetups], now=now, readable=place.is_inside),
        "topic_rows": words.topic_rows(page.topics, now=now, readable=place.is_inside),
        "older_url": _older(request, page.older), "newest_url": "" if first else request.path,
        "show_help": request.GET.get("help") == "1",
        "is_new_here": bool(place.since and place.standing.is_member and (now - place.since).days < NEWCOMER_DAYS),
    })


def _older(request: HttpRequest, place: str) -> str:
    if not place:
        return ""
    query = request.GET.copy()
    query["after"] = place
    return f"?{query.urlencode()}"


def place_words(place: Place, now: Any) -> dict[str, Any]:
    """What every page of a community says about it."""
    community = place.community
    return {
        "place": place, "community": community, "standing": place.standing,
        "who_reads": words.visibility_sentence(community), "how_in": words.join_sentence(community),
        "activity": words.activity(community, now), "badge": words.visibility_badge(community),
        "language_name": forms.language_name(community.language), "closed": community.closed_at is not None,
        "can_join": community.join_policy == JoinPolicy.OPEN, "can_ask": community.join_policy == JoinPolicy.ASK,
    }


@open_to_all("what a community says about itself; the query hides private ones")
@require_safe
def community_about(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    reader = reader_of(request)
    place = place_for(reader, slug)
    page = topics_of(place, reader, filters=Filters(), after="", now=now)
    return render(request, "communities/community_about.html", {
        **place_words(place, now), "pinned_rows": words.topic_rows(page.pinned, now=now),
        "versions": rules_versions(place.community.pk) if place.is_inside else [],
        "indexed": place.community.visibility == Visibility.PUBLIC and place.community.closed_at is None,
    })


@staff_only(*NETWORK_ROLES)
@require_http_methods(["GET", "POST"])
def community_create(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = forms.CreateForm(
        request.POST or None,
        initial={"visibility": Visibility.PUBLIC, "join_policy": JoinPolicy.OPEN, "language": request.user.language},
        young=settings.YOUNG_COMMUNITIES and request.user.has_role(Role.STEWARD, Role.OWNER),
    )
    if request.method == "POST" and form.is_valid():
        moderator = member_in(form, "moderator")
        if not form.errors:
            made = acts.create_community(
                by=request.user, about=form.about(), visibility=form.cleaned_data["visibility"],
                audience=form.cleaned_data["audience"], slug=form.cleaned_data["slug"],
                moderator_id=moderator.pk if moderator else None, now=now,
            )
            messages.success(request, _("The community is open."))
            return redirect("community-page", slug=made.slug)
    return render(request, "communities/community_create.html", {"form": form}, status=422 if form.errors else 200)


def member_in(form: Any, field: str) -> Any:
    """The member whose handle stands in a field, or None; a handle nobody has becomes an error of the field."""
    handle = form.cleaned_data.get(field, "").strip().lstrip("@")
    if not handle:
        return None
    try:
        return member_by_handle(handle)
    except NotFound:
        form.add_error(field, _("Nobody here has this handle."))
        return None


def said_of(form: Any, field: str, act: Callable[[], None]) -> bool:
    """Do it; a refusal that is about the person named in a field is shown at the field, with the form as it was."""
    try:
        act()
    except Refused as fault:
        form.add_error(field, str(fault))
        return False
    return True


def _kept_place(request: HttpRequest, slug: str) -> Place:
    """The place, for one who looks after it."""
    place = place_for(request.user, slug)
    check_can_look_after(place.standing)
    return place


@members_only
@require_http_methods(["GET", "POST"])
def community_settings(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    place = _kept_place(request, slug)
    form = forms.AboutForm(request.POST or None, initial=forms.AboutForm.initial_of(place.community))
    if request.method == "POST" and form.is_valid():
        acts.edit_community(by=request.user, community=place.community, about=form.about(), now=now)
        messages.success(request, _("Saved."))
        return redirect("community-settings", slug=slug)
    return _settings_page(request, place, form=form)


def _settings_page(request: HttpRequest, place: Place, **given: Any) -> HttpResponse:
    community = place.community
    cover = next((keeper.handle for keeper in place.keepers if keeper.member_id == community.cover_id), "")
    forms_here = {
        "form": forms.AboutForm(initial=forms.AboutForm.initial_of(community)),
        "away_form": forms.AwayForm(initial={
            "away_from": community.away_from, "away_until": community.away_until, "cover": cover,
        }),
        "visibility_form": forms.VisibilityForm(initial={"visibility": community.visibility}),
        "over_form": forms.HandOverForm(),
        **given,
    }
    wrong = any(form.errors for form in forms_here.values())
    return render(
        request, "communities/community_settings.html", {**place_words(place, timezone.now()), **forms_here},
        status=422 if wrong else 200,
    )


@members_only
@require_POST
def community_away(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    place = _kept_place(request, slug)
    form = forms.AwayForm(request.POST)
    if form.is_valid():
        cover = member_in(form, "cover")
        if not form.errors and said_of(form, "cover", lambda: acts.set_away(
            by=request.user, community=place.community, away_from=form.cleaned_data["away_from"],
            away_until=form.cleaned_data["away_until"], cover_id=cover.pk if cover else None, now=now,
        )):
            messages.success(request, _("Saved. Have a good rest."))
            return redirect("community-settings", slug=slug)
    return _settings_page(request, place, away_form=form)


@members_only
@require_POST
def community_hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    place = _kept_place(request, slug)
    form = forms.HandOverForm(request.POST)
    if form.is_valid():
        to = member_in(form, "to")
        if to is not None:
            down = (request.user.pk,) if form.cleaned_data["step_down"] else ()
            if said_of(form, "to", lambda: hand_over(
                by=request.user, community=place.community, to_id=to.pk, step_down_ids=down, now=now
            )):
                messages.success(request, _("Done. They have been told."))
                return redirect("community-page", slug=slug)
    return _settings_page(request, place, over_form=form)


@members_only
@require_POST
def community_visibility(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    place = _kept_place(request, slug)
    form = forms.VisibilityForm(request.POST)
    if form.is_valid():
        acts.change_visibility(
            by=request.user, community=place.community, visibility=form.cleaned_data["visibility"],
            reason=form.cleaned_data["reason"], now=now,
        )
        messages.success(request, _("Saved. Search follows within minutes."))
        return redirect("community-settings", slug=slug)
    return _settings_page(request, place, visibility_form=form)


@members_only
@require_POST
def community_close(request: HttpRequest, slug: str) -> HttpResponse:
    place = _kept_place(request, slug)
    closing = request.POST.get("closed") == "1"
    acts.close_community(by=request.user, community=place.community, closed=closing, now=timezone.now())
    messages.success(request, _("This community is closed for writing.") if closing else _("It is open again."))
    return redirect("community-settings", slug=slug)


def _wanted(request: HttpRequest) -> bool:
    """What the button asked for. It says on or off, and never "the other way": a form sent twice is the same act."""
    asked = request.POST.get("on", "")
    if asked not in ("0", "1"):
        raise Invalid()
    return asked == "1"


@members_only
@require_POST
def topic_pin(request: HttpRequest, public_id: str) -> HttpResponse:
    topic = topic_for_care(public_id)
    place_for(request.user, topic.community.slug)
    care.pin_topic(by=request.user, topic=topic, pinned=_wanted(request), now=timezone.now())
    return redirect(f"/t/{topic.public_id}/")


@members_only
@require_POST
def topic_lock(request: HttpRequest, public_id: str) -> HttpResponse:
    topic = topic_for_care(public_id)
    place_for(request.user, topic.community.slug)
    care.lock_topic(by=request.user, topic=topic, locked=_wanted(request), now=timezone.now())
    return redirect(f"/t/{topic.public_id}/")
