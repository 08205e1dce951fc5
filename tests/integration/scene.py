"""A small place with something of every kind in it, for tests that try every door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from dayroom.apps.communities.actions.posts import submit_post, submit_topic
from dayroom.apps.communities.models import Community, Invitation, Membership, Post, Topic
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.communities.vocabulary import POST_KIND, MembershipRole
from dayroom.apps.moderation import actions as moderation
from dayroom.apps.moderation.models import Appeal, Case, Decision
from dayroom.apps.moderation.vocabulary import Statement
from dayroom.apps.people.models import Follow, Member
from dayroom.apps.people.vocabulary import Role
from tests import cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(slots=True)
class Scene:
    ann: Member
    mo: Member
    sue: Member
    place: Community
    topic: Topic
    post: Post
    reply: Post
    case: Case
    decision: Decision
    appeal: Appeal
    invitation: Invitation
    clients: dict[str, Client] = field(default_factory=dict)

    def holes(self, name: str) -> dict[str, str]:
        """What really exists, for the holes of an address: chosen by the name of its view."""
        by_prefix = {
            "topic": self.topic.public_id, "post-submit": self.topic.public_id, "post": self.reply.public_id,
            "case": self.case.public_id, "decision": self.decision.public_id, "appeal": self.appeal.public_id,
            "flag": self.post.public_id,
        }
        public_id = next((key for prefix, key in by_prefix.items() if name.startswith(prefix)), "nothinghere")
        return {
            "public_id": public_id, "slug": self.place.slug, "handle": self.mo.handle, "kind": POST_KIND,
            "token": self.invitation.token, "place": f"topic:{self.topic.public_id}", "purpose": "TERMS",
        }


def signed_in(person: Member) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend=BACKEND)
    return client


def build() -> Scene:
    now = timezone.now() - timedelta(minutes=3)
    ann, carl, mo = cast.ann(), cast.carl(), cast.mo()
    sue = cast.with_role(cast.sue(), Role.AUDITOR, Role.COMMUNICATIONS_OFFICER)  # every desk is open to her
    place = Community.objects.create(
        slug="diabetes", name="Diabetes", description="Living with diabetes.", made_at=now, members_count=3
    )
    parts = ((ann, "MEMBER"), (carl, "MEMBER"), (mo, MembershipRole.MODERATOR), (sue, MembershipRole.MODERATOR))
    for person, role in parts:
        Membership.objects.create(community=place, member=person, since=now, role=role)
    sent = submit_topic(
        author=ann, community=place, now=now, written=Written(title="First sensor", body="It beeps all night.")
    )
    reply = submit_post(author=ann, topic=sent.topic, now=now, written=Written(body="It stopped by itself.")).post
    case = flagged(carl, reply, now)
    decision, appeal = appealed(ann, carl, mo, sent.topic, now)
    for one, other in ((ann, mo), (mo, ann)):
        Follow.objects.create(follower=one, followed=other, state="ACCEPTED", asked_at=now, accepted_at=now)
    invitation = Invitation.objects.create(
        community=place, token="t" * 32, made_by=mo, made_at=now, expires_at=now + timedelta(days=3)
    )
    made = Scene(ann, mo, sue, place, sent.topic, sent.post, reply, case, decision, appeal, invitation)
    made.clients = {
        "visitor": Client(raise_request_exception=False), "member": signed_in(ann), "moderator": signed_in(mo),
        "steward": signed_in(sue),
    }
    return made


def flagged(by: Member, post: Post, now: Any) -> Case:
    row, _made = moderation.flag(
        member_id=by.pk, subject_kind=POST_KIND, subject_public_id=post.public_id, reason="OTHER", note="", now=now
    )
    return row.case


def appealed(author: Member, flagger: Member, mo: Member, topic: Topic, now: Any) -> tuple[Decision, Appeal]:
    hidden = submit_post(author=author, topic=topic, now=now, written=Written(body="Something that was hidden.")).post
    case = flagged(flagger, hidden, now)
    decision = moderation.decide_case(
        by=mo, case_public_id=case.public_id, verdict="HIDE", limit_until=None, now=now,
        statement=Statement(ground="INCOMPATIBLE_CONTENT", reference="Be kind", explanation="It was not."),
    )
    appeal = moderation.appeal(member_id=author.pk, decision_public_id=decision.public_id, text="It was.", now=now)
    return decision, appeal

