"""The alarm desk, how wrong it is, and the public map of health notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from dayroom.apps.listening.views import alarms, health_map, quality

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/listening/alarms/", alarms.alarm_list, name="alarm-list"),
    path("desk/listening/alarms/summary/", alarms.alarm_summary, name="alarm-summary"),
    path("desk/listening/alarms/<slug:public_id>/", alarms.alarm_show, name="alarm-show"),
    path("desk/listening/alarms/<slug:public_id>/move", alarms.alarm_move, name="alarm-move"),
    path("desk/listening/alarms/<slug:public_id>/public", alarms.alarm_public, name="alarm-public"),
    path("desk/listening/alarms/<slug:public_id>/hand-over/", alarms.alarm_hand_over, name="alarm-hand-over"),
    path("desk/listening/thresholds/", alarms.threshold_list, name="threshold-list"),
    path("desk/listening/thresholds/<slug:public_id>/", alarms.threshold_edit, name="threshold-edit"),
    path("desk/listening/how-wrong/", quality.how_wrong, name="how-wrong"),
    path("health-map/", health_map.health_map, name="health-map"),
    path("health-map/feed.xml", health_map.health_map_feed, name="health-map-feed"),
    path("health-map/frame", health_map.health_map_frame, name="health-map-frame"),
]
