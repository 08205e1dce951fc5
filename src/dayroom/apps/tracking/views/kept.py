"""Records for people without an account: begin, hand over, delete; and the page on which somebody takes theirs over."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.people.vocabulary.consents import consent_text
from dayroom.apps.tracking.actions.kept import drop_person, keep_person, make_link, take_over
from dayroom.apps.tracking.forms.carers import KeptForm, TakeOverForm
from dayroom.apps.tracking.queries.carers import kept_by_link, kept_name, own_kept
from dayroom.apps.tracking.rules.carers import LinkOver
from dayroom.apps.tracking.views.home import reader_of
from dayroom.kernel.errors import Conflict, Invalid, Refused
from dayroom.platform.gates import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def kept_new(request: HttpRequest) -> HttpResponse:
    form = KeptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = keep_person(carer=reader_of(request), name=form.cleaned_data["name"], now=timezone.now(),
                              authority=form.cleaned_data["authority"], language=get_language() or "en")
        except (Invalid, Refused, Conflict) as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("health-home", whose=row.owner.public_id)
    return render(request, "tracking/kept_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@members_only
def kept_link(request: HttpRequest, public_id: str) -> HttpResponse:
    """The link is shown once: only its digest is kept."""
    reader = reader_of(request)
    token = make_link(carer=reader, public_id=public_id, now=timezone.now())
    row = own_kept(reader.pk, public_id)
    return render(request, "tracking/kept_link.html", {
        "url": settings.SITE_URL + reverse("health-take-over", args=[token]), "name": kept_name(row), "row": row,
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def kept_drop(request: HttpRequest, public_id: str) -> HttpResponse:
    reader = reader_of(request)
    row = own_kept(reader.pk, public_id)
    if request.method == "POST":
        drop_person(carer=reader, public_id=public_id, now=timezone.now())
        messages.success(request, _("Deleted, with everything in it."))
        return redirect("health-carers")
    return render(request, "tracking/kept_drop.html", {"name": kept_name(row), "row": row})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def take_over_page(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    row = kept_by_link(token, now)
    if row is None:
        raise LinkOver()
    form = TakeOverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_over(person=reader_of(request), token=token, scopes=form.cleaned_data["scopes"],
                      language=get_language() or "en", now=now)
        except (Invalid, Refused) as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("It is yours now. Only you decide about it."))
            return redirect("health-home", whose="me")
    text = consent_text(Purpose.OWN_RECORD, get_language() or "en")
    return render(request, "tracking/take_over.html", {"form": form, "row": row, "text": text},
                  status=422 if form.errors else 200)
