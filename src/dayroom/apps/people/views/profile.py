"""One's own page, and the page others see."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dayroom.apps.people.actions import save_profile
from dayroom.apps.people.forms.profile import ProfileForm
from dayroom.apps.people.ports import PROFILE_PARTS
from dayroom.apps.people.presenters import pieces
from dayroom.apps.people.queries import profile_for, tie_between
from dayroom.apps.people.rules import explain_trust
from dayroom.apps.people.vocabulary.profiles import WordsSeen
from dayroom.platform.gates import members_only, open_to_all


def _seen(data: dict[str, object]) -> str:
    """A fingerprint of the words that were shown with their marks: "save anyway" is for these words only."""
    return hashlib.sha256(f"{data.get('about')}\0{data.get('office_hours')}".encode()).hexdigest()


@members_only
def own_profile(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _save(request)
    return _show_own(request, ProfileForm(member=request.user))


def _save(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST, member=request.user)
    if not form.is_valid():
        return _show_own(request, form, status=422)
    seen = _seen(form.cleaned_data)
    same = hmac.compare_digest(request.POST.get("seen", "").encode(), seen.encode())
    anyway = same and request.POST.get("step") == "anyway"
    looks = save_profile(member=request.user, changes=form.cleaned_data, now=timezone.now(), anyway=anyway,
                         masked=request.POST.get("step") == "masked")
    if looks:
        return _show_own(request, form, status=422, looks=looks, seen=seen)
    messages.success(request, _("Your page is saved."))
    return redirect("own-profile")


def _show_own(
    request: HttpRequest, form: ProfileForm, *, status: int = 200, looks: Sequence[WordsSeen] = (), seen: str = ""
) -> HttpResponse:
    marked = [
        {"label": form.fields[look.field].label, "pieces": pieces(look),
         "sentences": sorted({giveaway.sentence for giveaway in look.giveaways})}
        for look in looks
    ]
    context = {
        "form": form, "looks": marked, "may_override": all(look.may_override for look in looks), "seen": seen,
        "trust": explain_trust(request.user),
    }
    return render(request, "people/own_profile.html", context, status=status)


@open_to_all("who sees how much of a profile is decided by its query")
def member_page(request: HttpRequest, handle: str) -> HttpResponse:
    reader = request.user if request.user.is_authenticated else None
    member, whole = profile_for(reader, handle)
    if member.handle != handle:
        return redirect("member-page", handle=member.handle)
    own = reader is not None and reader.pk == member.pk
    context = {
        "member": member, "whole": whole, "own": own,
        "tie": tie_between(reader.pk, member.pk) if reader is not None and not own else None,
        "parts": _parts(member.pk, reader.pk if reader else None) if whole else [],
    }
    return render(request, "people/member_page.html", context)


def _parts(member_id: int, reader_id: int | None) -> list[tuple[str, list[dict[str, object]]]]:
    return [part for _name, filling in PROFILE_PARTS for part in filling.parts(member_id, reader_id) if part[1]]
