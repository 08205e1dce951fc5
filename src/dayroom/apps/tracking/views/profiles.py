"""About me: what the record needs to know, and in which units numbers are shown. For the owner alone."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayroom.apps.tracking.actions.profiles import keep_profile
from dayroom.apps.tracking.forms.profiles import BEST, AboutMeForm
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.profiles import Profile, profile_of
from dayroom.apps.tracking.rules.profiles import NoBirthYear
from dayroom.apps.tracking.rules.units import in_unit, written
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.engines.measures import measure
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def about_me(request: HttpRequest, whose: str) -> HttpResponse:
    record = record_for(reader_of(request), whose)
    if not record.mine:
        raise NotFound()
    profile = profile_of(record.owner_id)
    form = AboutMeForm(request.POST or None, profile=profile, initial=_initial(profile))
    if request.method == "POST" and form.is_valid():
        try:
            keep_profile(record=record, about=form.about(), now=timezone.now())
        except NoBirthYear as fault:
            form.add_error("birth_year", str(fault))
        else:
            messages.success(request, _("Saved."))
            return redirect("health-home", whose=record.whose)
    return render(request, "tracking/about_me.html", {"record": record, "form": form},
                  status=422 if form.errors else 200)


def _initial(profile: Profile) -> dict[str, str | int | None]:
    told: dict[str, str | int | None] = {"birth_year": profile.birth_year, "sex": profile.sex}
    if BEST in profile.best:
        unit = profile.unit(BEST)
        told["best"] = written(BEST, in_unit(BEST, Decimal(profile.best[BEST]), measure(BEST).unit.code, unit), unit)
    return told
