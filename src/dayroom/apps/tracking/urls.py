from django.urls import path

from dayroom.apps.tracking.views import home

# each noun adds its own list here: *records.urls, *trackers.urls … `whose` is "me" or a person's public id
urlpatterns = [
    path("", home.own_home, name="health"),
    path("<slug:whose>/", home.health_home, name="health-home"),
]
