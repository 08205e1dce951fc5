from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dayroom.apps.moderation import queries
from dayroom.apps.moderation.views.readers import me
from dayroom.kernel.errors import Refused
from dayroom.platform.gates import members_only


@require_safe
@members_only
def desk_show(request: HttpRequest) -> HttpResponse:
    """What waits for this person, from every app; nothing at all means that they have no desk."""
    now, member = timezone.now(), me(request)
    handler = queries.handler_of(member)
    parts = queries.desk_parts(member.pk, member.roles, now)
    if not parts and not handler.has_a_desk:
        raise Refused(_("This page is for moderators and people with a task on this site."))
    return render(request, "moderation/desk_show.html", {
        "handler": handler, "parts": parts, "now": now,
        "counts": queries.waiting_counts(handler, now) if handler.has_a_desk else {},
    })
