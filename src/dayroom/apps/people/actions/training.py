from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.people.models import Member, TrainingRecord
from dayroom.apps.people.queries.training import course_named
from dayroom.apps.people.rules.training import expires_at, has_passed, right_answers


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of the questions; the row only where they were passed."""

    right: list[bool]
    row: TrainingRecord | None


def answer_course(
    *, member: Member, slug: str, language: str, answers: Sequence[int | None], now: datetime
) -> Answered:
    """Look at the answers; a pass is kept for a year, a try that did not pass is kept nowhere. A pass is audited.

    Raises NotFound, NotAllAnswered.
    """
    course = course_named(slug, language)
    right = right_answers(course.questions, answers)
    if not has_passed(right):
        return Answered(right, None)
    with transaction.atomic():
        row = TrainingRecord.objects.create(
            member=member, course=slug, version=course.version, language=course.language, score=sum(right),
            questions_count=len(right), passed_at=now, expires_at=expires_at(now, settings.TRAINING_DAYS),
        )
        record(actor_id=member.pk, action="training.passed", now=now, subject=("training", row.pk),
               facts={"course": slug, "version": course.version, "score": sum(right)})
    return Answered(right, row)
