"""Which keys for programs there are."""

from __future__ import annotations

from django.db.models import QuerySet

from dayroom.apps.screening.models import ApiToken


def tokens() -> QuerySet[ApiToken]:
    """All keys, good ones first; never the keys themselves."""
    return ApiToken.objects.order_by("revoked_at", "-made_at")[:100]
