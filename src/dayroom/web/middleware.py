"""Three thin layers around every view: headers, the reader, and errors turned into pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from dayroom.kernel.errors import DayroomError, Unavailable
from dayroom.web.views.errors import error_page

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("dayroom.web")

PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=(), "
    "browsing-topics=()"
)


class Headers:
    """Policies that every answer carries; pages made for somebody are not kept by caches."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if not getattr(response, "xframe_options_exempt", False):
            response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response.headers:
            # private health pages: neither a proxy nor the back button of a shared computer keeps them
            response.headers["Cache-Control"] = (
                "no-store" if request.COOKIES.get(settings.SESSION_COOKIE_NAME) else "no-cache"
            )
        return response


class WithoutDatabase:
    """With the database down everybody is a visitor, so that crisis help and the error page still show."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            try:
                # loads session and member, which the page needs anyway
                _known = request.user.is_authenticated
            except DatabaseError as fault:
                log.error("database error of kind %s", type(fault).__name__)
                request.session = SessionStore()
                request.user = AnonymousUser()
        return self.get_response(request)


class Reader:
    """Language and time zone of who reads: the member's own, else the cookie, else the browser's."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # only a request with a session can have a member: a visitor's page asks the database nothing here
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or (request.user.language if signed_in else "")
        if not language or not translation.check_for_language(language):
            language = translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        if signed_in and request.user.time_zone != "UTC":
            timezone.activate(ZoneInfo(request.user.time_zone))
        else:
            timezone.deactivate()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class Errors:
    """Our own errors become pages with their status and sentence; nothing of a member's words is logged."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, DayroomError):
            return error_page(request, fault)
        if isinstance(fault, DatabaseError):
            log.error("database error of kind %s", type(fault).__name__)
            return error_page(request, Unavailable())
        return None
