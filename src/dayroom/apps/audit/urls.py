from django.urls import path

from dayroom.apps.audit.views import events

urlpatterns = [
    path("desk/audit/", events.event_list, name="event-list"),
    path("desk/audit/check", events.trail_check, name="trail-check"),
    path("desk/audit/events.csv", events.event_export, name="event-export"),
]
