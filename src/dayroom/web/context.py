"""What the frame of every page needs: as little as possible, and no query of its own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    user = getattr(request, "user", None) if has_session else None
    me = user if user is not None and user.is_authenticated else None
    return {"me": me, "site_name": settings.SITE_NAME, "demo_mode": settings.DEMO_MODE}
