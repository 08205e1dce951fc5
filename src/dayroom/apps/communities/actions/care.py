"""Small acts of those who look after a place: pin and close topics."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.indexing import index_topic
from dayroom.apps.communities.models import Topic
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules.membership import check_can_look_after
from dayroom.apps.communities.vocabulary import TOPIC_KIND, Visibility

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def pin_topic(*, by: Member, topic: Topic, pinned: bool, now: datetime) -> None:
    """Put a topic above the others, or back among them. In a partly public place this decides who can read it, so the
    index follows. Recorded. Raises NotAModerator."""
    check_can_look_after(standing_in(by, topic.community_id))
    if topic.pinned == pinned:
        return
    with transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(pinned=pinned)
        if topic.community.visibility == Visibility.HYBRID:
            index_topic(topic.pk)
        record(actor_id=by.pk, action="topic.pinned" if pinned else "topic.unpinned", now=now,
               subject=(TOPIC_KIND, topic.pk), facts={"community": topic.community_id})


def lock_topic(*, by: Member, topic: Topic, locked: bool, now: datetime) -> None:
    """Close a topic for new replies, or open it again; what stands in it stays. Recorded. Raises NotAModerator."""
    check_can_look_after(standing_in(by, topic.community_id))
    if topic.locked == locked:
        return
    with transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(locked=locked)
        record(actor_id=by.pk, action="topic.locked" if locked else "topic.unlocked", now=now,
               subject=(TOPIC_KIND, topic.pk), facts={"community": topic.community_id})
