"""The scene of the chart in a post."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.gates import open_to_all
from dayroom.web.tour import cards, sandbox
from dayroom.web.tour.scenes import count_press, demo_cast, frame
from dayroom.web.views.tour import WHY_OPEN

COOKIE = "tour_card"


@open_to_all(WHY_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def tour_card(request: HttpRequest) -> HttpResponse:
    """Ann attaches her chart to a post, then takes it back, and it is gone."""
    cast = demo_cast()
    if not cast:
        raise NotFound()
    post = request.get_signed_cookie(COOKIE, default="", max_age=sandbox.PLAY_SECONDS) or ""
    post = post if is_public_id(post) else ""
    if request.method == "POST":
        return _pressed(request, post)
    found = None
    if post:
        try:
            found = cards.sights(post, ann=cast["ann"], carl=cast["carl"])
        except NotFound:
            found = None  # the demo was made anew since: begin again
    return render(request, "tour/card.html", {**frame("tour-card", with_demo=True), "sights": found})


def _pressed(request: HttpRequest, post: str) -> HttpResponse:
    """One press of a button, then back to the page: reloading it presses nothing twice."""
    now, cast = timezone.now(), demo_cast()
    count_press(request, now=now)
    answer = redirect("tour-card")
    if request.POST.get("do") == "begin":
        made = cards.begin(ann=cast["ann"], carl=cast["carl"], now=now)
        answer.set_signed_cookie(COOKIE, made, max_age=sandbox.PLAY_SECONDS, httponly=True, samesite="Lax",
                                 secure=settings.HTTPS)
    elif post:
        try:
            cards.take_back(post, ann=cast["ann"], now=now)
        except NotFound:
            answer.delete_cookie(COOKIE, samesite="Lax")
    return answer
