"""Two professionals go on in private."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayroom.apps.communities.actions.talks import answer_talk, propose_talk
from dayroom.apps.communities.queries.posts import post_for
from dayroom.apps.communities.queries.talks import talk_for
from dayroom.apps.people.vocabulary import Role
from dayroom.platform.gates import staff_only


@staff_only(Role.CLINICIAN)
@require_http_methods(["GET", "POST"])
def talk_propose(request: HttpRequest, public_id: str) -> HttpResponse:
    post, _standing = post_for(request.user, public_id)
    if request.method == "GET":
        return render(request, "communities/talk_propose.html", {"post": post})
    propose_talk(member=request.user, post=post, now=timezone.now())
    messages.success(request, _("Your colleague has been told. Nothing was posted."))
    return redirect("post-link", public_id=public_id)


@staff_only(Role.CLINICIAN)
@require_http_methods(["GET", "POST"])
def talk_page(request: HttpRequest, public_id: str) -> HttpResponse:
    talk = talk_for(request.user, public_id)
    asked = talk.proposed_to.member_id == request.user.pk
    if request.method == "POST":
        accept = request.POST.get("answer") == "yes"
        answer_talk(member=request.user, talk=talk, accept=accept, now=timezone.now())
        if accept:
            return redirect("message-write", handle=talk.proposed_by.member.handle)
        messages.success(request, _("That is fine. Nobody is told that you said no."))
        return redirect("/desk/")
    other = talk.proposed_by if asked else talk.proposed_to
    return render(request, "communities/talk_page.html", {
        "talk": talk, "asked": asked, "other": other,
        # only a yes shows the one to the other
        "handle": other.member.handle if talk.accepted else "",
    })
