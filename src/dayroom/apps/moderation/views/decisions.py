from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.moderation import actions, queries
from dayroom.apps.moderation.forms import AppealAnswerForm, AppealForm
from dayroom.apps.moderation.presenters import appeal_lines
from dayroom.apps.moderation.presenters.statements import plain_fields, statement_fields
from dayroom.apps.moderation.rules.weighing import next_step, next_step_words
from dayroom.apps.moderation.views.readers import handler_for, me
from dayroom.apps.moderation.vocabulary import NEEDS_STATEMENT, TOLD_TO_AUTHOR, TOLD_WHEN_CLOSED
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform.gates import members_only, open_to_all


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("the author, signed in or with the key from the mail: a suspended account must be able to appeal")
def decision_show(request: HttpRequest, public_id: str) -> HttpResponse:
    """The statement of reasons; a POST is the appeal."""
    member_id = request.user.pk if request.user.is_authenticated else None
    key = request.POST.get("key") or request.GET.get("key", "")
    file = queries.decision_for_author(public_id, member_id=member_id, key=key)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.appeal(member_id=member_id, decision_public_id=public_id, text=form.cleaned_data["text"],
                             key=key, now=timezone.now())
        messages.success(request, _("We have your appeal. Somebody who did not decide before looks at it."))
        said = {**({"key": key} if key else {}), **({"help": "1"} if row.tier else {})}
        return redirect(reverse("decision-show", args=[public_id]) + (f"?{urlencode(said)}" if said else ""))
    status = 422 if request.method == "POST" else 200
    # "same-origin" (the setting) keeps the key in the address from other sites; "no-referrer" would make the browser
    # send "Origin: null" with the appeal, which the cross-site check refuses
    return render(request, "moderation/decision_show.html", {
        "file": file, "decision": file.decision, "card": file.card, "appeal": file.appeal, "form": form, "key": key,
        "told": TOLD_WHEN_CLOSED if file.decision.for_good else TOLD_TO_AUTHOR[file.decision.verdict],
        "strike": queries.strike_of(file.decision), "fields": plain_fields(file.decision),
        "can_appeal": queries.can_appeal(file, timezone.now()), "show_help": request.GET.get("help") == "1",
    }, status=status)


@require_safe
@members_only
def decision_list(request: HttpRequest) -> HttpResponse:
    """What was decided about one's own words, and which strikes count now: nothing about a person is kept from them."""
    own, now = me(request), timezone.now()
    page = queries.decisions_about(own.pk, place=request.GET.get("place", ""))
    strikes = queries.strikes_of(own.pk, now)
    return render(request, "moderation/decision_list.html", {
        "rows": [(row, TOLD_TO_AUTHOR[row.verdict]) for row in page.rows], "strikes": strikes, "now": now,
        "step": next_step_words(next_step(strikes)),
        "older_url": "?" + urlencode({"place": page.older}) if page.older else "",
    })


@require_safe
@open_to_all("the author, signed in or with the key from the mail")
def decision_data(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same statement for machines, in the field names of the Commission's database."""
    member_id = request.user.pk if request.user.is_authenticated else None
    file = queries.decision_for_author(public_id, member_id=member_id, key=request.GET.get("key", ""))
    if file.decision.verdict not in NEEDS_STATEMENT:
        raise NotFound()
    response = JsonResponse(statement_fields(
        file.decision, file.case, file.card.made_at if file.card else None))
    response["Content-Disposition"] = 'attachment; filename="statement-of-reasons.json"'
    return response


@require_safe
@members_only
def appeal_list(request: HttpRequest) -> HttpResponse:
    page = queries.appeals_waiting(handler_for(request), place=request.GET.get("place", ""))
    return render(request, "moderation/appeal_list.html", {
        "appeals": appeal_lines(page.rows, timezone.now()),
        "older_url": "?" + urlencode({"place": page.older}) if page.older else "",
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def appeal_show(request: HttpRequest, public_id: str) -> HttpResponse:
    handler = handler_for(request)
    row = queries.appeal_for(handler, public_id)
    form = AppealAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_appeal(by=me(request), appeal_public_id=public_id, outcome=form.cleaned_data["outcome"],
                                  answer=form.cleaned_data["answer"], now=timezone.now())
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("The author has your answer. Thank you for looking again."))
            return redirect("appeal-list")
    return render(request, "moderation/appeal_show.html", {
        "appeal": row, "decision": row.decision, "case": row.decision.case, "form": form,
        "card": queries.card_of(row.decision.case), "now": timezone.now(),
        "own_decision": row.decision.decided_by_id == handler.member_id,
    }, status=422 if form.errors else 200)
