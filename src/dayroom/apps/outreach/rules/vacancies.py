"""What a vacancy needs before it opens. No queries, no clock."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from dayroom.apps.outreach.vocabulary.vacancies import DAYS_MOST, UNLAWFUL, Hours, VacancyWords
from dayroom.kernel.errors import Invalid, Refused


class VacancyWrong(Invalid):
    """This vacancy cannot open like this."""


class OwnVacancy(Refused):
    """Whoever wrote a vacancy cannot open it. Please ask somebody else."""


def unlawful(text: str) -> list[str]:
    """A sentence for each thing that may not be asked; empty when all is well."""
    return [str(one.said) for one in UNLAWFUL if one.pattern.search(text)]


def faults(words: VacancyWords, today: date) -> list[str]:
    """One sentence for each thing to mend before it can open."""
    said = unlawful("\n".join((words.title, words.about, words.must, words.nice)))
    if not words.must.strip():
        said.append(_("Say what somebody must be able to do."))
    if not words.apply_url and not words.apply_email:
        said.append(_("Say how to apply: an address or an e-mail."))
    if words.hours != Hours.VOLUNTEER and words.pay_from is None:
        said.append(_("Say what is paid. People have to know before they apply."))
    if (words.pay_from is not None or words.pay_to is not None) and not words.pay_per:
        said.append(_("Say whether the pay is for an hour, a month or a year."))
    if words.pay_from is not None and words.pay_to is not None and words.pay_to < words.pay_from:
        said.append(_("The pay ends below where it begins."))
    if not today < words.closes_on <= today + timedelta(days=DAYS_MOST):
        said.append(_("The last day to apply is in the next 90 days."))
    return said


def check_vacancy(words: VacancyWords, today: date) -> None:
    """Raises VacancyWrong with everything that is wrong."""
    said = faults(words, today)
    if said:
        raise VacancyWrong(" ".join(said))


def check_second_person(*, by_id: int, made_by_id: int | None) -> None:
    """Raises OwnVacancy."""
    if by_id == made_by_id:
        raise OwnVacancy()
