"""The addresses of alerts and of the rumour board."""

from django.urls import path

from dayroom.apps.outreach.views import alert_map, alerts, desk_alerts, desk_rumours

urlpatterns = [
    path("alerts/", alerts.alert_list, name="alert-list"),
    path("alerts/map", alert_map.alert_map, name="alert-map"),
    path("alerts/feed.xml", alerts.alert_feed, name="alert-feed"),
    path("alerts/asked/", alerts.asked_list, name="rumour-list"),
    path("alerts/asked/<slug:public_id>/heard", alerts.rumour_heard, name="rumour-heard"),
    path("alerts/areas/", alerts.area_wishes, name="area-wishes"),
    path("alerts/<slug:public_id>/", alerts.alert_show, name="alert-show"),
    path("alerts/<slug:public_id>.cap", alerts.alert_cap, name="alert-cap"),
    path("desk/alerts/", desk_alerts.alert_desk, name="alert-desk"),
    path("desk/alerts/new/", desk_alerts.alert_new, name="alert-new"),
    path("desk/alerts/areas/", desk_alerts.alert_areas_desk, name="alert-areas-desk"),
    path("desk/alerts/cap/", desk_alerts.alert_capture, name="alert-capture"),
    path("desk/alerts/<slug:public_id>/", desk_alerts.alert_desk_show, name="alert-desk-show"),
    path("desk/alerts/<slug:public_id>/edit/", desk_alerts.alert_edit, name="alert-edit"),
    path("desk/alerts/<slug:public_id>/links/", desk_alerts.alert_links, name="alert-links"),
    path("desk/alerts/<slug:public_id>/ask", desk_alerts.alert_ask, name="alert-ask"),
    path("desk/alerts/<slug:public_id>/approve", desk_alerts.alert_approve, name="alert-approve"),
    path("desk/alerts/<slug:public_id>/alone", desk_alerts.alert_alone, name="alert-alone"),
    path("desk/alerts/<slug:public_id>/looked-over", desk_alerts.alert_look_over, name="alert-look-over"),
    path("desk/alerts/<slug:public_id>/stop", desk_alerts.alert_stop, name="alert-stop"),
    path("desk/alerts/<slug:public_id>/later", desk_alerts.alert_later, name="alert-later"),
    path("desk/alerts/<slug:public_id>/report/", desk_alerts.alert_report, name="alert-report"),
    path("desk/rumours/", desk_rumours.rumour_desk, name="rumour-desk"),
    path("desk/rumours/<slug:public_id>/", desk_rumours.rumour_edit, name="rumour-edit"),
    path("desk/rumours/<slug:public_id>/close", desk_rumours.rumour_close, name="rumour-close"),
]
