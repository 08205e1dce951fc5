"""A course as a page: screens rendered, questions with what was answered and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from dayroom.apps.people.vocabulary.courses import Course, Question
from dayroom.platform import markup


@dataclass(frozen=True, slots=True)
class ShownScreen:
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """``right`` is None before the answers were looked at; ``chosen`` counts from 0."""

    name: str
    question: Question
    chosen: int | None
    right: bool | None


def shown_screens(course: Course) -> list[ShownScreen]:
    return [ShownScreen(screen.title, mark_safe(markup.render(screen.text))) for screen in course.screens]


def asked_questions(course: Course, answers: Sequence[int | None], right: Sequence[bool]) -> list[AskedQuestion]:
    return [
        AskedQuestion(f"q{at}", question, answers[at] if answers else None, right[at] if right else None)
        for at, question in enumerate(course.questions)
    ]
