"""Posts that need a hand: to paste, to look after, to take down elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.outreach.actions import deliveries as actions
from dayroom.apps.outreach.presenters.campaigns import pack_of
from dayroom.apps.outreach.queries.deliveries import delivery_named, needing_a_person
from dayroom.apps.outreach.views.readers import desk_only
from dayroom.kernel.errors import Conflict

SHOWN = 200
web_address = URLValidator(schemes=["http", "https"])


@require_safe
@desk_only
def delivery_list(request: HttpRequest) -> HttpResponse:
    return render(request, "outreach/delivery_list.html", {
        "lines": [pack_of(row) for row in needing_a_person()[:SHOWN]]})


@require_safe
@desk_only
def delivery_show(request: HttpRequest, public_id: str) -> HttpResponse:
    """The pack: text, pictures and their words, ready to be pasted."""
    return render(request, "outreach/delivery_show.html", {"pack": pack_of(delivery_named(public_id))})


@require_POST
@desk_only
def delivery_decide(request: HttpRequest, public_id: str) -> HttpResponse:
    row, now, done = delivery_named(public_id), timezone.now(), request.POST.get("do", "")
    address = request.POST.get("address", "").replace("\0", "").strip()
    if done == "stands" and address:
        try:
            web_address(address)
        except ValidationError:
            messages.error(request, _("This is not a full address. It begins with https://"))
            return redirect("delivery-show", public_id)
    try:
        if done == "gone":
            actions.tick_taken_down(delivery=row, by_id=request.user.pk, now=now)
        else:
            actions.decide_delivery(delivery=row, by_id=request.user.pk, stands=done == "stands", address=address,
                                    now=now)
    except Conflict as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Written down. Thank you."))
    return redirect("delivery-list")
