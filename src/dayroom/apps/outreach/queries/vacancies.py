"""Vacancies that are open, and those at the desk."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet, Sum

from dayroom.apps.outreach.models import Vacancy
from dayroom.apps.outreach.vocabulary.vacancies import SHOWN, VacancyState, VacancyWords
from dayroom.kernel.errors import NotFound


def open_vacancies(today: date) -> QuerySet[Vacancy]:
    """What people may apply for today; the last day counts."""
    return Vacancy.objects.filter(state=VacancyState.LIVE, closes_on__gte=today)


def vacancies_found(today: date, *, words: str = "", hours: str = "", remote: bool = False) -> list[Vacancy]:
    rows = open_vacancies(today)
    if hours:
        rows = rows.filter(hours=hours)
    if remote:
        rows = rows.filter(remote=True)
    for word in words.split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(place__icontains=word) | Q(organisation__icontains=word)
                           | Q(must__icontains=word))
    return list(rows.order_by("closes_on", "pk")[:SHOWN])


def vacancy_for_reader(public_id: str, today: date) -> Vacancy:
    found = open_vacancies(today).filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def desk_vacancy(public_id: str) -> Vacancy:
    found = Vacancy.objects.select_related("made_by", "opened_by").filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def desk_vacancies() -> list[tuple[Vacancy, int]]:
    """(vacancy, how often it was opened in all), newest first."""
    rows = Vacancy.objects.annotate(views=Sum("days__views")).order_by("-pk")[:200]
    return [(row, row.views or 0) for row in rows]


def waiting_vacancies(by_id: int) -> int:
    return Vacancy.objects.filter(state=VacancyState.WAITING).exclude(made_by_id=by_id).count()


def words_of_vacancy(row: Vacancy) -> VacancyWords:
    names = VacancyWords.__dataclass_fields__
    return VacancyWords(**{name: getattr(row, name) for name in names})
