"""A course, a word and a service: for pages that are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dayroom.apps.library.actions.courses import answer_round, bring_course, finish_lesson, open_course
from dayroom.apps.library.actions.directory import ServiceWords, keep_service, tell_about_service
from dayroom.apps.library.actions.news import SourceWords, keep_source, settle_link, suggest_link
from dayroom.apps.library.actions.words import explain_word
from dayroom.apps.library.models import NewsSource
from dayroom.apps.library.queries.courses import progress_of, questions_of
from dayroom.apps.library.rules.courses import read_course
from dayroom.apps.library.vocabulary.courses import Round

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

FILE = Path(__file__).resolve().parents[2] / "src" / "dayroom" / "demo" / "content" / "library" / "course.toml"


@dataclass(frozen=True, slots=True)
class Learning:
    lesson: str
    word: str
    service: str
    certificate: str
    news_source: str


def course_file(written_by: str, reviewed_by: str) -> str:
    told = FILE.read_text(encoding="utf-8")
    return told.replace('"ngozi-o"', f'"{written_by}"').replace('"pharm-wren"', f'"{reviewed_by}"')


def build(member: Member, steward: Member, writer: Member, now: datetime) -> Learning:
    """The member has finished the course; the steward opened it; somebody told that the service's line is wrong."""
    words = read_course(course_file(writer.handle, steward.handle))
    bring_course(words=words, by_id=writer.pk, now=now)
    course = open_course(slug=words.slug, by_id=steward.pk, now=now)
    rights = [one.right for one in questions_of(course)]
    answer_round(member_id=member.pk, course=course, which=Round.BEFORE, answers=[0] * len(rights), now=now)
    lessons = progress_of(course, member.pk).lessons
    for lesson in lessons:
        answers = [one.right for one in questions_of(course, lesson)]
        finish_lesson(member_id=member.pk, course=course, lesson=lesson, answers=answers, now=now)
    answer_round(member_id=member.pk, course=course, which=Round.AFTER, answers=rights, now=now)
    word = explain_word(word="edema", also=["oedema"], meaning="Swelling by water.", language="en",
                        by_id=steward.pk, now=now)
    line = ServiceWords(name="Riverside group", kind="GROUP", what="They meet on Tuesdays.", phone="202-555-0111",
                        place="Riverside", conditions="diabetes")
    service = keep_service(words=line, checked_on=now.date(), by_id=steward.pk, now=now)
    tell_about_service(row=service, member_id=None, who="a reader", words="They moved to Mondays.", now=now)
    source = _news(member, steward, now)
    held = progress_of(course, member.pk).enrolment
    return Learning(lessons[0].slug, word.public_id, service.public_id, held.public_id if held else "",
                    source.public_id)


def _news(member: Member, steward: Member, now: datetime) -> NewsSource:
    """A source that cannot be read, a link that is shown and one that waits."""
    words = SourceWords(name="Health office", feed="https://health.example.org/feed.xml", kind="RSS", tier=1)
    source = keep_source(words=words, by_id=steward.pk, now=now)
    NewsSource.objects.filter(pk=source.pk).update(fault="SLOW", failures=2, fetched_at=now, next_at=now)
    for at, name in enumerate(("Heat and insulin", "Salt on labels")):
        item = suggest_link(member=member, link=f"https://paper.example.org/{at}", title=name, why="Short.",
                            language="en", now=now)
        if at == 0:
            settle_link(item=item, accept=True, tier=2, by_id=steward.pk, now=now)
    return source
