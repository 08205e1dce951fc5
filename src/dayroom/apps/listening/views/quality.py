"""How wrong are we? For everybody who works at the desk."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dayroom.apps.listening.presenters import quality as show
from dayroom.apps.listening.queries.alarms import history
from dayroom.apps.listening.queries.quality import coverage, voices
from dayroom.apps.listening.views.readers import desk_readers


@require_safe
@desk_readers
def how_wrong(request: HttpRequest) -> HttpResponse:
    yesterday = timezone.now().astimezone(UTC).date() - timedelta(1)
    detectors = [(part, *show.detectors(part)) for part in ("daily", "simulated")]
    return render(request, "listening/how_wrong.html", {
        "detectors": detectors, "own": show.own(history()), "reading": show.reading(),
        "breaks": show.breaks_found(), "topics": show.topics_judged(), "sources": show.covered(coverage(yesterday)),
        "heard": show.heard(voices()),
    })  # fmt: skip
