"""What the organisation says to people outside a conversation: campaigns, alerts, newsletters, reviews, vacancies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dayroom.apps.outreach import urls_alerts, urls_campaigns, urls_fediverse, urls_feedback

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    *urls_alerts.urlpatterns,
    *urls_campaigns.urlpatterns,
    *urls_feedback.urlpatterns,
    *urls_fediverse.urlpatterns,
]
