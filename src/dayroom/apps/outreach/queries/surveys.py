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
    people = survey.sheets.count()
    enough = people >= SHOWN_FROM
    return (people if enough else None), [_told(one, enough) for one in survey.questions.all()]


def _told(question: SurveyQuestion, enough: bool) -> Told:
    rows = SurveyAnswer.objects.filter(question=question)
    if not enough or rows.count() < SHOWN_FROM:
        return Told(question.ask, question.kind, None, None)
    if question.kind == AskKind.TEXT:
        quoted = rows.filter(sheet__quote_ok=True).exclude(words="").order_by("?").values_list("words", flat=True)
        return Told(question.ask, question.kind, (), None, tuple(quoted[:TEXTS_MOST]))
    counts = dict(rows.order_by().values_list("value").annotate(Count("pk")))
    answers = tuple((value, counts.get(value, 0)) for value in _values(question))
    if any(0 < count < SHOWN_FROM for _value, count in answers):
        # a small count could point at a person: only what is left after putting the small ones together is told
        big = tuple((value, count) for value, count in answers if count >= SHOWN_FROM)
        small = sum(count for _value, count in answers if count < SHOWN_FROM)
        answers = (*big, ("…", small)) if small >= SHOWN_FROM else ()
    mean = None
    if question.kind == AskKind.SCALE:
        marks = [int(value) for value in rows.values_list("value", flat=True)]
        mean = round(sum(marks) / len(marks), 1)
    return Told(question.ask, question.kind, answers, mean)


def _values(question: SurveyQuestion) -> list[str]:
    if question.kind == AskKind.SCALE:
        return ["1", "2", "3", "4", "5"]
    return ["yes", "no"] if question.kind == AskKind.YES_NO else [str(one) for one in question.options]
