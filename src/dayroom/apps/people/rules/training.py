"""When a course is passed, and how long that holds. No queries, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.vocabulary.courses import PASS_MARK, Question
from dayroom.kernel.errors import Invalid


class NotAllAnswered(Invalid):
    """Please answer every question. A guess is fine: the reason is told afterwards."""


def right_answers(questions: Sequence[Question], answers: Sequence[int | None]) -> list[bool]:
    """Which answers are right, in the order of the questions. Raises NotAllAnswered."""
    if len(answers) != len(questions) or any(answer is None for answer in answers):
        raise NotAllAnswered(_("Please answer every question. A guess is fine: the reason is told afterwards."))
    return [answer == question.right for answer, question in zip(answers, questions, strict=True)]


def has_passed(right: Sequence[bool]) -> bool:
    return sum(right) >= PASS_MARK


def expires_at(passed_at: datetime, days: int) -> datetime:
    return passed_at + timedelta(days=days)


def is_current(*, version: int, asked_version: int, ends_at: datetime, now: datetime) -> bool:
    """A pass counts until its day, and for the version of the course that is asked now."""
    return version >= asked_version and ends_at > now
