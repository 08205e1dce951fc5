"""Conditions, treatments, events: the same addresses for each. They stand last: `noun` would take other words too."""

from django.urls import path

from dayroom.apps.tracking.views import told

urls = [
    path("terms/<slug:noun>", told.term_list, name="health-terms"),
    path("<slug:whose>/<slug:noun>/", told.told_list, name="health-told"),
    path("<slug:whose>/<slug:noun>/new", told.told_new, name="health-told-new"),
    path("<slug:whose>/<slug:noun>/<slug:public_id>", told.told_edit, name="health-told-edit"),
    path("<slug:whose>/<slug:noun>/<slug:public_id>/delete", told.told_delete, name="health-told-delete"),
    path("<slug:whose>/<slug:noun>/<slug:public_id>/undo", told.told_undo, name="health-told-undo"),
]
