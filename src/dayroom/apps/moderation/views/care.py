from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayroom.apps.moderation import actions, queries
from dayroom.apps.moderation.forms.desk import CareForm
from dayroom.apps.moderation.queries import duty
from dayroom.apps.moderation.rules.duty import is_enough_for_today, should_others_go_on
from dayroom.apps.moderation.views.readers import handler_for, me
from dayroom.apps.moderation.vocabulary.duty import Debrief
from dayroom.platform.gates import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def desk_care(request: HttpRequest) -> HttpResponse:
    """One's own page: what one leaves to others, and how much it was. Nobody else sees it."""
    handler, today = handler_for(request), timezone.now().date()
    choice = queries.choice_of(handler.member_id)
    initial = {"skips": sorted(choice.skips), "places": [str(pk) for pk in choice.scope_ids]}
    form = CareForm(request.POST if request.method == "POST" else None, scopes=handler.scopes, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.keep_choice(by=me(request), skips=said["skips"], scope_ids=[int(pk) for pk in said.get("places", [])])
        messages.success(request, _("Kept. Your queue is as you want it."))
        return redirect("desk-care")
    hard = duty.hard_today(handler.member_id, today)
    return render(request, "moderation/desk_care.html", {
        "form": form, "hard": hard, "enough": is_enough_for_today(hard), "answers": Debrief.choices,
        "rest": should_others_go_on(duty.hard_days(handler.member_id, today), today),
    }, status=422 if form.errors else 200)


@require_POST
@members_only
def debrief(request: HttpRequest) -> HttpResponse:
    """How somebody is after a hard case: counted by day, without a name; what may help is shown at once."""
    handler_for(request)
    answer = request.POST.get("answer", "")
    actions.count_debrief(answer=answer, now=timezone.now())
    return render(request, "moderation/debrief.html", {"answer": answer, "heavy": answer != Debrief.FINE})
