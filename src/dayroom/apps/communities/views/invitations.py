"""Links that let people in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.communities.actions import invitations as acts
from dayroom.apps.communities.forms.communities import InvitationForm
from dayroom.apps.communities.presenters import communities as words
from dayroom.apps.communities.queries.communities import place_for
from dayroom.apps.communities.queries.invitations import good_invitation, invitations_of
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules.membership import InvitationOver, check_can_look_after, is_invitation_good
from dayroom.apps.communities.views.communities import place_words
from dayroom.apps.communities.views.who import reader_of
from dayroom.apps.communities.vocabulary import Visibility
from dayroom.platform.gates import members_only, open_to_all

INVITED_BY_ONE_LINK = 25  # what the form begins with for a public place; house convention, 2026-11

@members_only
@require_http_methods(["GET", "POST"])
def invitation_list(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    place = place_for(request.user, slug)
    check_can_look_after(place.standing)
    # a link that lets in any number is never made by just pressing the button
    uses = INVITED_BY_ONE_LINK if place.community.visibility == Visibility.PUBLIC else 1
    form = InvitationForm(request.POST or None, initial={"uses": uses})
    if request.method == "POST" and form.is_valid():
        acts.make_invitation(by=request.user, community=place.community, days=form.cleaned_data["days"],
                             uses=form.cleaned_data["uses"], now=now)
        messages.success(request, _("The link is ready. Send it to people you want here."))
        return redirect("invitation-list", slug=slug)
    rows = [
        {
            "row": row, "url": settings.SITE_URL + reverse("invitation-accept", args=[row.token]),
            "good": is_invitation_good(
                expires_at=row.expires_at, uses_left=row.uses_left, withdrawn=row.withdrawn_at is not None,
                closed=place.community.closed_at is not None, now=now,
            ),
        }
        for row in invitations_of(place.community)
    ]
    return render(request, "communities/invitation_list.html",
                  {**place_words(place, now), "form": form, "rows": rows}, status=422 if form.errors else 200)


@members_only
@require_POST
def invitation_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_for(request.user, slug)
    acts.withdraw_invitation(by=request.user, community=place.community, token=request.POST.get("token", ""),
                             now=timezone.now())
    messages.success(request, _("The link no longer lets anyone in."))
    return redirect("invitation-list", slug=slug)


@open_to_all("who has a link sees what it leads to; joining needs an account")
@require_safe
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = good_invitation(token, now=timezone.now())
    except InvitationOver as over:
        return _over(request, over)
    community = invitation.community
    reader = reader_of(request)
    if reader is not None and standing_in(reader, community.pk).is_member:
        return redirect("community-page", slug=community.slug)
    return render(request, "communities/invitation_accept.html", {
        "community": community, "token": token, "who_reads": words.visibility_sentence(community),
        "activity": words.activity(community, timezone.now()),
    })


@members_only
@require_POST
def invitation_join(request: HttpRequest, token: str) -> HttpResponse:
    try:
        row = acts.accept_invitation(member=request.user, token=token, now=timezone.now())
    except InvitationOver as over:
        return _over(request, over)
    messages.success(request, _("Welcome. You are in."))
    return redirect("community-page", slug=row.community.slug)


def _over(request: HttpRequest, over: InvitationOver) -> HttpResponse:
    return render(request, "communities/invitation_over.html", {"sentence": str(over)}, status=over.status)
