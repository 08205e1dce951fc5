"""Parents and guardians: ask for a child, confirm, open the account, take it back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.people.actions import guardians as acts
from dayroom.apps.people.forms.guardians import ChildForm, GuardianAskForm, GuardianCheckForm
from dayroom.apps.people.queries.guardians import (
    own_request,
    request_by_token,
    requests_for_desk,
    requests_of,
    young_places,
)
from dayroom.apps.people.rules.guardians import check_allowed, may_end
from dayroom.apps.people.vocabulary.guardians import GuardianState, guardian_text
from dayroom.kernel.errors import Invalid, Refused
from dayroom.platform.gates import members_only, staff_only


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def guardian_page(request: HttpRequest) -> HttpResponse:
    own = requests_of(request.user.pk)
    # whoever has said yes here can always come back to take it back
    check_allowed(settings.YOUNG_COMMUNITIES or bool(own))
    text, places = guardian_text(get_language() or "en"), young_places()
    form = GuardianAskForm(request.POST or None, places=places, text=text)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        acts.ask_for_child(
            guardian=request.user, place_id=data["place"], agrees=data["agrees"], shares=data["shares"],
            language=text.language, now=timezone.now(),
        )
        messages.success(request, _("Thank you. We have sent you a mail with a link: please open it."))
        return redirect("guardian-page")
    names = dict(places)
    lines = [
        {"row": row, "place": names.get(row.place_id, ""), "may_open": row.state == GuardianState.CHECKED,
         "may_end": may_end(row.state, grown=row.child is not None and not row.child.is_child)} for row in own
    ]
    return render(request, "people/guardian_page.html", {"form": form, "text": text, "lines": lines, "places": places},
                  status=422 if form.errors else 200)


def _step(request: HttpRequest, words: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "people/guardian_step.html", words, status=status)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def guardian_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A look changes nothing, since mail programs open links by themselves; the button does."""
    check_allowed(settings.YOUNG_COMMUNITIES)
    row = request_by_token(request.user.pk, token)
    if request.method == "POST":
        acts.confirm_request(guardian=request.user, token=token, now=timezone.now())
        messages.success(request, _("Confirmed. A steward now makes sure, and you get a mail."))
        return redirect("guardian-page")
    text = guardian_text(row.language, row.text_version)
    return _step(request, {"title": _("Confirm your request"), "lead": text.agree, "button": _("Yes, that was me")})


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def guardian_account(request: HttpRequest, public_id: str) -> HttpResponse:
    check_allowed(settings.YOUNG_COMMUNITIES)
    row = own_request(request.user.pk, public_id)
    form = ChildForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.open_child_account(guardian=request.user, public_id=row.public_id, child=form.child(),
                                    now=timezone.now())
        except Invalid as fault:
            form.add_error("born_on", str(fault))
        else:
            messages.success(request, _("The account is open. Sign out here before your child signs in."))
            return redirect("guardian-page")
    if row.state != GuardianState.CHECKED:
        return redirect("guardian-page")
    return _step(request, {
        "title": _("Open the account"), "button": _("Open the account"), "form": form,
        "lead": _("Best done together. You can see and end this account at any time."),
    }, status=422 if form.errors else 200)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def guardian_end(request: HttpRequest, public_id: str) -> HttpResponse:
    row = own_request(request.user.pk, public_id)
    if request.method == "POST":
        acts.end_consent(guardian_id=request.user.pk, public_id=row.public_id, now=timezone.now())
        messages.success(request, _("Your yes is taken back. An open account is closed, and its data is gone."))
        return redirect("own-profile")
    return _step(request, {
        "title": _("Take your yes back"), "button": _("Take it back and delete"), "danger": True,
        "lead": _("The account of your child is closed, and all it wrote is deleted. This cannot be undone."),
    })


@staff_only("STEWARD", "OWNER")
@require_safe
def desk_guardians(request: HttpRequest) -> HttpResponse:
    check_allowed(settings.YOUNG_COMMUNITIES)
    waiting, decided = requests_for_desk()
    return render(request, "people/desk_guardians.html", {
        "waiting": waiting, "decided": decided, "form": GuardianCheckForm(), "names": dict(young_places()),
    })


@staff_only("STEWARD", "OWNER")
@require_http_methods(["POST"])
def guardian_check(request: HttpRequest, public_id: str) -> HttpResponse:
    check_allowed(settings.YOUNG_COMMUNITIES)
    accepts = request.POST.get("answer") == "accept"
    try:
        acts.check_request(by=request.user, public_id=public_id, accepts=accepts, method=request.POST.get("method", ""),
                           now=timezone.now())
        messages.success(request, _("Recorded. The guardian is told."))
    except (Invalid, Refused) as fault:
        messages.error(request, str(fault))
    return redirect("desk-guardians")
