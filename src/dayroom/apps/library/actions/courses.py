"""Bring courses in, open them, go through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from dayroom.apps.audit.actions import record
from dayroom.apps.library.actions.indexing import drop_findable, put_findable
from dayroom.apps.library.models import Course, CourseQuestion, Enrolment, Lesson, LessonDone
from dayroom.apps.library.queries.courses import progress_of, questions_of
from dayroom.apps.library.rules.courses import (
    check_all_done,
    check_second_person,
    has_passed,
    read_course,
    right_answers,
)
from dayroom.apps.library.vocabulary.courses import (
    COURSE_KIND,
    CourseState,
    CourseWords,
    LessonWords,
    QuestionWords,
    Round,
)
from dayroom.apps.people.queries import member_by_handle
from dayroom.kernel.errors import Conflict, NotFound
from dayroom.platform import markup


class CourseInUse(Conflict):
    """A course of this name is open, and people are in it. Give the new one another slug, or close the old one."""


@dataclass(frozen=True, slots=True)
class RoundDone:
    """What came of one round of questions."""

    right: list[bool]
    finished: bool


def bring_course(*, words: CourseWords, by_id: int | None, now: datetime) -> Course:
    """Keep a course file as a draft; a draft or closed course of the name is replaced. Audited.

    Raises CourseInUse, NotFound (a named person has no account here).
    """
    writer, reviewer = member_by_handle(words.written_by), member_by_handle(words.reviewed_by)
    with transaction.atomic():
        held = Course.objects.select_for_update().filter(slug=words.slug).first()
        if held is not None and held.state == CourseState.LIVE:
            raise CourseInUse()
        if held is not None:
            held.delete()
        course = Course.objects.create(
            slug=words.slug, title=markup.clean_line(words.title), language=words.language,
            summary=markup.clean_line(words.summary), minutes=words.minutes,
            certificate=markup.clean_line(words.certificate), pass_percent=words.pass_percent,
            written_by=writer, reviewed_by=reviewer, reviewed_on=words.reviewed_on, review_by=words.review_by,
            brought_by_id=by_id, brought_at=now,
        )
        for at, lesson in enumerate(words.lessons):
            _keep_questions(course, _keep_lesson(course, lesson, at), lesson.questions)
        _keep_questions(course, None, words.knowledge)
        record(actor_id=by_id, action="course.brought", now=now, subject=(COURSE_KIND, course.pk),
               facts={"lessons": len(words.lessons)})
    return course


def bring_course_file(*, text: str, by_id: int | None, now: datetime) -> Course:
    """The same from the text of a file. Raises CourseFileWrong, TooLarge, CourseInUse, NotFound."""
    return bring_course(words=read_course(text), by_id=by_id, now=now)


def _keep_lesson(course: Course, words: LessonWords, at: int) -> Lesson:
    body = markup.clean(words.text)
    return Lesson.objects.create(course=course, position=at, slug=words.slug, title=markup.clean_line(words.title),
                                 minutes=words.minutes, body=body, body_html=markup.render(body))


def _keep_questions(course: Course, lesson: Lesson | None, asked: Sequence[QuestionWords]) -> None:
    CourseQuestion.objects.bulk_create(
        CourseQuestion(course=course, lesson=lesson, position=at, ask=one.ask, options=list(one.options),
                       right=one.right, why=one.why)
        for at, one in enumerate(asked)
    )


def open_course(*, slug: str, by_id: int, now: datetime) -> Course:
    """A second person has read it. Audited. Raises NotFound, OwnCourse."""
    with transaction.atomic():
        course = Course.objects.select_for_update().filter(slug=slug, state=CourseState.DRAFT).first()
        if course is None:
            raise NotFound()
        check_second_person(by_id=by_id, brought_by_id=course.brought_by_id, written_by_id=course.written_by_id)
        course.state, course.accepted_by_id, course.accepted_at = CourseState.LIVE, by_id, now
        course.save(update_fields=["state", "accepted_by", "accepted_at"])
        put_findable(
            kind=COURSE_KIND, subject_id=course.pk, title=course.title, note=course.summary,
            text=" ".join(course.lessons.values_list("title", flat=True)),
            url=reverse("learn-course", args=[course.slug]), language=course.language, at=course.reviewed_on,
        )
        record(actor_id=by_id, action="course.opened", now=now, subject=(COURSE_KIND, course.pk), facts={})
    return course


def close_course(*, slug: str, by_id: int, now: datetime) -> None:
    """Nobody begins it any more; certificates stay. Audited. Raises NotFound."""
    with transaction.atomic():
        course = Course.objects.select_for_update().filter(slug=slug, state=CourseState.LIVE).first()
        if course is None:
            raise NotFound()
        course.state = CourseState.RETIRED
        course.save(update_fields=["state"])
        drop_findable(kind=COURSE_KIND, subject_id=course.pk)
        record(actor_id=by_id, action="course.closed", now=now, subject=(COURSE_KIND, course.pk), facts={})


def enrol(*, member_id: int, course: Course, now: datetime) -> Enrolment:
    row, _made = Enrolment.objects.get_or_create(member_id=member_id, course=course, defaults={"started_at": now})
    return row


def finish_lesson(
    *, member_id: int | None, course: Course, lesson: Lesson, answers: Sequence[int | None], now: datetime
) -> list[bool]:
    """Look at the answers of a lesson. For a member the lesson counts as done, whatever was right: it is for learning.

    Raises NotAllAnswered.
    """
    right = right_answers([one.right for one in questions_of(course, lesson)], answers)
    if member_id:
        with transaction.atomic():
            row = enrol(member_id=member_id, course=course, now=now)
            LessonDone.objects.get_or_create(enrolment=row, lesson=lesson, defaults={"done_at": now})
    return right


def answer_round(
    *, member_id: int, course: Course, which: Round, answers: Sequence[int | None], now: datetime
) -> RoundDone:
    """The questions before or after. The first answers before count; after, the best round does.

    Raises NotAllAnswered, LessonsFirst.
    """
    asked = questions_of(course)
    right = right_answers([one.right for one in asked], answers)
    with transaction.atomic():
        row = Enrolment.objects.select_for_update().get(pk=enrol(member_id=member_id, course=course, now=now).pk)
        row.asked_count = len(asked)
        if which == Round.BEFORE:
            row.before_right = sum(right) if row.before_right is None else row.before_right
        else:
            progress = progress_of(course, member_id)
            check_all_done(done=progress.done_count, lessons=len(progress.lessons))
            row.after_right = max(sum(right), row.after_right or 0)
            passed = has_passed(right=row.after_right, asked=len(asked), percent=course.pass_percent)
            row.finished_at = row.finished_at or (now if passed else None)
        row.save(update_fields=["asked_count", "before_right", "after_right", "finished_at"])
    return RoundDone(right, row.finished_at is not None)
