"""The addresses of communities: the places (urls_communities), what is said in them (urls_topics),
and what is asked of professionals (urls_questions)."""

from dayroom.apps.communities import urls_communities as communities
from dayroom.apps.communities import urls_questions as questions
from dayroom.apps.communities import urls_topics as topics

urlpatterns = [*communities.urlpatterns, *topics.urlpatterns, *questions.urlpatterns]
