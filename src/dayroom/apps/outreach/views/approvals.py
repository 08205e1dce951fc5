"""Ask for a second person, decide, stop; what one person approved alone is looked at afterwards."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dayroom.apps.outreach.actions import messages as actions
from dayroom.apps.outreach.presenters.leaving import approved_words
from dayroom.apps.outreach.queries import messages as queries
from dayroom.apps.outreach.views.readers import desk_only
from dayroom.kernel.errors import DayroomError, Invalid


def _back(request: HttpRequest, public_id: str, fault: DayroomError | None = None, said: str = "") -> HttpResponse:
    if fault is not None:
        messages.error(request, str(fault))
    elif said:
        messages.success(request, said)
    return redirect("message-show", public_id)


@require_POST
@desk_only
def approval_ask(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.message_named(public_id)
    try:
        actions.ask_for_approval(message=row, by=request.user, now=timezone.now())
    except DayroomError as fault:
        return _back(request, public_id, fault)
    return _back(request, public_id, said=_("Somebody else can read and approve it now."))


@require_POST
@desk_only
def approval_give(request: HttpRequest, public_id: str) -> HttpResponse:
    """Yes, back, or alone because it cannot wait."""
    row, now, done = queries.message_named(public_id), timezone.now(), request.POST.get("do", "")
    digest, words = request.POST.get("digest", "")[:64], request.POST.get("reason", "").replace("\0", "")[:2000]
    try:
        if done == "approve":
            actions.approve(message=row, by=request.user, digest=digest, now=now)
            return _back(request, public_id, said=approved_words(row, now))
        elif done == "back":
            actions.send_back(message=row, by=request.user, words=words, now=now)
        elif done == "alone":
            actions.approve_in_emergency(message=row, by=request.user, digest=digest, reason=words, now=now)
            return _back(request, public_id, said=approved_words(row, now))
        else:
            raise Invalid()
    except DayroomError as fault:
        return _back(request, public_id, fault)
    return _back(request, public_id, said=_("Done."))


@require_POST
@desk_only
def emergency_review(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.message_named(public_id)
    words = request.POST.get("review", "").replace("\0", "")[:2000]
    for approval in row.approvals.filter(emergency=True, reviewed_at=None):
        try:
            actions.review_emergency(approval=approval, by=request.user, words=words, now=timezone.now())
        except DayroomError as fault:
            return _back(request, public_id, fault)
    return _back(request, public_id, said=_("Thank you. Your look at it is kept."))


@require_POST
@desk_only
def message_stop(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.message_named(public_id)
    standing = actions.stop_message(message=row, by=request.user, now=timezone.now())
    if standing:
        messages.warning(request, _("Stopped. Places where only a person can take it down: %(number)d. They are "
                                    "listed below.") % {"number": standing})
    else:
        messages.success(request, _("Stopped. It stands nowhere any more."))
    return redirect("message-show", public_id)
