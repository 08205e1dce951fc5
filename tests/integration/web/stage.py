"""The corner of the demo that the tour plays in, made small."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from dayroom.apps.communities.actions.answers import mark_answer
from dayroom.apps.communities.actions.posts import submit_post, submit_topic
from dayroom.apps.communities.actions.reactions import react
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.listening.actions.alarms import Actor, hand_over, move_alarm
from dayroom.apps.listening.models import Alarm
from dayroom.apps.listening.models import Topic as ListeningTopic
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.readings import enter_reading
from dayroom.apps.tracking.actions.trackers import follow_measure
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.vocabulary.trackers import Entry
from dayroom.demo.going_out import send_out
from tests import cast
from tests.integration.communities.places import community, joined

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def small_demo() -> dict[str, Any]:
    """An open place with an answered question, and a partly public one where a post waits."""
    ann, carl, mo, okoye = cast.ann(), cast.carl(), cast.mo(), cast.okoye()
    writer = cast.member("north-wall")
    now = timezone.now() - timedelta(days=3)
    open_place = community("diabetes")
    for who in (ann, carl, mo, okoye):
        joined(who, open_place)
    asked = submit_topic(author=ann, community=open_place, now=now,
                         written=Written(title="Sensor beeps", body="Why does it beep?", seeking="INFORMATION"))
    submit_post(author=mo, topic=asked.topic, written=Written(body="Mine too."), now=now + timedelta(hours=2))
    reply = submit_post(author=carl, topic=asked.topic, written=Written(body="Look behind the spoon."),
                        now=now + timedelta(hours=5))
    reply.post.refresh_from_db()
    mark_answer(member=ann, post=reply.post, now=now + timedelta(hours=6))
    react(member=carl, post=asked.post, standing=standing_in(carl, open_place.pk), kind="SAME_HERE", now=now)
    hybrid = community("chronic-pain", visibility="HYBRID")
    for who in (ann, writer):
        joined(who, hybrid)
    joined(mo, hybrid, role="MODERATOR")
    hands = submit_topic(author=ann, community=hybrid, now=now,
                         written=Written(title="Cold hands", body="Mittens at dawn."))
    submit_post(author=writer, topic=hands.topic, written=Written(body="Ask my cousin Aled."), now=now,
                asks_moderator=True)
    keep_a_chart(ann)
    return {"ann": ann, "carl": carl, "mo": mo, "topic": asked.topic}


def keep_a_chart(ann: Any) -> None:
    """Ann follows her blood sugar, for some days."""
    now = timezone.now()
    agree(member_id=ann.pk, language="en", now=now)
    record = record_for(ann, "me")
    row = follow_measure(record=record, key="glucose", now=now)
    for days, value in ((9, "6.9"), (5, "6.1"), (2, "5.8")):
        entry = Entry(value=value, unit="mmol/L", taken_at=now - timedelta(days=days))
        enter_reading(record=record, tracker=row.public_id, entry=entry, now=now)


def small_worry(oda: Member, sue: Member) -> None:
    """An alarm that went all the way to an alert, and one that had another reason."""
    ivo, now = cast.ivo(), timezone.now() - timedelta(days=2)
    actor = Actor(ivo.pk, ivo.roles)
    topic = ListeningTopic.objects.create(name="Stomach bug", made_at=now, changed_at=now, is_public=True)
    kept = {"topic": topic, "observed": 18, "expected": 1.6, "limit": 8.4, "authors": 18, "detector": "ears-c2",
            "quiet_until": now.date(), "raised_at": now}  # fmt: skip
    town = Alarm.objects.create(**kept, place="US-AZ.tucson", basis="MENTION", day=now.date())
    other = Alarm.objects.create(**kept, day=now.date() - timedelta(days=9))
    town = move_alarm(alarm=town, after="LOOKED", actor=actor, now=now)
    town = move_alarm(alarm=town, after="CONFIRMED", actor=actor, now=now, note="The health office sees it too.",
                      is_public=True)  # fmt: skip
    draft = hand_over(alarm=town, sentence="More than usual.", place_name="Tucson", actor=actor, now=now)
    send_out(SimpleNamespace(members={"oda": oda, "sue": sue}), draft, now)  # type: ignore[arg-type]  # as in the demo
    other = move_alarm(alarm=other, after="LOOKED", actor=actor, now=now)
    move_alarm(alarm=other, after="EXPLAINED", explanation="NEWS", note="A film came out.", actor=actor, now=now)
