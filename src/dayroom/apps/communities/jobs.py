"""What happens after the answer has been sent."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.communities.actions.drafts import sweep_drafts
from dayroom.apps.communities.actions.faq import tell_owners
from dayroom.apps.communities.actions.following import tell_followers
from dayroom.apps.communities.actions.network import reindex_community, tell_rules
from dayroom.apps.communities.actions.question_states import free_overdue
from dayroom.apps.communities.actions.withdrawing import clear_withdrawn
from dayroom.platform.jobs import job


@job("communities.tell_followers")
@task()
def tell_followers_of(post_id: int) -> int:
    return tell_followers(post_id=post_id, now=timezone.now())


@job("communities.clear_withdrawn")
@task()
def clear_withdrawn_posts() -> int:
    """Daily: the words of posts that were taken back go for good."""
    return clear_withdrawn(timezone.now())


@job("communities.tell_rules")
@task()
def tell_rules_of(sending: str, actor_id: int | None = None) -> int:
    return tell_rules(sending=sending, actor_id=actor_id, now=timezone.now())


@job("communities.reindex")
@task()
def reindex(community_id: int) -> int:
    return reindex_community(community_id=community_id)


@job("communities.free_questions")
@task()
def free_overdue_questions() -> int:
    """Hourly: a question that was taken and not answered within a day waits again."""
    return free_overdue(timezone.now())


@job("communities.tell_faq_owners")
@task()
def tell_faq_owners() -> int:
    """Daily: who owns an answer hears that its review day comes."""
    return tell_owners(timezone.now())


@job("communities.sweep_drafts")
@task()
def sweep_old_drafts() -> int:
    """Daily: words and files that nobody has come back to."""
    return sweep_drafts(timezone.now())
