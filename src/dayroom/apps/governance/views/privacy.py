from __future__ import annotations

from pathlib import Path

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dayroom.apps.governance import queries
from dayroom.apps.governance.actions import erasure, exports
from dayroom.apps.people.actions import give_consent, withdraw_consent
from dayroom.apps.people.queries import standing_consents
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.people.vocabulary.consents import consent_text
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform.gates import members_only, open_to_all


@open_to_all("the privacy notice is for everyone; the member's own part shows to the member only")
def privacy_page(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "governance/privacy_notice.html")
    member = request.user
    standing = standing_consents(member.pk)
    consents = [
        {"purpose": purpose, "text": consent_text(purpose, request.LANGUAGE_CODE), "given": standing.get(purpose)}
        for purpose in Purpose
    ]
    return render(
        request,
        "governance/privacy_page.html",
        {
            "held": queries.held_about(member.pk),
            "consents": consents,
            "exports": queries.exports_of(member.pk),
            "erasure": queries.standing_erasure(member.pk),
            "grace_days": settings.ERASURE_GRACE_DAYS,
        },
    )


@require_POST
@members_only
def consent_change(request: HttpRequest, purpose: str) -> HttpResponse:
    if purpose not in Purpose.values or purpose == Purpose.TERMS:
        raise NotFound()
    now = timezone.now()
    if request.POST.get("give") == "yes":
        text = consent_text(purpose, request.LANGUAGE_CODE)
        give_consent(
            member_id=request.user.pk, purpose=purpose, text_version=text.version, language=text.language, now=now
        )
        messages.success(request, _("Thank you. You can take this back here at any time."))
    else:
        withdraw_consent(member_id=request.user.pk, purpose=purpose, now=now)
        messages.success(request, _("You have taken this back. It counts from now on."))
    return redirect("privacy-page")


@require_POST
@members_only
@reauthentication_required
def export_ask(request: HttpRequest) -> HttpResponse:
    export = exports.ask_for_export(member=request.user, now=timezone.now())
    return redirect("export-page", public_id=export.public_id)


@members_only
def export_page(request: HttpRequest, public_id: str) -> HttpResponse:
    export = queries.export_for(request.user.pk, public_id)
    template = "governance/_export_state.html" if request.headers.get("HX-Request") else "governance/export_page.html"
    return render(request, template, {"export": export})


@members_only
@reauthentication_required
def export_file(request: HttpRequest, public_id: str) -> FileResponse:
    export = queries.export_for(request.user.pk, public_id)
    path = exports.folder() / Path(export.file_name).name if export.file_name else None
    if path is None or not path.is_file():
        raise NotFound(_("This file is no longer kept. You can ask for a new one."))
    return FileResponse(path.open("rb"), as_attachment=True, filename="my-data.zip", content_type="application/zip")


@members_only
def erasure_page(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "governance/erasure_page.html",
        {
            "erasure": queries.standing_erasure(request.user.pk),
            "grace_days": settings.ERASURE_GRACE_DAYS,
        },
    )


@require_POST
@members_only
@reauthentication_required
def erasure_ask(request: HttpRequest) -> HttpResponse:
    if request.POST.get("handle", "").strip().lower() != request.user.handle.lower():
        raise Invalid(_("To be sure, please type your handle exactly as it is. Nothing was changed."))
    erasure.ask_to_be_forgotten(member=request.user, now=timezone.now())
    messages.success(request, _("Your account is set to be deleted. Until then you can change your mind here."))
    return redirect("privacy-page")


@require_POST
@members_only
def erasure_take_back(request: HttpRequest) -> HttpResponse:
    erasure.take_back(member=request.user, now=timezone.now())
    messages.success(request, _("Good to have you back. Nothing was deleted."))
    return redirect("privacy-page")
