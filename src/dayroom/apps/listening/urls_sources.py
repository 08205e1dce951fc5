"""Where listening reads: sources and their rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from dayroom.apps.listening.views import intakes, sources

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

ROOT = "desk/listening/sources/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(ROOT, sources.source_list, name="source-list"),
    path(f"{ROOT}new/<slug:kind>", sources.source_new, name="source-new"),
    path(f"{ROOT}rounds/<slug:public_id>/", intakes.intake_show, name="intake-show"),
    path(f"{ROOT}rounds/<slug:public_id>/columns", intakes.intake_columns, name="intake-columns"),
    path(f"{ROOT}rounds/<slug:public_id>/stop", intakes.intake_stop, name="intake-stop"),
    path(f"{ROOT}rounds/<slug:public_id>/undo", intakes.intake_undo, name="intake-undo"),
    path(f"{ROOT}<slug:public_id>/", sources.source_show, name="source-show"),
    path(f"{ROOT}<slug:public_id>/edit", sources.source_edit, name="source-edit"),
    path(f"{ROOT}<slug:public_id>/file", sources.source_bring, name="source-bring"),
    path(f"{ROOT}<slug:public_id>/do", sources.source_switch, name="source-do"),
    path(f"{ROOT}<slug:public_id>/try", sources.source_try, name="source-try"),
]
