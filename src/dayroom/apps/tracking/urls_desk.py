"""The desk of the record: questionnaires of this site. Mounted at the root, as every desk is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from dayroom.apps.tracking.views import desk_forms

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/forms/", desk_forms.form_desk, name="form-desk"),
    path("desk/forms/new/", desk_forms.form_bring, name="form-bring"),
    path("desk/forms/<slug:public_id>/", desk_forms.form_read, name="form-read"),
    path("desk/forms/<slug:public_id>/move", desk_forms.form_move, name="form-move"),
]
