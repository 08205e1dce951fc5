"""Where one's data is shown: every card that stands in a post, for whom, and the way to take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.tracking.actions.cards import change_card, take_cards_back
from dayroom.apps.tracking.presenters.cards import offer_title
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.access import ME
from dayroom.apps.tracking.queries.cards import cards_of
from dayroom.apps.tracking.rules.audiences import ChildIsPrivate
from dayroom.apps.tracking.rules.cards import NotForAllYet, WhichPlace
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary.cards import CardFor
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import members_only


@require_safe
@members_only
def shown_list(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    lines = [(line, offer_title(line.kind, line.title) if line.kind else "") for line in cards_of(reader.pk)]
    return render(request, "tracking/shown_list.html", {
        "record": record_for(reader, ME), "lines": lines, "choices": CardFor.choices,
    })


@require_POST
@members_only
def shown_change(request: HttpRequest, key: str) -> HttpResponse:
    readers = request.POST.get("readers", "")
    if readers not in CardFor.values:
        raise NotFound()
    try:
        change_card(owner_id=reader_of(request).pk, key=key, readers=readers, now=timezone.now())
        messages.success(request, _("Changed. It holds from now on."))
    except (ChildIsPrivate, NotForAllYet, WhichPlace) as fault:
        messages.error(request, str(fault))
    return redirect("health-shown")


@require_POST
@members_only
def shown_end(request: HttpRequest, key: str) -> HttpResponse:
    if not take_cards_back(owner_id=reader_of(request).pk, keys=[key]):
        raise NotFound()
    messages.success(request, _("Taken back. Nobody sees it any more."))
    return redirect("health-shown")
