"""The stewards' desk for licences."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dayroom.apps.people.actions import accept_credential, refuse_credential
from dayroom.apps.people.forms.professional import CredentialDecideForm
from dayroom.apps.people.presenters import profession_name
from dayroom.apps.people.queries import credential_for_desk, credentials_ended, credentials_waiting
from dayroom.apps.people.rules.credentials import register_named
from dayroom.apps.people.vocabulary import CredentialState
from dayroom.platform.gates import staff_only


@staff_only("STEWARD", "OWNER")
@require_GET
def credentials(request: HttpRequest) -> HttpResponse:
    context = {"waiting": list(credentials_waiting()[:100]), "ended": list(credentials_ended()[:50])}
    return render(request, "people/desk_credentials.html", context)


@staff_only("STEWARD", "OWNER")
def credential_decide(request: HttpRequest, public_id: str) -> HttpResponse:
    claim = credential_for_desk(public_id)
    form = CredentialDecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _decide(request, public_id, form)
        messages.success(request, _("Recorded. The member is told."))
        return redirect("credential-desk")
    context = {
        "claim": claim, "form": form, "open": claim.state == CredentialState.CLAIMED,
        "register": register_named(claim.register), "own": claim.persona.member_id == request.user.pk,
        "profession": profession_name(claim.persona.profession),
    }
    return render(request, "people/credential_decide.html", context, status=422 if form.errors else 200)


def _decide(request: HttpRequest, public_id: str, form: CredentialDecideForm) -> None:
    now, found = timezone.now(), form.cleaned_data
    if found["answer"] == "accept":
        accept_credential(public_id=public_id, by_id=request.user.pk, until=found["until"], note=found["note"], now=now)
    else:
        refuse_credential(public_id=public_id, by_id=request.user.pk, note=found["note"], now=now)
