from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from dayroom.apps.listening.views import community as views

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/communities/how/", views.community_list, name="community-how-list"),
    path("desk/communities/how/all/", views.community_show, {"slug": ""}, name="community-how-all"),
    path("desk/communities/how/<slug:slug>/", views.community_show, name="community-how"),
]
