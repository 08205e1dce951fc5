"""The demo's course, words and services, brought in by the people of the cast through their own actions."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dayroom.apps.library.actions.courses import answer_round, bring_course_file, finish_lesson, open_course
from dayroom.apps.library.actions.directory import ServiceWords, keep_service
from dayroom.apps.library.actions.words import explain_word
from dayroom.apps.library.queries.courses import progress_of, questions_of
from dayroom.apps.library.vocabulary.courses import Round

if TYPE_CHECKING:
    from dayroom.apps.library.models import Course
    from dayroom.demo.loading import House

FOLDER = Path(__file__).parent / "content" / "library"
KINDS = {
    "stop smoking": "SMOKING", "clinic": "CLINIC", "helpline": "HELPLINE", "rehab": "REHAB", "transport": "TRANSPORT",
    "course": "COURSE", "group": "GROUP", "vaccination": "VACCINATION", "money and rights": "MONEY",
}
OPENED_DAYS_AGO = 55
# how many of the five questions each of them knew, before and after: made up, and enough to be told (eleven or more)
LEARNERS = (
    ("ann", 2, 5), ("carl", 1, 4), ("tuesday-tom", 3, 5), ("kestrel88", 2, 4), ("mamabear-lu", 1, 3), ("priya-r", 4, 5),
    ("old-salt", 0, 4), ("teo-nights", 2, 4), ("half-battery", 3, 4), ("greta-slow", 1, 4), ("dee-in-denver", 2, 5),
    ("marlon-k", 3, 5), ("quiet-hobbit", 2, 3),
)


def tell_learning(house: House) -> None:
    """Words, services and the course; some members have gone through it."""
    oda, now = house.members["oda"].pk, house.now
    for term in _read("glossary")["term"]:
        explain_word(word=term["word"], also=term.get("also", ()), meaning=term["meaning"], language=term["language"],
                     by_id=oda, now=now - timedelta(days=90))
    for line in _read("directory")["service"]:
        keep_service(words=_service(line), checked_on=line["checked_on"], by_id=oda, now=now - timedelta(days=60))
    text = (FOLDER / "course.toml").read_text(encoding="utf-8")
    brought = bring_course_file(text=text, by_id=oda, now=now - timedelta(days=OPENED_DAYS_AGO + 1))
    course = open_course(slug=brought.slug, by_id=house.members["sue"].pk, now=now - timedelta(days=OPENED_DAYS_AGO))
    for at, (handle, before, after) in enumerate(LEARNERS):
        if handle in house.members:
            _learn(course, house.members[handle].pk, before, after, now - timedelta(days=50 - at))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _service(line: dict[str, Any]) -> ServiceWords:
    same = ("name", "what", "place", "online", "phone", "url", "hours", "cost")
    return ServiceWords(kind=KINDS[line["kind"]], languages=tuple(line["languages"]),
                        conditions="\n".join(line["conditions"]), **{name: line[name] for name in same})


def _learn(course: Course, member_id: int, before: int, after: int, at: datetime) -> None:
    asked = [one.right for one in questions_of(course)]
    answer_round(member_id=member_id, course=course, which=Round.BEFORE, answers=_some_right(asked, before), now=at)
    for lesson in progress_of(course, member_id).lessons:
        rights = [one.right for one in questions_of(course, lesson)]
        finish_lesson(member_id=member_id, course=course, lesson=lesson, answers=rights, now=at)
    answer_round(member_id=member_id, course=course, which=Round.AFTER, answers=_some_right(asked, after), now=at)


def _some_right(rights: list[int], count: int) -> list[int | None]:
    """The first ``count`` answers right, the others one beside."""
    return [right if at < count else (right + 1) % 4 for at, right in enumerate(rights)]
