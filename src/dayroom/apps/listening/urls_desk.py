"""The addresses of the listening desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from dayroom.apps.listening.views import desk, official, topics

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/listening/", desk.listening_desk, name="listening-desk"),
    path("desk/listening/questions/", desk.questions_unanswered, name="listening-unanswered"),
    path("desk/listening/topics/", desk.topic_list, name="listening-topics"),
    path("desk/listening/topics/new/", topics.topic_new, name="listening-topic-new"),
    path("desk/listening/topics/<slug:public_id>/", desk.topic_show, name="listening-topic"),
    path("desk/listening/topics/<slug:public_id>/edit/", topics.topic_edit, name="listening-topic-edit"),
    path("desk/listening/topics/<slug:public_id>/judge/", topics.topic_sample, name="listening-sample"),
    path("desk/listening/topics/<slug:public_id>/years/", desk.topic_growth, name="listening-growth"),
    path("desk/listening/topics/<slug:public_id>/switch", topics.topic_switch, name="listening-topic-switch"),
    path("desk/listening/official/", official.official_list, name="listening-official"),
    path("desk/listening/official/new/", official.official_new, name="listening-official-new"),
    path("desk/listening/official/<slug:public_id>/", official.official_show, name="listening-official-show"),
    path("desk/listening/official/<slug:public_id>/drop", official.official_drop, name="listening-official-drop"),
    path("desk/listening/official/<slug:public_id>/<slug:topic_id>/", official.official_compare,
         name="listening-compare"),
    path("health-map/sheet.svg", desk.sheet, name="listening-sheet"),
]
