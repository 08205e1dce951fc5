"""Who reads: asked without a question to the database when nobody can be signed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def reader_of(request: HttpRequest) -> Any:
    """The signed-in member, or None."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if request.user.is_authenticated else None


def is_fragment(request: HttpRequest) -> bool:
    """The page's own script asks for a part of it."""
    return request.headers.get("HX-Request") == "true"
