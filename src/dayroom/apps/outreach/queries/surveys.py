"""Surveys that take answers, and what was answered, never of fewer than eleven people."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, QuerySet

from dayroom.apps.outreach.models import Survey, SurveyAnswer, SurveyQuestion
from dayroom.apps.outreach.rules.surveys import check_takes_answers
from dayroom.apps.outreach.vocabulary.surveys import SHOWN_FROM, AskKind, QuestionWords, SurveyState, Told
from dayroom.kernel.errors import NotFound

TEXTS_MOST = 200


def survey_for_reader(public_id: str, today: date) -> Survey:
    """One that takes answers today. Raises NotFound."""
    found = Survey.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    check_takes_answers(state=found.state, closes_on=found.closes_on, today=today)
    return found


def desk_survey(public_id: str) -> Survey:
    found = Survey.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def open_surveys(today: date) -> QuerySet[Survey]:
    """Those anybody may answer; the ones with codes are reached by their address only."""
    rows = Survey.objects.filter(state=SurveyState.OPEN, closes_on__gte=today, with_codes=False)
    return rows.order_by("closes_on", "pk")


def surveys_with_outcome() -> list[Survey]:
    return list(Survey.objects.exclude(did="").order_by("-closes_on", "-pk")[:40])


def desk_surveys() -> list[tuple[Survey, int | None]]:
    """(survey, sheets), where a small number of sheets is None."""
    rows = Survey.objects.annotate(sheet_count=Count("sheets")).order_by("-pk")[:100]
    return [(row, row.sheet_count if row.sheet_count >= SHOWN_FROM else None) for row in rows]


def questions_of(survey: Survey) -> list[SurveyQuestion]:
    return list(survey.questions.all())


def question_words(survey: Survey) -> list[QuestionWords]:
    return [QuestionWords(one.kind, one.ask, tuple(one.options)) for one in survey.questions.all()]


def care_waiting() -> int:
    """Sheets whose words sound like danger, in surveys that are not closed yet."""
    return Survey.objects.filter(state=SurveyState.OPEN, sheets__needs_care=True).count()


def results_of(survey: Survey) -> tuple[int | None, list[Told]]:
    """(people, what is told of each question); nothing at all before eleven people have answered."""
    people, questions = survey.sheets.count(), questions_of(survey)
    if people < SHOWN_FROM:
        return None, [Told(one.ask, one.kind, None, None) for one in questions]
    counts: dict[int, dict[str, int]] = {}
    rows = SurveyAnswer.objects.filter(question__survey=survey).order_by()
    for question_id, value, count in rows.values_list("question_id", "value").annotate(Count("pk")):
        counts.setdefault(question_id, {})[value] = count
    quoted: dict[int, list[str]] = {}
    agreed = rows.filter(sheet__quote_ok=True).exclude(words="").order_by("?")
    for question_id, words in agreed.values_list("question_id", "words")[: TEXTS_MOST * len(questions)]:
        quoted.setdefault(question_id, []).append(words)
    return people, [_told(one, counts.get(one.pk, {}), quoted.get(one.pk, [])) for one in questions]


def _told(question: SurveyQuestion, counts: dict[str, int], quoted: list[str]) -> Told:
    if sum(counts.values()) < SHOWN_FROM:
        return Told(question.ask, question.kind, None, None)
    if question.kind == AskKind.TEXT:
        return Told(question.ask, question.kind, (), None, tuple(quoted[:TEXTS_MOST]))
    mean = None
    if question.kind == AskKind.SCALE:
        mean = round(sum(int(mark) * count for mark, count in counts.items()) / sum(counts.values()), 1)
    answers = tuple((value, counts.get(value, 0)) for value in _values(question))
    return Told(question.ask, question.kind, _without_small(answers), mean)


def _without_small(answers: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """A small count could point at a person: small ones are told together, or, if that is still small, nothing is."""
    if not any(0 < count < SHOWN_FROM for _value, count in answers):
        return answers
    big = tuple((value, count) for value, count in answers if count >= SHOWN_FROM)
    small = sum(count for _value, count in answers if count < SHOWN_FROM)
    return (*big, ("…", small)) if small >= SHOWN_FROM else ()


def _values(question: SurveyQuestion) -> list[str]:
    if question.kind == AskKind.SCALE:
        return ["1", "2", "3", "4", "5"]
    return ["yes", "no"] if question.kind == AskKind.YES_NO else [str(one) for one in question.options]
