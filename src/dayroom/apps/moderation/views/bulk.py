from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.moderation import presenters
from dayroom.apps.moderation.actions import bulk as actions
from dayroom.apps.moderation.forms.desk import TogetherForm
from dayroom.apps.moderation.queries import bulk as queries
from dayroom.apps.moderation.queries.canned import canned_choices
from dayroom.apps.moderation.views.readers import handler_for, me
from dayroom.apps.moderation.vocabulary import UNDO_SECONDS
from dayroom.platform.gates import members_only


@require_POST
@members_only
def bulk_decide(request: HttpRequest) -> HttpResponse:
    """First shows what was chosen and asks what should happen; the same form, sent with a verdict, decides."""
    handler, now = handler_for(request), timezone.now()
    chosen = queries.cases_chosen(handler, request.POST.getlist("case"))
    if not chosen:
        messages.info(request, _("Choose some cases first: tick the boxes in front of them."))
        return redirect("case-list")
    deciding = "verdict" in request.POST
    form = TogetherForm(request.POST if deciding else None, canned=canned_choices(get_language() or "en"))
    if deciding and form.is_valid() and not form.is_explained():
        form.add_error(None, _("Please choose a ready-made explanation, or name the rule and say why it fits."))
    if deciding and form.is_valid():
        done = actions.decide_together(
            by=me(request), case_public_ids=[case.public_id for case in chosen], now=now,
            verdict=form.cleaned_data["verdict"], statement=form.statement(), canned_code=form.cleaned_data["canned"])
        _say_left(request, done)
        return redirect("bulk-show", done.bulk.public_id) if done.bulk else redirect("case-list")
    lines = presenters.queue_lines(chosen, handler.scopes, now)
    return render(request, "moderation/bulk_decide.html", {
        "lines": lines, "form": form, "hard": [line for line in lines if not line.for_many],
    }, status=422 if form.errors else 200)


def _say_left(request: HttpRequest, done: actions.Together) -> None:
    for sentence in dict.fromkeys(done.left):
        messages.info(request, _("Left out: %(why)s") % {"why": sentence})


@require_safe
@members_only
def bulk_show(request: HttpRequest, public_id: str) -> HttpResponse:
    handler = handler_for(request)
    bulk, now = queries.bulk_for(handler.member_id, public_id), timezone.now()
    decisions = list(bulk.decisions.select_related("case").order_by("id"))
    can_undo = bulk.undone_at is None and (now - bulk.made_at).total_seconds() <= UNDO_SECONDS
    lines = presenters.decided_lines(decisions, handler.scopes)
    return render(request, "moderation/bulk_show.html", {"bulk": bulk, "lines": lines, "can_undo": can_undo})


@require_POST
@members_only
def bulk_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    handler_for(request)
    done = actions.undo_together(by=me(request), bulk_public_id=public_id, now=timezone.now())
    _say_left(request, done)
    messages.success(request, ngettext("%(number)s case is taken back and yours again.",
                                       "%(number)s cases are taken back and yours again.", done.decided)
                     % {"number": done.decided})
    return redirect("bulk-show", public_id)
