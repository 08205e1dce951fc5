"""What somebody still has to read or to pass before they moderate, or speak as a professional."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db.models import Count
from django.utils.translation import get_language

from dayroom.apps.people.models import Member, PolicyAcknowledgement, TrainingRecord
from dayroom.apps.people.queries.policies import in_force
from dayroom.apps.people.queries.training import own_courses
from dayroom.apps.people.rules.policies import NotReady
from dayroom.apps.people.vocabulary.courses import courses
from dayroom.apps.people.vocabulary.policies import Missing


def readiness(member: Member, capacity: str, now: datetime) -> tuple[Missing, ...]:
    """What is missing, policies first; empty: ready."""
    language = get_language() or "en"
    held = [one for one in in_force(language) if capacity in one.audiences]
    done = set(
        PolicyAcknowledgement.objects.filter(member=member, version_id__in=[one.version.pk for one in held])
        .values_list("version_id", flat=True)
    )
    policies = [Missing(one.text.title, one.url) for one in held if one.version.pk not in done]
    trained = [
        Missing(one.course.title, one.url) for one in own_courses(member, language, now)
        if capacity in one.course.capacities and one.ends_at is None
    ]
    return (*policies, *trained)


def check_ready(member: Member, capacity: str, now: datetime) -> None:
    """Raises NotReady with what is missing; never where the operator has switched these gates off."""
    if not settings.TRAINING_GATES:
        return
    missing = readiness(member, capacity, now)
    if missing:
        raise NotReady(missing)


def ready_ids(member_ids: Collection[int], capacity: str, now: datetime) -> set[int]:
    """Those of the members who miss nothing; a few queries for all of them."""
    ready = set(member_ids)
    asked = [one.version.pk for one in in_force() if capacity in one.audiences]
    if asked:
        rows = PolicyAcknowledgement.objects.filter(member_id__in=ready, version_id__in=asked)
        agreed = rows.values("member_id").annotate(many=Count("version_id", distinct=True)).filter(many=len(asked))
        ready &= {row["member_id"] for row in agreed}
    for slug, course in courses().items():
        if capacity in course.capacities:
            rows_of = TrainingRecord.objects.filter(
                member_id__in=ready, course=slug, version__gte=course.version, expires_at__gt=now
            )
            ready &= set(rows_of.values_list("member_id", flat=True))
    return ready
