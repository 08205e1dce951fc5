"""The addresses of communities: the places (urls_communities) and what is said in them (urls_topics)."""

from dayroom.apps.communities import urls_communities as communities
from dayroom.apps.communities import urls_topics as topics

urlpatterns = [*communities.urlpatterns, *topics.urlpatterns]
