"""Define what is listened for, change it, and judge by hand how often the definition is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.listening.models import Topic, TopicSample
from dayroom.apps.listening.rules.topics import changed_parts, check_member_can_define
from dayroom.apps.listening.vocabulary import TOPIC_KIND
from dayroom.kernel.errors import Conflict
from dayroom.platform.jobs import enqueue

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


class NameTaken(Conflict):
    """There is a topic of this name already."""


@dataclass(frozen=True, slots=True)
class ToldTopic:
    """What the analyst wrote; ``definition`` was read by engines.meaning.topics before."""

    name: str
    about: str
    definition: Mapping[str, Any]
    is_public: bool = False


def make_topic(*, by: Member, told: ToldTopic, now: datetime) -> Topic:
    """A new topic; its days are counted by a job. Raises NotTheAnalyst, NameTaken."""
    check_member_can_define(by.roles)
    with transaction.atomic():
        _check_name(told.name, None)
        topic = Topic.objects.create(
            name=told.name, about=told.about, definition=dict(told.definition), is_public=told.is_public, made_by=by,
            made_at=now, changed_at=now,
        )
        record(actor_id=by.pk, action="listening.topic_made", now=now, subject=(TOPIC_KIND, topic.pk),
               facts={"public": told.is_public})
        enqueue("listening.count")
    return topic


def change_topic(*, topic: Topic, by: Member, told: ToldTopic, now: datetime) -> bool:
    """True where the definition changed: then it is a new version and its whole past is counted anew. A name is part
    of it, since ready counts come under it. Raises NotTheAnalyst, NameTaken."""
    check_member_can_define(by.roles)
    with transaction.atomic():
        row = Topic.objects.select_for_update().get(pk=topic.pk)
        _check_name(told.name, row.pk)
        parts = changed_parts(row.definition, told.definition)
        anew = bool(parts) or row.name != told.name
        row.name, row.about, row.is_public = told.name, told.about, told.is_public
        row.definition, row.changed_at = dict(told.definition), now
        row.version += anew
        row.save()
        record(actor_id=by.pk, action="listening.topic_changed", now=now, subject=(TOPIC_KIND, row.pk),
               facts={"version": row.version, "parts": " ".join(parts), "public": row.is_public})
        if anew:
            enqueue("listening.count")
    return anew


def switch_topic(*, topic: Topic, on: bool, by: Member, now: datetime) -> None:
    """Listen for it again, or no longer. What was counted stays. Raises NotTheAnalyst."""
    check_member_can_define(by.roles)
    with transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(is_on=on, changed_at=now)
        record(actor_id=by.pk, action="listening.topic_on" if on else "listening.topic_off", now=now,
               subject=(TOPIC_KIND, topic.pk))
        if on:
            enqueue("listening.count")


def judge_posts(*, topic: Topic, verdicts: Mapping[int, bool], by: Member, now: datetime) -> int:
    """Keep whether posts fit, by their key in the lake; a later verdict about the same post replaces the earlier.
    Returns how many were kept. Raises NotTheAnalyst."""
    check_member_can_define(by.roles)
    with transaction.atomic():
        TopicSample.objects.bulk_create(
            [TopicSample(topic=topic, version=topic.version, post_key=key, fits=fits, judged_by=by, judged_at=now)
             for key, fits in verdicts.items()],
            update_conflicts=True, unique_fields=["topic", "version", "post_key"],
            update_fields=["fits", "judged_by", "judged_at"])
        record(actor_id=by.pk, action="listening.posts_judged", now=now, subject=(TOPIC_KIND, topic.pk),
               facts={"count": len(verdicts), "version": topic.version})
    return len(verdicts)


def _check_name(name: str, own_id: int | None) -> None:
    others = Topic.objects.filter(name__iexact=name)
    if own_id is not None:
        others = others.exclude(pk=own_id)
    if others.exists():
        raise NameTaken()
