"""Reading a course file, marking answers, and when a course is finished. No queries, no clock."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dayroom.apps.library.vocabulary.courses import (
    FILE_MOST,
    LESSONS_MOST,
    CourseWords,
    LessonWords,
    QuestionWords,
)
from dayroom.kernel.errors import Invalid, Refused, TooLarge

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CourseFileWrong(Invalid):
    """This is not a course file."""


class NotAllAnswered(Invalid):
    """Please answer every question. A guess is fine: the reason is told afterwards."""


class LessonsFirst(Refused):
    """Please go through every lesson first. The last questions wait for you."""


class OwnCourse(Refused):
    """Somebody else has to look at a course before it opens: not who brought it in, and not who wrote it."""


def read_course(text: str) -> CourseWords:
    """A course from the text of its file.

    Args:
        text: TOML with the course's own lines, ``[[knowledge]]`` questions, and ``[[lesson]]`` tables that hold
            ``[[lesson.question]]`` tables.

    Raises:
        CourseFileWrong: names the line (where the file cannot be read) or the entry that does not fit.
        TooLarge: the file is larger than a course can be.
    """
    if len(text.encode("utf-8", "replace")) > FILE_MOST:
        raise TooLarge()
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise CourseFileWrong(_("The file cannot be read: %(fault)s") % {"fault": _place(fault)}) from fault
    lessons = tuple(_lesson(one, at) for at, one in enumerate(_tables(told, "lesson", ""), start=1))
    if not lessons or len(lessons) > LESSONS_MOST:
        raise CourseFileWrong(_("A course has one to %(most)s lessons.") % {"most": LESSONS_MOST})
    if len({one.slug for one in lessons}) < len(lessons):
        raise CourseFileWrong(_("Two lessons have the same slug."))
    knowledge = tuple(
        _question(one, f"knowledge {at}") for at, one in enumerate(_tables(told, "knowledge", ""), start=1)
    )
    reviewed_on, review_by = _day(told, "reviewed"), _day(told, "review_by")
    if review_by <= reviewed_on:
        raise CourseFileWrong(_("“review_by” must be later than “reviewed”."))
    return CourseWords(
        slug=_slug(told, ""), title=_line(told, "title", 160), language=_line(told, "language", 8),
        summary=_line(told, "summary", 400), certificate=_line(told, "certificate", 200),
        pass_percent=_percent(told), reviewed_on=reviewed_on, review_by=review_by,
        written_by=_line(told, "written_by", 24), reviewed_by=_line(told, "reviewed_by", 24),
        knowledge=knowledge, lessons=lessons,
    )


def _place(fault: tomllib.TOMLDecodeError) -> str:
    """Where it broke, without what stands there."""
    found = re.search(r"\(at (line \d+, column \d+|end of document)\)", str(fault))
    return found.group(1) if found else "?"


def _wrong(where: str, name: str) -> CourseFileWrong:
    place = f"{where}: {name}" if where else name
    return CourseFileWrong(_("This entry is missing or does not fit: %(entry)s") % {"entry": place})


def _tables(told: dict[str, Any], name: str, where: str) -> list[dict[str, Any]]:
    found = told.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise _wrong(where, name)
    return found


def _line(told: dict[str, Any], name: str, most: int, where: str = "") -> str:
    found = told.get(name)
    if not isinstance(found, str) or not found.strip() or len(found) > most or "\x00" in found:
        raise _wrong(where, name)
    return found.strip()


def _slug(told: dict[str, Any], where: str) -> str:
    found = _line(told, "slug", 60, where)
    if not SLUG.fullmatch(found):
        raise _wrong(where, "slug")
    return found


def _day(told: dict[str, Any], name: str) -> date:
    found = told.get(name)
    if type(found) is not date:
        raise _wrong("", name)
    return found


def _percent(told: dict[str, Any]) -> int:
    share = told.get("pass_share", 0.7)
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1:
        raise _wrong("", "pass_share")
    return round(share * 100)


def _lesson(told: dict[str, Any], at: int) -> LessonWords:
    where = f"lesson {at}"
    minutes = told.get("minutes")
    if type(minutes) is not int or not 0 < minutes < 200:
        raise _wrong(where, "minutes")
    questions = tuple(
        _question(one, f"{where}, question {number}")
        for number, one in enumerate(_tables(told, "question", where), start=1)
    )
    return LessonWords(
        slug=_slug(told, where), title=_line(told, "title", 160, where), minutes=minutes,
        text=_line(told, "markdown", 20_000, where), questions=questions,
    )


def _question(told: dict[str, Any], where: str) -> QuestionWords:
    options = told.get("options")
    if (
        not isinstance(options, list)
        or not 2 <= len(options) <= 8
        or not all(isinstance(one, str) and 0 < len(one) <= 200 and "\x00" not in one for one in options)
    ):
        raise _wrong(where, "options")
    right = told.get("right")
    if type(right) is not int or not 0 <= right < len(options):
        raise _wrong(where, "right")
    return QuestionWords(
        ask=_line(told, "ask", 400, where), options=tuple(options), right=right, why=_line(told, "why", 400, where)
    )


def right_answers(rights: Sequence[int], answers: Sequence[int | None]) -> list[bool]:
    """Which answers are right, in the order of the questions. Raises NotAllAnswered."""
    if len(answers) != len(rights) or any(answer is None for answer in answers):
        raise NotAllAnswered()
    return [answer == right for answer, right in zip(answers, rights, strict=True)]


def has_passed(*, right: int, asked: int, percent: int) -> bool:
    """Whether a certificate is due; a course without last questions is passed by going through it."""
    return asked == 0 or right * 100 >= percent * asked


def check_all_done(*, done: int, lessons: int) -> None:
    """Raises LessonsFirst."""
    if done < lessons:
        raise LessonsFirst()


def check_second_person(*, by_id: int, brought_by_id: int | None, written_by_id: int | None) -> None:
    """Raises OwnCourse."""
    if by_id in (brought_by_id, written_by_id):
        raise OwnCourse()


def is_late(review_by: date, today: date) -> bool:
    return today > review_by
