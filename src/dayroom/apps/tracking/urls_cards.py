"""Where one's data is shown. Only one's own: nobody manages the cards of another."""

from django.urls import path

from dayroom.apps.tracking.views import cards

urls = [
    path("me/shown/", cards.shown_list, name="health-shown"),
    path("me/shown/<slug:key>/readers", cards.shown_change, name="health-shown-change"),
    path("me/shown/<slug:key>/end", cards.shown_end, name="health-shown-end"),
]
