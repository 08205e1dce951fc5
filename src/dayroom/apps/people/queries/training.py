"""Courses of a member: passed until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dayroom.apps.people.models import Member, TrainingRecord
from dayroom.apps.people.rules.training import is_current
from dayroom.apps.people.vocabulary.courses import Course, courses
from dayroom.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """A course, and until when this member's pass counts (None: not passed, or no longer)."""

    course: Course
    passed_at: datetime | None
    ends_at: datetime | None

    @property
    def url(self) -> str:
        return f"/training/{self.course.slug}/"


def course_named(slug: str, language: str) -> Course:
    found = courses(language).get(slug)
    if found is None:
        raise NotFound()
    return found


def own_courses(member: Member, language: str, now: datetime) -> list[OwnCourse]:
    """Every course with what this member has passed; the order of the names."""
    asked = courses(language)
    passed: dict[str, TrainingRecord] = {}
    for row in TrainingRecord.objects.filter(member=member).order_by("passed_at", "pk"):
        course = asked.get(row.course)
        if course and is_current(version=row.version, asked_version=course.version, ends_at=row.expires_at, now=now):
            passed[row.course] = row
    return [
        OwnCourse(course, passed[slug].passed_at, passed[slug].expires_at) if slug in passed
        else OwnCourse(course, None, None)
        for slug, course in asked.items()
    ]
