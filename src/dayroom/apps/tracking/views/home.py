"""The first page of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dayroom.apps.tracking.presenters.home import parts_of
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.home import agreed
from dayroom.platform.gates import members_only

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def reader_of(request: HttpRequest) -> Member:
    """The signed-in member; the gate lets nobody else in."""
    return cast("Member", request.user)


@require_safe
@members_only
def own_home(request: HttpRequest) -> HttpResponse:
    return redirect("health-home", whose="me")


@require_safe
@members_only
def health_home(request: HttpRequest, whose: str) -> HttpResponse:
    record = record_for(reader_of(request), whose)
    parts = parts_of(record, timezone.now())
    told = {"record": record, "agreed": agreed(record.owner_id), "parts": parts}
    return render(request, "tracking/health_home.html", told)
