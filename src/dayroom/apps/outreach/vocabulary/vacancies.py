"""Words of vacancies, and what may not be asked of somebody who looks for work."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

VACANCY_KIND = "vacancy"  # subject of audit
DAYS_MOST = 90  # a vacancy that stands longer is looked at again; our own choice, 2026-11-21
SHOWN = 30


class VacancyState(models.TextChoices):
    DRAFT = "DRAFT", _("draft")
    WAITING = "WAITING", _("waits for a second person")
    LIVE = "LIVE", _("open")
    CLOSED = "CLOSED", _("closed")


class Hours(models.TextChoices):
    """As schema.org's employmentType names them."""

    FULL_TIME = "FULL_TIME", _("full time")
    PART_TIME = "PART_TIME", _("part time")
    TEMPORARY = "TEMPORARY", _("for a limited time")
    INTERN = "INTERN", _("training")
    VOLUNTEER = "VOLUNTEER", _("unpaid, volunteer")


class Per(models.TextChoices):
    HOUR = "HOUR", _("an hour")
    MONTH = "MONTH", _("a month")
    YEAR = "YEAR", _("a year")


@dataclass(frozen=True, slots=True)
class Unlawful:
    """Something that may not be asked or preferred, and what to write in its place."""

    pattern: re.Pattern[str]
    said: object


# Title VII, ADEA and ADA in the United States; Equality Act 2010; Directives 2000/43 and 2000/78 of the EU: the same
# things are closed in all of them. As of 2026-11-21, our own wording of it.
UNLAWFUL = tuple(
    Unlawful(re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"\b(young|youthful|digital native|recent graduates? only|under (?:the age of )?\d\d|not older than|"
         r"maximum age|age(?:d)? (?:between|from) \d\d|joven|menor(?:es)? de \d\d|entre \d\d y \d\d años)\b",
         _("It names an age. Say what somebody has to be able to do.")),
        (r"\b((?:fe)?males? (?:only|preferred)|(?:men|women|ladies|gentlemen) (?:only|preferred)|waitress|stewardess|"
         r"salesman|handyman|cleaning lady|solo (?:hombres|mujeres))\b",
         _("It names a sex. Use a word that fits everybody.")),
        (r"\b((?:with|attach|send|include) (?:a |your )?(?:recent )?(?:photo|photograph|picture of yourself)|"
         r"(?:con|adjunte) (?:una |su )?foto)\b",
         _("It asks for a photograph. Leave that out.")),
        (r"\b(native speaker|mother tongue|hablante nativ[oa]|lengua materna)\b",
         _("Write how well somebody has to speak it (fluent), not how they learned it.")),
        (r"\b(no (?:pregnant|expecting)|not pregnant|without children|no children|unmarried|single people only|"
         r"sin hijos|soltera?)\b",
         _("It asks about family. Leave that out.")),
        (r"\b(christians? only|muslims? only|jews only|citizens only|whites? only|nationals? only|solo nacionales)\b",
         _("It names belief or origin. Write “must be allowed to work here” if that is meant.")),
        (r"\b(able-bodied|no disabilit\w+|in perfect health|without health problems|sin discapacidad)\b",
         _("It asks for health. Say what the work needs, such as lifting 20 kg, and that help is possible.")),
    )
)


@dataclass(frozen=True, slots=True)
class VacancyWords:
    """A vacancy as it was written. ``must`` and ``nice`` hold one line each."""

    title: str
    organisation: str
    place: str
    hours: str
    about: str
    must: str
    closes_on: date
    nice: str = ""
    remote: bool = False
    pay_from: int | None = None
    pay_to: int | None = None
    pay_currency: str = "USD"
    pay_per: str = Per.YEAR
    apply_url: str = ""
    apply_email: str = ""
    for_clinicians: bool = field(default=False)
