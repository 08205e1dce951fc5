"""/desk/listening/…, how communities are doing, and the public map of health notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dayroom.apps.listening import urls_alarms, urls_communities, urls_desk, urls_sources

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    *urls_desk.urlpatterns,
    *urls_alarms.urlpatterns,
    *urls_communities.urlpatterns,
    *urls_sources.urlpatterns,
]
