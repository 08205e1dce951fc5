"""Words of alerts: states, templates, and what has to be said."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

ALERT_KIND = "alert"  # subject of audit, notices and search
LINKS_MOST = 6  # pages and services beside one alert: more would not be read in a hurry
SHORT_MOST = 160  # characters of a text message
BANNER_SECONDS = 4.0  # how old the banner of a process may be: on every page within five seconds
BANNERS_MOST = 3
HOURS_MOST = 24 * 14  # an alert that stands longer is news
SHOWN_FROM = 11  # people; fewer are never counted out loud (standards §9)
TEMPLATES = Path(__file__).with_name("alert_templates.toml")


class AlertState(models.TextChoices):
    """Where one alert stands."""

    DRAFT = "DRAFT", _("draft")
    WAITING = "WAITING", _("waits for a second person")
    LIVE = "LIVE", _("in force")
    UPDATED = "UPDATED", _("replaced by an update")
    CANCELLED = "CANCELLED", _("cancelled")
    STOPPED = "STOPPED", _("never sent")


class AlertMessage(models.TextChoices):
    """CAP's msgType, as far as people write it here."""

    ALERT = "Alert", _("new alert")
    UPDATE = "Update", _("update")
    CANCEL = "Cancel", _("cancellation")


class AlertStatus(models.TextChoices):
    """CAP's status: only the first ever reaches the public."""

    ACTUAL = "Actual", _("real")
    EXERCISE = "Exercise", _("exercise: never leaves this desk")
    TEST = "Test", _("test: never leaves this desk")


class Urgency(models.TextChoices):
    IMMEDIATE = "Immediate", _("act now")
    EXPECTED = "Expected", _("act soon (within the hour)")
    FUTURE = "Future", _("act in the coming days")
    PAST = "Past", _("no longer")
    UNKNOWN = "Unknown", _("not known")


class Severity(models.TextChoices):
    EXTREME = "Extreme", _("very dangerous")
    SEVERE = "Severe", _("dangerous")
    MODERATE = "Moderate", _("may harm some people")
    MINOR = "Minor", _("little danger")
    UNKNOWN = "Unknown", _("not known")


class Certainty(models.TextChoices):
    OBSERVED = "Observed", _("seen to have happened")
    LIKELY = "Likely", _("likely")
    POSSIBLE = "Possible", _("possible")
    UNLIKELY = "Unlikely", _("unlikely")
    UNKNOWN = "Unknown", _("not known")


class RumourState(models.TextChoices):
    """Where something people say stands."""

    HEARD = "HEARD", _("heard, not looked at")
    CHECKING = "CHECKING", _("being looked at")
    ANSWERED = "ANSWERED", _("answered")
    CLOSED = "CLOSED", _("not taken up")


class RumourKind(models.TextChoices):
    RUMOUR = "RUMOUR", _("something people say")
    QUESTION = "QUESTION", _("something people ask")


@dataclass(frozen=True, slots=True)
class AlertWords:
    """What is said, in one language. ``do`` and ``dont`` hold one line each."""

    language: str
    headline: str
    what: str
    do: str = ""
    dont: str = ""
    short: str = ""
    event: str = ""  # what has happened, where this language has its own words for it


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """Everything of an alert besides its words. Times carry a zone; ``links`` are keys of pages somebody chose."""

    event: str
    urgency: str
    severity: str
    certainty: str
    hours: int
    area_id: int | None
    source: str
    url: str = ""
    contact: str = ""
    status: str = AlertStatus.ACTUAL
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertTemplate:
    """A beginning that somebody fills in; what stands in square brackets has to be replaced."""

    slug: str
    event: str
    urgency: str
    severity: str
    certainty: str
    hours: int
    words: tuple[AlertWords, ...]


@lru_cache(maxsize=1)
def alert_templates() -> dict[str, AlertTemplate]:
    told = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
    return {
        slug: AlertTemplate(
            slug=slug, event=one["event"], urgency=one["urgency"], severity=one["severity"],
            certainty=one["certainty"], hours=one["hours"],
            words=tuple(AlertWords(code, **one[code]) for code in ("en", "es")),
        )
        for slug, one in told.items()
    }
