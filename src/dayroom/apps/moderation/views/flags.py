from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.moderation import actions, queries
from dayroom.apps.moderation.forms import FlagForm
from dayroom.apps.moderation.views.readers import me
from dayroom.apps.moderation.vocabulary import FlagReason
from dayroom.platform.gates import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def flag_make(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    card = queries.card_for_flagger(kind, public_id, me(request).pk)
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row, made = actions.flag(member_id=me(request).pk, subject_kind=kind, subject_public_id=public_id,
                                   reason=said["reason"], note=said["note"], now=timezone.now())
        context = {"card": card, "made": made, "worried": said["reason"] == FlagReason.SAFETY,
                   "show_help": row.case.tier > 0}
        return render(request, "moderation/flag_made.html", context, status=201 if made else 200)
    status = 422 if request.method == "POST" else 200
    return render(request, "moderation/flag_make.html", {"card": card, "form": form}, status=status)


@require_safe
@members_only
def flag_list(request: HttpRequest) -> HttpResponse:
    page = queries.flags_of(me(request).pk, place=request.GET.get("place", ""))
    return render(request, "moderation/flag_list.html", {
        "flags": page.rows, "older_url": f"?place={page.older}" if page.older else "",
    })
