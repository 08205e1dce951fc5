"""Write, open and close vacancies; count how often they are read, and nothing of whom."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.models import Vacancy, VacancyDay
from dayroom.apps.outreach.queries.vacancies import words_of_vacancy
from dayroom.apps.outreach.rules.vacancies import check_second_person, check_vacancy
from dayroom.apps.outreach.vocabulary.vacancies import VACANCY_KIND, VacancyState, VacancyWords
from dayroom.kernel.errors import NotFound
from dayroom.platform import markup

LINES = ("title", "organisation", "place")


def write_vacancy(*, words: VacancyWords, by_id: int | None, now: datetime, row: Vacancy | None = None) -> Vacancy:
    """Keep a draft; an open one that is changed waits for a second person again. Audited."""
    told = asdict(words)
    told |= {name: markup.clean_line(told[name]) for name in LINES}
    told |= {name: markup.clean(told[name]) for name in ("about", "must", "nice")}
    with transaction.atomic():
        row = row or Vacancy(made_at=now)
        for name, value in told.items():
            setattr(row, name, value)
        row.about_html, row.state, row.made_by_id = markup.render(row.about), VacancyState.DRAFT, by_id
        row.save()
        record(actor_id=by_id, action="vacancy.written", now=now, subject=(VACANCY_KIND, row.pk), facts={})
    return row


def ask_to_open(*, row: Vacancy, by_id: int, now: datetime) -> None:
    """Audited. Raises VacancyWrong, NotFound."""
    check_vacancy(words_of_vacancy(row), now.date())
    _move(row, VacancyState.DRAFT, "vacancy.asked", by_id, now, state=VacancyState.WAITING)


def open_vacancy(*, row: Vacancy, by_id: int, now: datetime) -> None:
    """A second person opens it. Audited. Raises OwnVacancy, VacancyWrong, NotFound."""
    check_second_person(by_id=by_id, made_by_id=row.made_by_id)
    check_vacancy(words_of_vacancy(row), now.date())
    _move(row, VacancyState.WAITING, "vacancy.opened", by_id, now, state=VacancyState.LIVE, opened_by_id=by_id,
          opened_on=now.date())


def close_vacancy(*, row: Vacancy, by_id: int, now: datetime) -> None:
    """Audited. Raises NotFound."""
    _move(row, VacancyState.LIVE, "vacancy.closed", by_id, now, state=VacancyState.CLOSED)


def _move(row: Vacancy, before: str, action: str, by_id: int, now: datetime, **changes: object) -> None:
    with transaction.atomic():
        if not Vacancy.objects.filter(pk=row.pk, state=before).update(**changes):
            raise NotFound()
        record(actor_id=by_id, action=action, now=now, subject=(VACANCY_KIND, row.pk), facts={})


def count_view(*, row: Vacancy, day: date) -> None:
    held, _made = VacancyDay.objects.get_or_create(vacancy=row, day=day)
    VacancyDay.objects.filter(pk=held.pk).update(views=F("views") + 1)
