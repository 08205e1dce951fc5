"""What the frame of every page needs: as little as possible, and no query of its own.

An alert in force stands on every page; it is read once in a few seconds by each process, not by each page.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from dayroom.apps.outreach.presenters.alerts import banner_lines


def shell(request: HttpRequest) -> dict[str, Any]:
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    user = getattr(request, "user", None) if has_session else None
    me = user if user is not None and user.is_authenticated else None
    return {"me": me, "site_name": settings.SITE_NAME, "demo_mode": settings.DEMO_MODE,
            "alert_banners": banner_lines(get_language() or "en")}
