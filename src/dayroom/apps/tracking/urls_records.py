"""Conditions, treatments, events: the same addresses for each."""

from django.urls import path

from dayroom.apps.tracking.views import told
from dayroom.apps.tracking.vocabulary.told import NOUNS, SUGGESTED

urls = [path(f"terms/{noun}", told.term_list, {"noun": noun}, name="health-terms")
        for noun, kind in NOUNS.items() if kind in SUGGESTED]
for noun in NOUNS:
    urls += [
        path(f"<slug:whose>/{noun}/", told.told_list, {"noun": noun}, name="health-told"),
        path(f"<slug:whose>/{noun}/new", told.told_new, {"noun": noun}, name="health-told-new"),
        path(f"<slug:whose>/{noun}/<slug:public_id>", told.told_edit, {"noun": noun}, name="health-told-edit"),
        path(f"<slug:whose>/{noun}/<slug:public_id>/delete", told.told_delete, {"noun": noun},
             name="health-told-delete"),
        path(f"<slug:whose>/{noun}/<slug:public_id>/undo", told.told_undo, {"noun": noun}, name="health-told-undo"),
    ]
