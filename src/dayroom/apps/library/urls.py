"""What people read: articles, courses, words explained, services, news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dayroom.apps.library.urls_articles import urlpatterns as articles
from dayroom.apps.library.urls_learning import urlpatterns as learning
from dayroom.apps.library.urls_news import urlpatterns as news

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [*learning, *news, *articles]  # the last has an address for every name
