"""Following, blocking, muting: small forms with one button each, and the two lists, which are nobody else's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dayroom.apps.people import actions
from dayroom.apps.people.queries import (
    blocks_of,
    follows_asked_by,
    follows_asked_of,
    member_by_handle,
    mutes_of,
    profile_for,
)
from dayroom.apps.people.vocabulary import FollowState
from dayroom.platform.gates import members_only
from dayroom.platform.limits import spend

FOLLOWS_PER_DAY = 40  # requests; house convention: more than anyone makes by hand, fewer than a machine would


def _to_profile(handle: str) -> HttpResponse:
    return redirect("member-page", handle=handle)


def _back(request: HttpRequest, fallback: str) -> HttpResponse:
    # only to our own lists: a free address here would send people anywhere
    return redirect(request.POST["back"] if request.POST.get("back") in ("/me/following", "/me/blocked") else fallback)


@members_only
@require_POST
def follow(request: HttpRequest, handle: str) -> HttpResponse:
    member, _whole = profile_for(request.user, handle)
    now = timezone.now()
    spend(what="follow", who=str(request.user.pk), most=FOLLOWS_PER_DAY, per_seconds=86400, now=now)
    actions.ask_to_follow(follower_id=request.user.pk, followed_id=member.pk, now=now)
    messages.success(request, _("You asked to follow. You will be told when the answer is yes."))
    return _to_profile(member.handle)


@members_only
@require_POST
def unfollow(request: HttpRequest, handle: str) -> HttpResponse:
    member = member_by_handle(handle)
    actions.unfollow(follower_id=request.user.pk, followed_id=member.pk)
    messages.success(request, _("You no longer follow this member."))
    return _back(request, "/me/following")


@members_only
@require_POST
def accept(request: HttpRequest, handle: str) -> HttpResponse:
    member = member_by_handle(handle)
    actions.accept_follow(member_id=request.user.pk, follower_id=member.pk, now=timezone.now())
    messages.success(request, _("You are connected now. You can write to each other."))
    return redirect("following")


@members_only
@require_POST
def decline(request: HttpRequest, handle: str) -> HttpResponse:
    member = member_by_handle(handle)
    actions.decline_follow(member_id=request.user.pk, follower_id=member.pk)
    messages.success(request, _("Done. Nobody is told."))
    return redirect("following")


@members_only
@require_POST
def block(request: HttpRequest, handle: str) -> HttpResponse:
    member = member_by_handle(handle)
    actions.block(member_id=request.user.pk, blocked_id=member.pk, now=timezone.now())
    messages.success(request, _("Blocked. You no longer see each other. Nobody is told."))
    return redirect("blocked")


@members_only
@require_POST
def unblock(request: HttpRequest, handle: str) -> HttpResponse:
    member = member_by_handle(handle)
    actions.unblock(member_id=request.user.pk, blocked_id=member.pk)
    messages.success(request, _("The block is gone."))
    return redirect("blocked")


@members_only
@require_POST
def mute(request: HttpRequest, handle: str) -> HttpResponse:
    member, _whole = profile_for(request.user, handle)
    actions.mute(member_id=request.user.pk, muted_id=member.pk, now=timezone.now())
    messages.success(request, _("Muted. You no longer see what this member writes. Nobody is told."))
    return _to_profile(member.handle)


@members_only
@require_POST
def unmute(request: HttpRequest, handle: str) -> HttpResponse:
    member = member_by_handle(handle)
    actions.unmute(member_id=request.user.pk, muted_id=member.pk)
    messages.success(request, _("You see what this member writes again."))
    return _back(request, f"/m/{member.handle}")


@members_only
@require_GET
def following(request: HttpRequest) -> HttpResponse:
    of_me = list(follows_asked_of(request.user.pk))
    context = {
        "asked": [row for row in of_me if row.state == FollowState.ASKED],
        "followers": [row for row in of_me if row.state == FollowState.ACCEPTED],
        "mine": list(follows_asked_by(request.user.pk)),
    }
    return render(request, "people/following.html", context)


@members_only
@require_GET
def blocked(request: HttpRequest) -> HttpResponse:
    context = {"blocks": list(blocks_of(request.user.pk)), "mutes": list(mutes_of(request.user.pk))}
    return render(request, "people/blocked.html", context)
