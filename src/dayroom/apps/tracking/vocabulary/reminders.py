"""Words of reminders. A reminder says when, never what for, wherever others could see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dose(models.TextChoices):
    """What somebody says about one time. Nothing said is nothing said: it is not counted as left out."""

    TAKEN = "TAKEN", _("taken")
    SKIPPED = "SKIPPED", _("left out")
    LATER = "LATER", _("later")


TIMES_MOST = 8  # in a day
LATER_MINUTES = 30
# a reminder that could not be sent for so long is not sent: an old one confuses. Ours, 2026-11-21
STALE_MINUTES = 120
REMINDED_AT_ONCE = 500
OPEN_HOURS = 24  # how long a time waits on the page for an answer
CALENDAR_DAYS = 60  # how far the calendar feed looks ahead
WORDS_MOST = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """When: local times of the day, days of the week (Monday is 0; none means every day), first and last day."""

    times: tuple[time, ...]
    weekdays: frozenset[int] = frozenset()
    starts_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReminderShown:
    public_id: str
    treatment: str  # its name, for its owner's own page
    treatment_id: str
    plan: Plan
    by_mail: bool
    in_calendar: bool
    words: str
    paused: bool
    next_at: datetime | None
    supplies: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DoseDue:
    """One time that waits for an answer, or has one."""

    reminder: str
    treatment: str
    due_at: datetime
    said: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """How it went, said gently: days with all doses, and what the supplies would have covered."""

    days_with_all: int
    days: int
    answered: int
    pdc: float | None = None
    mpr: float | None = None
