"""The first page of a record."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dayroom.apps.tracking.actions.access import note_access, note_opening
from dayroom.apps.tracking.presenters.home import parts_of
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.home import agreed
from dayroom.apps.tracking.queries.items import all_ways
from dayroom.apps.tracking.vocabulary import Scope, Way
from dayroom.apps.tracking.vocabulary.records import Record
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
    record, now = record_for(reader_of(request), whose), timezone.now()
    parts = parts_of(record, now)
    if not record.mine:
        _note(record, now)
    told = {"record": record, "agreed": agreed(record.owner_id), "parts": parts}
    return render(request, "tracking/health_home.html", told)


def _note(record: Record, now: datetime) -> None:
    """A carer has seen the record as a whole, which is one line; others, each thing that was shown to them."""
    if record.may(Scope.SEE):
        note_opening(record.owner_id, actor_id=record.reader_id, way=Way.CARER, kind="record", item="", now=now)
        return
    for kind, ways in all_ways(record).items():
        note_access(record, kind, ways, now=now)
