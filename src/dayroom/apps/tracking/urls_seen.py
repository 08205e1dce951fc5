"""Who sees what, who looked, the journey, and what is done with the data."""

from django.urls import path

from dayroom.apps.tracking.views import audiences, policy, seen

urls = [
    path("seen", seen.seen_page, name="health-seen"),
    path("log", seen.access_log, name="health-log"),
    path("policy", policy.policy_page, name="health-policy"),
    path("policy.json", policy.policy_json, name="health-policy-json"),
    path("<slug:whose>/timeline", seen.timeline, name="health-timeline"),
    path("<slug:whose>/story", seen.story, name="health-story"),
    path("<slug:whose>/audience/<slug:kind>/<slug:public_id>", audiences.item_audience, name="health-audience"),
]
