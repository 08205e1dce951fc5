"""Who has read and passed what moderators are asked, and when a life comes first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from dayroom.apps.moderation.models import Case
from dayroom.apps.moderation.queries.handlers import moderators_of, stewards
from dayroom.apps.moderation.rules.duty import acts_for_a_life
from dayroom.apps.people.queries import check_ready, readiness, ready_ids
from dayroom.apps.people.vocabulary.policies import Capacity, Missing

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def missing_for_desk(member: Member, now: datetime) -> tuple[Missing, ...]:
    """What this person still has to read or pass before they take a case; empty where nothing is asked."""
    return readiness(member, Capacity.MODERATOR, now) if settings.TRAINING_GATES else ()


def check_may_act(member: Member, case: Case, now: datetime) -> bool:
    """Raises NotReady for somebody who misses a policy or a course. True: they act all the same, for a life, because
    nobody who is ready can, or did in time."""
    missing = missing_for_desk(member, now)
    if not missing:
        return False
    people = {*moderators_of(case.subject_kind, case.scope_id), *stewards()}
    ready = bool(ready_ids(people, Capacity.MODERATOR, now)) and case.due_at >= now
    if acts_for_a_life(member.roles, case.tier, somebody_ready=ready):
        return True
    check_ready(member, Capacity.MODERATOR, now)
    return False
