"""The scene of a worry that rises on the map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import open_to_all
from dayroom.web.tour.scenes import demo_cast, frame
from dayroom.web.tour.worry import newest_worry, told_steps
from dayroom.web.views.tour import WHY_OPEN


@open_to_all(WHY_OPEN)
@require_safe
def tour_worry(request: HttpRequest) -> HttpResponse:
    """A worry rises on the map, Ivo checks it, Oda's alert goes out; one press at a time."""
    if not demo_cast():
        raise NotFound()
    alarm, given = newest_worry(), frame("tour-worry", with_demo=True)
    if alarm is None:
        return render(request, "tour/worry.html", given)
    steps = told_steps(alarm, language=get_language() or "en", sheet=reverse("listening-sheet"))
    shown = request.GET.get("seen", "1")
    count = min(max(int(shown), 1), len(steps)) if shown.isascii() and shown.isdigit() and len(shown) < 4 else 1
    return render(request, "tour/worry.html", {
        **given, "steps": steps[:count], "next_seen": count + 1 if count < len(steps) else 0,
    })  # fmt: skip
