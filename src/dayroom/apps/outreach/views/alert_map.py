"""What is in force, on a map that other sites may show in a frame: their readers learn it where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from dayroom.apps.outreach.presenters.alerts import drawing, said
from dayroom.apps.outreach.queries.alerts import areas, standing
from dayroom.platform.gates import open_to_all

if TYPE_CHECKING:
    from collections.abc import Callable

# a page without a form, a script or a reader's name: there is nothing in it that a frame could steal
POLICY = {"default-src": [NONE], "style-src": [SELF], "base-uri": [NONE], "frame-ancestors": ["*"]}


@require_safe
@open_to_all("alerts are for everybody, also in a frame of another site")
def _alert_map(request: HttpRequest) -> HttpResponse:
    language = get_language() or "en"
    rows = list(standing(timezone.now()).prefetch_related("texts"))
    here = {row.area_id for row in rows if row.area_id}
    return render(request, "outreach/alert_map.html", {
        "lines": [(row, said(row, language)) for row in rows], "site_url": settings.SITE_URL,
        "outlines": drawing(areas(), None, language, also=here),
    })


alert_map = cast("Callable[..., HttpResponse]", xframe_options_exempt(csp_replace(POLICY)(_alert_map)))
