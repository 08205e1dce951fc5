from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.moderation import actions, presenters, queries
from dayroom.apps.moderation.forms import DecisionForm, LookForm, QueueFilter
from dayroom.apps.moderation.queries.canned import canned_choices
from dayroom.apps.moderation.queries.duty import hard_today
from dayroom.apps.moderation.rules import is_about_crisis
from dayroom.apps.moderation.rules.clocks import clock_words
from dayroom.apps.moderation.rules.duty import is_enough_for_today, is_hard
from dayroom.apps.moderation.views.readers import handler_for, me
from dayroom.apps.moderation.vocabulary import UNDO_SECONDS, Asked, CaseState, Handler, Harm, Statement, Verdict
from dayroom.apps.moderation.vocabulary.duty import Debrief
from dayroom.kernel.errors import Invalid
from dayroom.platform.gates import members_only


@require_safe
@members_only
def case_list(request: HttpRequest) -> HttpResponse:
    handler, now = handler_for(request), timezone.now()
    form = QueueFilter(request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    choice = queries.choice_of(handler.member_id)
    if request.GET.get("gentle") in ("yes", "no"):
        choice = actions.leave_crises(by=me(request), leave=request.GET["gentle"] == "yes")
    scope_id = next((pk for pk, name in handler.scopes.items() if name == chosen.get("room")), None)
    asked = Asked(scope_id=scope_id, show=chosen.get("show", "waiting"), source=chosen.get("source", ""),
                  harm=chosen.get("harm", ""), skips=choice.skips, scope_ids=choice.scope_ids)
    page = queries.queue(handler, asked, place=request.GET.get("place", ""))
    counts = queries.waiting_counts(handler, now)
    return render(request, "moderation/case_list.html", {
        "lines": presenters.queue_lines(page.rows, handler.scopes, now), "asked": asked, "now": now,
        "gentle": Harm.CRISIS in choice.skips, "choice": choice, "harms": presenters.harm_tabs(counts, asked.harm),
        "rooms": sorted(handler.scopes.values()), "room": chosen.get("room", ""), "counts": counts,
        "older_url": "?" + urlencode({**chosen, "place": page.older}) if page.older else "",
    })


@require_POST
@members_only
def case_next(request: HttpRequest) -> HttpResponse:
    handler, now = handler_for(request), timezone.now()
    enough = is_enough_for_today(hard_today(handler.member_id, now.date()))
    case = actions.take_next_case(by=me(request), now=now, leave_hard=enough)
    if case is None:
        messages.success(request, _("Nothing waits for you. Thank you for looking."))
        return redirect("case-list")
    return redirect("case-show", case.public_id)


@require_safe
@members_only
def case_show(request: HttpRequest, public_id: str) -> HttpResponse:
    handler = handler_for(request)
    file, now = queries.case_file(handler, public_id), timezone.now()
    case = file.case
    theirs_to_choose = is_hard(case.harm) and case.taken_by_id != handler.member_id and case.decided_at is None
    if theirs_to_choose and is_enough_for_today(hard_today(handler.member_id, now.date())):
        return render(request, "moderation/case_rest.html", {"case": case, "clock": clock_words(case.due_at, now)})
    return _case_page(request, handler, file)


def decision_form(handler: Handler, file: queries.CaseFile, data: Any = None) -> DecisionForm:
    """Ready-made reasons stand in the language of the place: its people read them."""
    language = (file.card.language if file.card else "") or get_language() or "en"
    return DecisionForm(data, is_steward=handler.is_steward, canned=canned_choices(language),
                        can_strike=file.has_author and not file.anonymous)


def _case_page(request: HttpRequest, handler: Handler, file: queries.CaseFile, **more: object) -> HttpResponse:
    now = timezone.now()
    status = more.pop("status", 200)
    strikes = queries.strikes_about(file, now)
    taken_by_other = file.case.taken_by_id not in (None, handler.member_id) and file.case.state == CaseState.TAKEN
    return render(request, "moderation/case_show.html", {
        "file": file, "case": file.case, "card": file.card, "now": now, "late": file.case.due_at < now,
        "pieces": presenters.marked(file.card.body, file.findings) if file.card else [],
        "findings": sorted({presenters.klass_words(row.klass) for row in file.findings}),
        "reasons": presenters.reason_words(file.case.reasons.split()),
        "earlier": presenters.earlier_words(file.earlier), "crisis": is_about_crisis(file.case.reasons.split()),
        "waiting": file.case.state in (CaseState.OPEN, CaseState.TAKEN), "taken_by_other": taken_by_other,
        "mine": file.case.state == CaseState.TAKEN and not taken_by_other, "is_steward": handler.is_steward,
        "clock": clock_words(file.case.due_at, now),
        "strikes": strikes, "next_step": presenters.step_words(strikes),
        "conflict": queries.conflict_with(handler, file), "pictures": presenters.has_pictures(file.card),
        "form": decision_form(handler, file), "look": LookForm(), **more,
    }, status=status)  # type: ignore[arg-type]  # an int, taken out of the same keywords


@require_POST
@members_only
def case_take(request: HttpRequest, public_id: str) -> HttpResponse:
    actions.take_case(by=me(request), case_public_id=public_id, now=timezone.now())
    return redirect("case-show", public_id)


@require_POST
@members_only
def case_put_back(request: HttpRequest, public_id: str) -> HttpResponse:
    actions.put_back(by=me(request), case_public_id=public_id, now=timezone.now())
    messages.success(request, _("Somebody else will look after it. That is fine."))
    return redirect("case-list")


@require_POST
@members_only
def case_decide(request: HttpRequest, public_id: str) -> HttpResponse:
    handler, now = handler_for(request), timezone.now()
    if request.POST.get("verdict") == Verdict.RELEASE:
        actions.decide_case(by=me(request), case_public_id=public_id, verdict=Verdict.RELEASE, statement=Statement(),
                            limit_until=None, now=now)
        return redirect("case-decided", public_id)
    file = queries.case_file(handler, public_id)
    form = decision_form(handler, file, request.POST)
    if form.is_valid():
        try:
            actions.decide_case(by=me(request), case_public_id=public_id, verdict=form.cleaned_data["verdict"],
                                statement=form.statement(), limit_until=form.limit_until(now), now=now,
                                extras=form.extras())
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("case-decided", public_id)
    return _case_page(request, handler, file, form=form, status=422)


@require_safe
@members_only
def case_decided(request: HttpRequest, public_id: str) -> HttpResponse:
    handler, now = handler_for(request), timezone.now()
    file = queries.case_file(handler, public_id)
    last = file.decisions[0] if file.decisions else None
    if last is None:
        return redirect("case-show", public_id)
    fresh = last.undone_at is None and (now - last.decided_at).total_seconds() <= UNDO_SECONDS
    return render(request, "moderation/case_decided.html", {
        "case": file.case, "decision": last, "can_undo": fresh and last.decided_by_id == handler.member_id,
        "crisis": is_about_crisis(file.case.reasons.split()), "counts": queries.waiting_counts(handler, now),
        "answers": Debrief.choices,
    })


@require_POST
@members_only
def case_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    actions.undo_decision(by=me(request), case_public_id=public_id, now=timezone.now())
    messages.success(request, _("Taken back. The case is yours again."))
    return redirect("case-show", public_id)


@require_POST
@members_only
def case_check_in(request: HttpRequest, public_id: str) -> HttpResponse:
    actions.send_check_in(by=me(request), case_public_id=public_id, now=timezone.now())
    messages.success(request, _("They get a notice that somebody thought of them, and where help is."))
    return redirect("case-show", public_id)


@require_POST
@members_only
def case_look(request: HttpRequest, public_id: str) -> HttpResponse:
    """The handle is in this one answer and nowhere else: no redirect, nothing kept."""
    handler, form = handler_for(request), LookForm(request.POST)
    if not form.is_valid():
        return _case_page(request, handler, queries.case_file(handler, public_id), look=form, status=422)
    handle = actions.look_behind_byline(by=me(request), case_public_id=public_id, reason=form.cleaned_data["reason"],
                                        now=timezone.now())
    return _case_page(request, handler, queries.case_file(handler, public_id), seen_handle=handle)
