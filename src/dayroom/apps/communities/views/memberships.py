"""Joining, asking, leaving; and for moderators: who is here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.communities.actions import memberships as acts
from dayroom.apps.communities.actions import requests
from dayroom.apps.communities.forms.communities import AskForm
from dayroom.apps.communities.presenters.communities import older_link
from dayroom.apps.communities.queries.communities import people_of, place_for
from dayroom.apps.communities.rules.membership import check_can_look_after
from dayroom.apps.communities.views.communities import place_words
from dayroom.apps.communities.vocabulary import JoinPolicy, MembershipRole
from dayroom.apps.people.queries import member_by_handle
from dayroom.apps.screening.actions import OWN_ASKS, look_at_fields
from dayroom.platform.gates import members_only


@members_only
@require_POST
def membership_join(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_for(request.user, slug)
    acts.join(member=request.user, community=place.community, now=timezone.now())
    messages.success(request, _("Welcome. You are in."))
    back = request.POST.get("next", "")
    # back to the topic somebody came from; an address of another site is not followed
    return redirect(back if _is_local(back) else f"/c/{slug}/")


def _is_local(path: str) -> bool:
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


@members_only
@require_http_methods(["GET", "POST"])
def membership_ask(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    place = place_for(request.user, slug)
    if place.standing.is_member or place.community.join_policy == JoinPolicy.OPEN:
        return redirect("community-page", slug=slug)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        context = requests.note_context(request.user, place.community)
        look_at_fields(form, ("note",), context=context, asks=OWN_ASKS)
    if request.method == "POST" and not form.errors:
        decision = requests.ask_to_join(member=request.user, community=place.community, note=form.cleaned_data["note"],
                                    now=now)
        messages.success(request, _("Your request is with the moderators. You get a notice when they answer."))
        return redirect(reverse("community-page", args=[slug]) + ("?help=1" if decision.show_help else ""))
    return render(request, "communities/membership_ask.html", {**place_words(place, now), "form": form},
                  status=422 if form.errors else 200)


@members_only
@require_http_methods(["GET", "POST"])
def membership_leave(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_for(request.user, slug)
    if request.method == "POST":
        acts.leave(member=request.user, community=place.community)
        messages.success(
            request, _("Your request is taken back.") if place.has_asked else _("You have left. You can come back.")
        )
        known = place.community.visibility != "PRIVATE"
        return redirect("community-page", slug=slug) if known else redirect("community-list")
    return render(request, "communities/membership_leave.html", {**place_words(place, timezone.now())})


@members_only
@require_POST
def membership_follow(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_for(request.user, slug)
    follows = request.POST.get("on") == "1"
    acts.set_follow(member=request.user, community=place.community, follows=follows)
    messages.success(request, _("Its new topics stand on your home page.") if follows
                     else _("Its topics no longer stand on your home page. You are still a member."))
    return redirect("community-page", slug=slug)


@members_only
@require_safe
def membership_list(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_for(request.user, slug)
    check_can_look_after(place.standing)
    page = people_of(place, after=request.GET.get("after", ""))
    return render(request, "communities/membership_list.html", {
        **place_words(place, timezone.now()), "page": page, "roles": MembershipRole.choices,
        "older_url": older_link(page.older), "first": not request.GET.get("after"),
    })


@members_only
@require_POST
def membership_decide(request: HttpRequest, slug: str, handle: str) -> HttpResponse:
    place = place_for(request.user, slug)
    accept = request.POST.get("accept") == "1"
    requests.decide_request(by=request.user, community=place.community, member_id=member_by_handle(handle).pk,
                        accept=accept, now=timezone.now())
    messages.success(request, _("They are in, and have been told.") if accept else _("The request is declined."))
    return redirect("membership-list", slug=slug)


@members_only
@require_POST
def membership_role(request: HttpRequest, slug: str, handle: str) -> HttpResponse:
    place = place_for(request.user, slug)
    acts.change_role(by=request.user, community=place.community, member_id=member_by_handle(handle).pk,
                     role=request.POST.get("role", ""), now=timezone.now())
    messages.success(request, _("Saved. They have been told."))
    return redirect("membership-list", slug=slug)


@members_only
@require_http_methods(["GET", "POST"])
def membership_remove(request: HttpRequest, slug: str, handle: str) -> HttpResponse:
    place = place_for(request.user, slug)
    check_can_look_after(place.standing)
    member = member_by_handle(handle)
    if request.method == "POST":
        acts.remove_member(by=request.user, community=place.community, member_id=member.pk,
                           reason=request.POST.get("reason", ""), now=timezone.now())
        messages.success(request, _("They are no longer in this community. The reason is on record."))
        return redirect("membership-list", slug=slug)
    return render(request, "communities/membership_remove.html",
                  {**place_words(place, timezone.now()), "member": member})


@members_only
@require_POST
def membership_let_back(request: HttpRequest, slug: str, handle: str) -> HttpResponse:
    place = place_for(request.user, slug)
    acts.let_back(by=request.user, community=place.community, member_id=member_by_handle(handle).pk, now=timezone.now())
    messages.success(request, _("They can join again."))
    return redirect("membership-list", slug=slug)
