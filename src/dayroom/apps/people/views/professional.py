"""The professional face: claiming a licence, keeping the page, and the page that others see."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dayroom.apps.people.actions import claim_credential, mend_persona, retire_persona
from dayroom.apps.people.actions.persona_words import WordsStopped
from dayroom.apps.people.forms.professional import ClaimForm, PersonaForm
from dayroom.apps.people.presenters import employer_line, expired_badge, profession_name, verified_badge
from dayroom.apps.people.queries import credentials_of, persona_by_handle, persona_of_own, personas_of
from dayroom.apps.people.rules import HandleTaken
from dayroom.platform.gates import members_only, open_to_all
from dayroom.platform.limits import spend

CLAIMS_PER_DAY = 5  # house convention: enough to mend a slip, too few to try numbers


@members_only
@require_GET
def professional(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    faces = [
        {"persona": persona, "badge": verified_badge(persona, today), "expired": expired_badge(persona, today)}
        for persona in personas_of(request.user.pk)
    ]
    context = {"faces": faces, "claims": list(credentials_of(request.user.pk)),
               "needs_factor": bool(faces) and not request.user.has_second_factor()}
    return render(request, "people/professional.html", context)


@members_only
def credential_claim(request: HttpRequest) -> HttpResponse:
    form = ClaimForm(request.POST or None, initial={"country": request.user.country or "US"})
    if request.method == "POST" and form.is_valid() and _claim(request, form):
        messages.success(request, _("Thank you. A steward looks at it, and you are told."))
        return redirect("professional")
    return render(request, "people/credential_claim.html", {"form": form}, status=422 if form.errors else 200)


def _claim(request: HttpRequest, form: ClaimForm) -> bool:
    now = timezone.now()
    spend(what="claim", who=str(request.user.pk), most=CLAIMS_PER_DAY, per_seconds=86400, now=now)
    try:
        claim_credential(member=request.user, persona=form.persona(), now=now, **form.licence())
    except HandleTaken as fault:
        form.add_error("handle", str(fault.sentence))
        return False
    except WordsStopped as fault:
        form.add_error(fault.field, str(fault))
        return False
    return True


@members_only
def persona_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    persona = persona_of_own(request.user.pk, public_id)
    initial = {name: getattr(persona, name) for name in PersonaForm.base_fields}
    form = PersonaForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            mend_persona(member=request.user, public_id=public_id, changes=form.cleaned_data, now=timezone.now())
        except WordsStopped as fault:
            form.add_error(fault.field, str(fault))
        else:
            messages.success(request, _("Your professional page is saved."))
            return redirect("professional")
    return render(request, "people/persona_edit.html", {"form": form, "persona": persona},
                  status=422 if form.errors else 200)


@members_only
@require_POST
def persona_retire(request: HttpRequest, public_id: str) -> HttpResponse:
    retire_persona(member=request.user, public_id=public_id, now=timezone.now())
    messages.success(request, _("Your professional page is closed. What it wrote stays."))
    return redirect("professional")


@open_to_all("the page of a checked professional is public; it never says which member it belongs to")
@require_GET
def persona_page(request: HttpRequest, handle: str) -> HttpResponse:
    persona, today = persona_by_handle(handle), timezone.localdate()
    context = {
        "persona": persona, "badge": verified_badge(persona, today), "expired": expired_badge(persona, today),
        "profession": profession_name(persona.profession), "employer": employer_line(persona),
    }
    return render(request, "people/persona_page.html", context)
