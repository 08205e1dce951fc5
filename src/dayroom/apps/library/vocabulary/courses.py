"""Words of courses: a file somebody brings in, read whole or refused with the place of what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

COURSE_KIND = "course"  # subject of audit, notices and search
FILE_MOST = 200_000  # bytes of a course file
LESSONS_MOST = 30
SHOWN_FROM = 11  # people; fewer are never counted out loud (standards §9)


class CourseState(models.TextChoices):
    """Where a course stands."""

    DRAFT = "DRAFT", _("waits for a second person")
    LIVE = "LIVE", _("open to everybody")
    RETIRED = "RETIRED", _("closed")


class Round(models.TextChoices):
    """The same questions before the first lesson and after the last: the difference is what was learned."""

    BEFORE = "before", _("before")
    AFTER = "after", _("after")


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """``right`` counts from 0; ``why`` is said after an answer, right or wrong."""

    ask: str
    options: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, slots=True)
class LessonWords:
    """One lesson of a course file; ``text`` is Markdown."""

    slug: str
    title: str
    minutes: int
    text: str
    questions: tuple[QuestionWords, ...]


@dataclass(frozen=True, slots=True)
class CourseWords:
    """A course file. ``pass_percent``: how many of the last questions have to be right for the certificate."""

    slug: str
    title: str
    language: str
    summary: str
    certificate: str
    pass_percent: int
    reviewed_on: date
    review_by: date
    written_by: str
    reviewed_by: str
    knowledge: tuple[QuestionWords, ...]
    lessons: tuple[LessonWords, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)
