"""The addresses of trackers, readings, questionnaires and the page about oneself. `whose` is "me" or a public id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from dayroom.apps.tracking.views import forms, profiles, readings, trackers

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:whose>/trackers/", trackers.tracker_list, name="tracker-list"),
    path("<slug:whose>/trackers/<slug:public_id>/", trackers.tracker_page, name="tracker-page"),
    path("<slug:whose>/trackers/<slug:public_id>/enter", trackers.reading_enter, name="reading-enter"),
    path("<slug:whose>/trackers/<slug:public_id>/chart.svg", trackers.tracker_chart, name="tracker-chart"),
    path("<slug:whose>/trackers/<slug:public_id>/edit", trackers.tracker_edit, name="tracker-edit"),
    path("<slug:whose>/trackers/<slug:public_id>/away", trackers.tracker_away, name="tracker-away"),
    path("<slug:whose>/trackers/<slug:public_id>/move", trackers.tracker_move, name="tracker-move"),
    path("<slug:whose>/trackers/<slug:public_id>/delete", trackers.tracker_delete, name="tracker-delete"),
    path("<slug:whose>/readings/undo", readings.reading_undo, name="reading-undo"),
    path("<slug:whose>/readings/<slug:public_id>/", readings.reading_page, name="reading-page"),
    path("<slug:whose>/readings/<slug:public_id>/delete", readings.reading_delete, name="reading-delete"),
    path("<slug:whose>/readings/<slug:public_id>/photo", readings.reading_photo, name="reading-photo"),
    path("<slug:whose>/readings/<slug:public_id>/help", readings.reading_help, name="reading-help"),
    path("<slug:whose>/check-in", readings.check_in_page, name="health-check-in"),
    path("<slug:whose>/about-me", profiles.about_me, name="health-about-me"),
    path("<slug:whose>/forms/", forms.form_list, name="form-list"),
    path("<slug:whose>/forms/<slug:name>/", forms.form_page, name="form-page"),
    path("<slug:whose>/forms/<slug:name>/answers/", forms.form_history, name="form-history"),
    path("<slug:whose>/answers/<slug:public_id>/", forms.form_answer, name="form-answer"),
    path("<slug:whose>/answers/<slug:public_id>/delete", forms.form_answer_delete, name="form-answer-delete"),
]
