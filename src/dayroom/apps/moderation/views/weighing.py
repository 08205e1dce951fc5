from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.moderation import actions, queries
from dayroom.apps.moderation.actions.canned import word_reason
from dayroom.apps.moderation.actions.samples import look_again
from dayroom.apps.moderation.forms.desk import CannedForm
from dayroom.apps.moderation.queries import canned, samples, seconds
from dayroom.apps.moderation.views.readers import handler_for, me
from dayroom.kernel.errors import Conflict, NotFound
from dayroom.platform.gates import members_only, staff_only


@require_safe
@staff_only("STEWARD")
def reason_list(request: HttpRequest) -> HttpResponse:
    reasons = canned.canned_choices(get_language() or "en", also_retired=True)
    written = canned.canned_rows()
    retired = {code for code, row in written.items() if not row.offered}
    return render(request, "moderation/reason_list.html", {"reasons": reasons, "retired": retired})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only("STEWARD")
def reason_edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """A new wording; without a code, a new reason."""
    words = canned.canned_both(code) if code else {}
    if code and not words:
        raise NotFound()
    form = CannedForm(request.POST if request.method == "POST" else None, initial=words)
    if code:
        form.fields["code"].disabled = True
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", "0")
        try:
            word_reason(by=me(request), code=form.cleaned_data["code"], words=form.cleaned_data, now=timezone.now(),
                        seen_version=int(seen) if seen.isdecimal() and len(seen) < 9 else 0)
        except Conflict as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Kept. The older wording stays with the decisions that used it."))
            return redirect("reason-list")
    return render(request, "moderation/reason_edit.html", {
        "form": form, "code": code, "version": words.get("version", 0), "history": canned.canned_history(code),
    }, status=422 if form.errors else 200)


@require_safe
@staff_only("STEWARD")
def second_list(request: HttpRequest) -> HttpResponse:
    handler, now = handler_for(request), timezone.now()
    page = seconds.seconds_waiting(now, place=request.GET.get("place", ""))
    return render(request, "moderation/second_list.html", {
        "rows": [(row, queries.card_of(row.decision.case)) for row in page.rows], "handler": handler, "now": now,
        "older_url": "?" + urlencode({"place": page.older}) if page.older else "",
    })


@require_POST
@staff_only("STEWARD")
def second_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    agreed = request.POST.get("agree") == "yes"
    actions.answer_second(by=me(request), public_id=public_id, agreed=agreed, now=timezone.now())
    messages.success(request, _("The account is closed. Its owner is told why.") if agreed
                     else _("The account is open again. Its owner is told."))
    return redirect("second-list")


@require_safe
@members_only
def sample_list(request: HttpRequest) -> HttpResponse:
    page = samples.looks_waiting(handler_for(request), place=request.GET.get("place", ""))
    return render(request, "moderation/sample_list.html", {
        "looks": page.rows, "older_url": "?" + urlencode({"place": page.older}) if page.older else "",
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def sample_show(request: HttpRequest, public_id: str) -> HttpResponse:
    row = samples.look_for(handler_for(request), public_id)
    if request.method == "POST" and request.POST.get("agree") in ("yes", "no"):
        look_again(by=me(request), public_id=public_id, agrees=request.POST["agree"] == "yes", now=timezone.now())
        messages.success(request, _("Counted. Thank you for looking again."))
        return redirect("sample-list")
    return render(request, "moderation/sample_show.html", {
        "look": row, "decision": row.decision, "card": queries.card_of(row.decision.case),
    }, status=422 if request.method == "POST" else 200)
