"""Make surveys, open and close them, keep answers without keeping anybody."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.actions.reviews import ALPHABET
from dayroom.apps.outreach.models import Survey, SurveyAnswer, SurveyCode, SurveyQuestion, SurveySheet
from dayroom.apps.outreach.queries.reviews import secret_digest
from dayroom.apps.outreach.rules.surveys import CodeUsed, NothingAnswered
from dayroom.apps.outreach.vocabulary.surveys import SURVEY_KIND, AskKind, QuestionWords, SurveyState
from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.kernel.errors import Conflict, NotFound
from dayroom.platform import markup
from dayroom.platform.limits import spend

A_DAY = 10  # sheets of one reader


class SurveyRuns(Conflict):
    """People have answered already, so its questions stay as they are."""


def write_survey(
    *, title: str, intro: str, closes_on: date, with_codes: bool, questions: Sequence[QuestionWords],
    by_id: int | None, now: datetime, survey: Survey | None = None,
) -> Survey:
    """Keep a draft. Audited. Raises SurveyRuns."""
    with transaction.atomic():
        if survey is not None and survey.sheets.exists():
            raise SurveyRuns()
        survey = survey or Survey(made_by_id=by_id, made_at=now)
        survey.title, survey.intro = markup.clean_line(title), markup.clean(intro)
        survey.closes_on, survey.with_codes = closes_on, with_codes
        survey.save()
        survey.questions.all().delete()
        SurveyQuestion.objects.bulk_create(
            SurveyQuestion(survey=survey, position=at, kind=one.kind, ask=markup.clean_line(one.ask),
                           options=[markup.clean_line(option) for option in one.options])
            for at, one in enumerate(questions)
        )
        record(actor_id=by_id, action="survey.written", now=now, subject=(SURVEY_KIND, survey.pk),
               facts={"questions": len(questions)})
    return survey


def set_state(*, survey: Survey, state: str, by_id: int | None, now: datetime) -> None:
    """Open or close it. Audited."""
    with transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(state=state)
        record(actor_id=by_id, action="survey.opened" if state == SurveyState.OPEN else "survey.closed", now=now,
               subject=(SURVEY_KIND, survey.pk), facts={})


def make_survey_codes(*, survey: Survey, count: int, by_id: int, now: datetime) -> list[str]:
    """Shown once; here only digests stay. Audited with the count."""
    codes = ["".join(secrets.choice(ALPHABET) for _at in range(10)) for _one in range(count)]
    with transaction.atomic():
        SurveyCode.objects.bulk_create(SurveyCode(survey=survey, digest=secret_digest(code)) for code in codes)
        record(actor_id=by_id, action="survey.codes_made", now=now, subject=(SURVEY_KIND, survey.pk),
               facts={"count": count})
    return codes


def answer_survey(
    *, survey: Survey, answers: Mapping[int, str], quote_ok: bool, code: str, who: str, now: datetime
) -> bool:
    """Keep one sheet; returns whether its words sound like danger, so that help is shown at once.

    Args:
        answers: question id → what was chosen or written; empty ones are left out.

    Raises:
        NothingAnswered, CodeUsed, TooMany, NotFound (a question of another survey).
    """
    asked = {one.pk: one for one in survey.questions.all()}
    told = {pk: text.strip() for pk, text in answers.items() if text.strip()}
    if not told:
        raise NothingAnswered()
    if not told.keys() <= asked.keys():
        raise NotFound()
    spend(what=f"survey-{survey.pk}", who=who, most=A_DAY, per_seconds=86_400, now=now)
    danger = any(_in_danger(told[pk]) for pk in told if asked[pk].kind == AskKind.TEXT)
    with transaction.atomic():
        if survey.with_codes:
            gone, _rows = SurveyCode.objects.filter(survey=survey, digest=secret_digest(code)).delete()
            if not gone:
                raise CodeUsed()
        sheet = SurveySheet.objects.create(survey=survey, day=now.date(), quote_ok=quote_ok, needs_care=danger)
        SurveyAnswer.objects.bulk_create(
            SurveyAnswer(sheet=sheet, question=asked[pk],
                         **({"words": markup.clean(text)} if asked[pk].kind == AskKind.TEXT else {"value": text[:200]}))
            for pk, text in told.items()
        )
    return danger


def _in_danger(text: str) -> bool:
    """Where the guard cannot answer, help is shown: too often rather than too seldom."""
    report, _decision = examine(text, context=guard.Context(
        author=guard.Author.MEMBER, place=guard.Place.PRIVATE, country=settings.DEFAULT_COUNTRY,
    ))
    return report is None or report.tier >= guard.Tier.T2


def tell_outcome(*, survey: Survey, said: str, did: str, by_id: int, now: datetime) -> None:
    """You said, we did: for everybody. Audited."""
    with transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(said=markup.clean(said), did=markup.clean(did))
        record(actor_id=by_id, action="survey.outcome", now=now, subject=(SURVEY_KIND, survey.pk), facts={})
