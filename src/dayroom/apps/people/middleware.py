"""Signs staff and clinicians out after a quiet quarter of an hour; members pay nothing for it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from dayroom.apps.people.rules import SessionPolicy, is_session_over

SESSION_KEY = "short"  # [idle seconds, most seconds, begun, seen]; absent for members without such a role
WRITE_EVERY_SECONDS = 60  # the session row is written at most once a minute


class ShortSessions:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self.look_at_clock(request)
        return self.get_response(request)

    def look_at_clock(self, request: HttpRequest) -> None:
        marks = request.session.get(SESSION_KEY)
        if not marks:
            return
        idle_seconds, most_seconds, begun, seen = marks
        now = timezone.now().timestamp()
        if is_session_over(SessionPolicy(idle_seconds, most_seconds), begun=begun, seen=seen, now=now):
            logout(request)
        elif now - seen > WRITE_EVERY_SECONDS:
            request.session[SESSION_KEY] = [idle_seconds, most_seconds, begun, now]
