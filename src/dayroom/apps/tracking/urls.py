from django.urls import path

from dayroom.apps.tracking.views import gate, home

# each noun adds its own list here: *records.urls, *trackers.urls … `whose` is "me" or a person's public id
urlpatterns = [
    path("", home.own_home, name="health"),
    path("agree", gate.agree_page, name="health-agree"),
    path("<slug:whose>/", home.health_home, name="health-home"),
]
