"""Courses as somebody who learns sees them, and what all of them learned."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Avg, Count, F, QuerySet

from dayroom.apps.library.models import Course, CourseQuestion, Enrolment, Lesson
from dayroom.apps.library.vocabulary.courses import SHOWN_FROM, CourseState
from dayroom.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Progress:
    """A course, and how far one member has come; ``enrolment`` is None for who has not begun."""

    course: Course
    lessons: list[Lesson]
    done_ids: frozenset[int]
    enrolment: Enrolment | None

    @property
    def done_count(self) -> int:
        return sum(lesson.pk in self.done_ids for lesson in self.lessons)

    @property
    def next_lesson(self) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.pk not in self.done_ids), None)


@dataclass(frozen=True, slots=True)
class Learned:
    """What those who answered before and after knew, in right answers; None while they are too few to be told."""

    begun: int | None
    finished: int | None
    before: float | None
    after: float | None
    people: int | None
    asked: int


def open_courses() -> QuerySet[Course]:
    return Course.objects.filter(state=CourseState.LIVE).select_related("written_by", "reviewed_by").order_by("title")


def course_named(slug: str) -> Course:
    """A course that is open. Raises NotFound."""
    found = open_courses().filter(slug=slug).first()
    if found is None:
        raise NotFound()
    return found


def progress_of(course: Course, member_id: int | None) -> Progress:
    lessons = list(course.lessons.all())
    held = Enrolment.objects.filter(course=course, member_id=member_id).first() if member_id else None
    done = frozenset(held.done.values_list("lesson_id", flat=True)) if held else frozenset()
    return Progress(course, lessons, done, held)


def own_progress(member_id: int | None) -> list[tuple[Course, Enrolment | None]]:
    """Every open course, with the member's own row where there is one."""
    held = {row.course_id: row for row in Enrolment.objects.filter(member_id=member_id)} if member_id else {}
    return [(course, held.get(course.pk)) for course in open_courses()]


def lesson_named(course: Course, slug: str) -> Lesson:
    found = course.lessons.filter(slug=slug).first()
    if found is None:
        raise NotFound()
    return found


def questions_of(course: Course, lesson: Lesson | None = None) -> list[CourseQuestion]:
    """The questions of a lesson; without one those of the rounds before and after."""
    return list(course.questions.filter(lesson=lesson))


def own_certificate(member_id: int, slug: str) -> Enrolment:
    """The member's own finished course. Raises NotFound."""
    found = (
        Enrolment.objects.select_related("course")
        .filter(member_id=member_id, course__slug=slug, finished_at__isnull=False)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def certificate_shown(public_id: str) -> Enrolment:
    """What somebody who was handed a certificate may look up: the course and the day, and no name."""
    found = Enrolment.objects.select_related("course").filter(public_id=public_id, finished_at__isnull=False).first()
    if found is None:
        raise NotFound()
    return found


def all_courses() -> QuerySet[Course]:
    return Course.objects.select_related("brought_by", "accepted_by", "written_by").order_by("state", "title")


def learned(course: Course) -> Learned:
    """Counts of people, and means over those who answered both times; fewer than eleven are not told."""
    rows = Enrolment.objects.filter(course=course)
    both = rows.filter(before_right__isnull=False, after_right__isnull=False)
    sums = both.aggregate(people=Count("pk"), before=Avg(F("before_right")), after=Avg(F("after_right")))
    enough = sums["people"] >= SHOWN_FROM
    return Learned(
        begun=_told(rows.count()), finished=_told(rows.filter(finished_at__isnull=False).count()),
        before=round(sums["before"], 1) if enough else None, after=round(sums["after"], 1) if enough else None,
        people=sums["people"] if enough else None,
        asked=course.questions.filter(lesson=None).count(),
    )


def _told(people: int) -> int | None:
    return people if people >= SHOWN_FROM else None


def any_course(slug: str) -> Course:
    """A course in any state, for the desk. Raises NotFound."""
    found = Course.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound()
    return found
