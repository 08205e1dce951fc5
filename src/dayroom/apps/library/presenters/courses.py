"""Questions with what was answered and why; lessons with where somebody stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from dayroom.apps.library.queries.courses import Progress

if TYPE_CHECKING:
    from dayroom.apps.library.models import CourseQuestion, Lesson


@dataclass(frozen=True, slots=True)
class Asked:
    """``right`` is None before the answers were looked at; ``chosen`` counts from 0."""

    name: str
    question: CourseQuestion
    chosen: int | None
    right: bool | None


@dataclass(frozen=True, slots=True)
class LessonLine:
    lesson: Lesson
    url: str
    done: bool


def asked_lines(
    questions: Sequence[CourseQuestion], answers: Sequence[int | None] = (), right: Sequence[bool] = ()
) -> list[Asked]:
    return [
        Asked(f"q{at}", question, answers[at] if answers else None, right[at] if right else None)
        for at, question in enumerate(questions)
    ]


def lesson_lines(progress: Progress) -> list[LessonLine]:
    return [
        LessonLine(lesson, reverse("learn-lesson", args=[progress.course.slug, lesson.slug]),
                   lesson.pk in progress.done_ids)
        for lesson in progress.lessons
    ]


def lesson_after(progress: Progress, lesson: Lesson) -> Lesson | None:
    """The one that follows in the order of the course, done or not."""
    return next((one for one in progress.lessons if one.position > lesson.position), None)
