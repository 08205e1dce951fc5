"""Courses and policies: what is right, what is passed, what a new wording changes; and the texts that ship."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dayroom.apps.people.rules.policies import (
    NotReady,
    PolicyIncomplete,
    audiences_of,
    changed_lines,
    check_policy,
)
from dayroom.apps.people.rules.training import NotAllAnswered, has_passed, is_current, right_answers
from dayroom.apps.people.vocabulary.courses import PASS_MARK, courses
from dayroom.apps.people.vocabulary.policies import Missing, PolicyWords, shipped_policies
from dayroom.engines.guard.readability import readability

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_course_has_a_few_screens_and_five_questions_with_reasons(language: str) -> None:
    assert set(courses(language)) == {"boundaries", "privacy", "safe-messaging"}
    for course in courses(language).values():
        assert 4 <= len(course.screens) <= 6
        assert len(course.questions) == 5
        assert all(0 <= one.right < len(one.answers) and one.why for one in course.questions)
        assert course.capacities == {"MODERATOR", "PROFESSIONAL"}


def test_a_course_asks_the_same_in_both_languages() -> None:
    for slug, course in courses("en").items():
        assert [one.right for one in course.questions] == [one.right for one in courses("es")[slug].questions]


def test_courses_and_policies_read_at_grade_eight_or_below() -> None:
    texts = ["\n".join(screen.text for screen in course.screens) for course in courses("en").values()]
    texts += [policy.words[0].body for policy in shipped_policies()]
    assert all((readability(text, "en").grade or 99) <= 8 for text in texts)


def test_four_of_five_are_enough() -> None:
    questions = courses("en")["privacy"].questions
    answers: list[int | None] = [question.right for question in questions]
    assert has_passed(right_answers(questions, answers))
    answers[0] = (questions[0].right + 1) % len(questions[0].answers)
    assert sum(right_answers(questions, answers)) == PASS_MARK
    assert has_passed(right_answers(questions, answers))
    answers[1] = (questions[1].right + 1) % len(questions[1].answers)
    assert not has_passed(right_answers(questions, answers))


@pytest.mark.parametrize("answers", [[], [0, 0, 0, 0], [0, 0, 0, 0, None]])
def test_every_question_wants_an_answer(answers: list[int | None]) -> None:
    with pytest.raises(NotAllAnswered):
        right_answers(courses("en")["privacy"].questions, answers)


@pytest.mark.parametrize(
    ("version", "days_left", "counts"), [(2, 1, True), (3, 1, True), (1, 1, False), (2, 0, False), (2, -1, False)]
)
def test_a_pass_counts_until_its_day_and_for_its_version(version: int, days_left: int, counts: bool) -> None:
    ends = NOW + timedelta(days=days_left)
    assert is_current(version=version, asked_version=2, ends_at=ends, now=NOW) is counts


def test_a_policy_asks_by_what_somebody_does_here() -> None:
    assert audiences_of(["STEWARD", "MEMBER"], moderates=False, professional=False) == {"STEWARD", "MODERATOR"}
    assert audiences_of([], moderates=True, professional=True) == {"MODERATOR", "PROFESSIONAL"}
    assert audiences_of(["MEMBER"], moderates=False, professional=False) == frozenset()


def test_what_is_new_is_said_line_by_line() -> None:
    lines = changed_lines("One.\n\nTwo.\n\nThree.\n\nFour.", "One.\n\nTwo and a half.\n\nThree.\n\nFour.")
    assert [(line.what, line.text) for line in lines if line.what != "same"] == [
        ("removed", "Two."), ("added", "Two and a half."),
    ]
    assert "Four." not in [line.text for line in lines]


@pytest.mark.parametrize(
    ("words", "audiences"),
    [
        ([], ["MODERATOR"]), ([PolicyWords("es", "Título", "Texto")], ["MODERATOR"]),
        ([PolicyWords("en", "Title", "\u200b")], ["MODERATOR"]), ([PolicyWords("en", "Title", "Text")], []),
        ([PolicyWords("en", "Title", "Text")], ["NOBODY"]), ([PolicyWords("en", "T" * 121, "Text")], ["MODERATOR"]),
    ],
)
def test_an_incomplete_policy_is_handed_back(words: list[PolicyWords], audiences: list[str]) -> None:
    with pytest.raises(PolicyIncomplete):
        check_policy(words, audiences)


def test_what_is_missing_is_said_with_the_way_there() -> None:
    said = str(NotReady([Missing("Rules <here>", "/policies/rules/"), Missing("Privacy", "/training/privacy/")]))
    assert '<a href="/policies/rules/">Rules &lt;here&gt;</a>, <a href="/training/privacy/">Privacy</a>' in said
