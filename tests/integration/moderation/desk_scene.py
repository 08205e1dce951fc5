"""A desk with something on every page, for tests that look at pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dayroom.apps.communities.actions.posts import submit_post
from dayroom.apps.communities.models import Membership, Topic
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.communities.vocabulary import POST_KIND
from dayroom.apps.moderation import actions
from dayroom.apps.moderation.actions.bulk import decide_together
from dayroom.apps.moderation.models import Case, Decision, HardLook, SecondLook
from dayroom.apps.moderation.vocabulary import Extras, Statement
from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary import Role
from tests import cast

WHY = Statement("INCOMPATIBLE_CONTENT", "Be kind", "It was not.")


@dataclass(slots=True)
class Desk:
    hard: str  # a crisis case, for somebody for whom it is enough for today
    together: str
    look: str  # a second look that Sue may take
    waiting: list[str] = field(default_factory=list)  # cases that may be decided together


def build(topic: Topic, ann: Member, mo: Member, sue: Member, now: datetime) -> Desk:
    eva = cast.member("eva")
    Membership.objects.create(community=topic.community, member=eva, since=now)
    done = decide_together(
        by=mo, case_public_ids=[flagged(topic, ann, eva, now).public_id for _number in range(2)], verdict="RELEASE",
        statement=Statement(), canned_code="", now=now,
    )
    warned = actions.decide_case(
        by=mo, case_public_id=flagged(topic, ann, eva, now).public_id, verdict="WARN", statement=WHY, limit_until=None,
        now=now, extras=Extras(strike=True))
    closing(topic, eva, ann, now)
    hard = flagged(topic, ann, eva, now, reason="SAFETY")
    for number in range(8):
        old = Case.objects.create(subject_kind=POST_KIND, subject_id=-1 - number, state="CLOSED", source="MEMBER",
                                  opened_at=now, due_at=now, harm="CRISIS")
        HardLook.objects.create(member=mo, case=old, on=now.date())
    actions.add_shift(by=mo, member_id=mo.pk, starts_at=now, ends_at=now + timedelta(hours=8), now=now)
    look = SecondLook.objects.create(decision=warned, week=now.date())
    assert done.bulk is not None
    return Desk(hard.public_id, done.bulk.public_id, look.public_id,
                [flagged(topic, ann, eva, now).public_id for _number in range(2)])


def flagged(topic: Topic, author: Member, by: Member, now: datetime, reason: str = "OTHER") -> Case:
    post = submit_post(author=author, topic=topic, now=now, written=Written(body="Something to look at.")).post
    row, _made = actions.flag(member_id=by.pk, subject_kind=POST_KIND, subject_public_id=post.public_id, reason=reason,
                              note="", now=now)
    return row.case


def closing(topic: Topic, author: Member, flagger: Member, now: datetime) -> Decision:
    """Another steward wants to close an account and waits for a second person."""
    other = cast.with_role(cast.member("sol"), Role.STEWARD)
    return actions.decide_case(by=other, case_public_id=flagged(topic, author, flagger, now).public_id, verdict="CLOSE",
                               statement=WHY, limit_until=None, now=now)
