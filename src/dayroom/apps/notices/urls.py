from django.urls import path

from dayroom.apps.notices.views import notices

urlpatterns = [
    path("", notices.notice_list, name="notice-list"),
    path("seen", notices.notice_seen, name="notice-seen"),
    path("settings", notices.notice_settings, name="notice-settings"),
    path("unsubscribe/<str:token>", notices.notice_unsubscribe, name="notice-unsubscribe"),
]
