from django.urls import path

from dayroom.apps.tracking import (
    urls_cards,
    urls_carers,
    urls_files,
    urls_goals,
    urls_records,
    urls_reminders,
    urls_reports,
    urls_seen,
    urls_sheets,
)
from dayroom.apps.tracking.urls_trackers import urlpatterns as trackers
from dayroom.apps.tracking.views import gate, home

# each noun adds its own list here: *records.urls, *trackers.urls … `whose` is "me" or a person's public id
urlpatterns = [
    path("", home.own_home, name="health"),
    path("agree", gate.agree_page, name="health-agree"),
    *urls_reports.published,
    *trackers,
    *urls_cards.urls,
    *urls_goals.urls,
    *urls_reminders.urls,
    *urls_sheets.urls,
    *urls_carers.urls,
    *urls_seen.urls,
    *urls_reports.urlpatterns,
    *urls_files.urls,
    path("<slug:whose>/", home.health_home, name="health-home"),
    *urls_records.urls,  # last: see there
]
