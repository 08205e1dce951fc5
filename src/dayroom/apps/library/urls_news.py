"""The addresses of the news of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from dayroom.apps.library.views import desk_news, news

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("library/news/", news.health_news, name="health-news"),
    path("library/news/suggest", news.news_suggest, name="news-suggest"),
    path("desk/news/", desk_news.news_desk, name="news-desk"),
    path("desk/news/sources/new", desk_news.news_source_new, name="news-source-new"),
    path("desk/news/sources/<slug:public_id>/", desk_news.news_source_edit, name="news-source-edit"),
    path("desk/news/<slug:public_id>/settle", desk_news.news_settle, name="news-settle"),
    path("desk/news/<slug:public_id>/", desk_news.news_item, name="news-item"),
]
