"""The public map: confirmed alarms and what authorities say, for everybody, also in a frame and as a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from dayroom.apps.listening.presenters import health_map as show
from dayroom.apps.listening.queries.alarms import public_alarms, public_notices
from dayroom.platform.gates import open_to_all

if TYPE_CHECKING:
    from collections.abc import Callable

PUBLIC = "what was confirmed, and what authorities say, is for everybody"
# a page without a form, a script or a reader's name: there is nothing in it that a frame could steal
POLICY = {"default-src": [NONE], "style-src": [SELF], "base-uri": [NONE], "frame-ancestors": ["*"]}


def _entries() -> list[show.Entry]:
    now = timezone.now()
    return show.entries(public_alarms(timezone.localdate()), public_notices(now))


@require_safe
@open_to_all(PUBLIC)
def health_map(request: HttpRequest) -> HttpResponse:
    rows = _entries()
    return render(
        request,
        "listening/health_map.html",
        {"rows": rows, "map": show.drawn(rows, sheet=reverse("listening-sheet")), "code": show.frame_code()},
    )


@require_safe
@open_to_all(PUBLIC)
def health_map_feed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(show.feed_of(_entries()), content_type="application/atom+xml; charset=utf-8")


@require_safe
@open_to_all(PUBLIC)
def _health_map_frame(request: HttpRequest) -> HttpResponse:
    rows = _entries()
    return render(
        request,
        "listening/health_map_frame.html",
        {"rows": rows, "map": show.drawn(rows), "site_url": settings.SITE_URL},
    )


health_map_frame = cast("Callable[..., HttpResponse]", xframe_options_exempt(csp_replace(POLICY)(_health_map_frame)))
