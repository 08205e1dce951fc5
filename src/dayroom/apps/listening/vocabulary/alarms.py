"""Words and numbers of alarms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

DAY, WEEK = "day", "week"
PERIODS = {DAY: _("day"), WEEK: _("week")}

# detectors that say how likely a count is: only with that can false alarms be held down over many series at once
DAILY_DETECTORS = {
    "ears-c1": _("seven days just before (EARS C1)"),
    "ears-c2": _("seven days, the two newest left out (EARS C2)"),
    "epitweetr": _("seven days, with old peaks made smaller (as epitweetr does)"),
}
WEEKLY_DETECTOR = "farrington-flexible"
# at the same rate of false alarms it catches most: docs/reference/signals-quality.md, daily, 2026-11-21
DEFAULT_DAILY = "ears-c2"
# chance of a false alarm on an ordinary day, of one series: defaults of R's surveillance 1.20.3 and of epitweetr
DEFAULT_ALPHA = {"ears-c1": 0.001, "ears-c2": 0.001, "epitweetr": 0.025}
WEEKLY_ALPHA = 0.005  # Noufaily 2013
ALPHA_LEAST, ALPHA_MOST = 0.0001, 0.1
DEFAULT_LEAST = 10  # mentions of a day or week; fewer are told from chance by nobody
FALSE_SHARE = 0.1  # of the alarms of one day over all topics and places, so many may be false (Benjamini–Hochberg)

LEAST_WRITERS = 3  # distinct writers on the day itself; fewer are a burst of one or two people
WEEKLY_YEARS = (5, 3)  # years of past for the weekly detector, the longer one first
PAST_DAYS = 70  # read before the first day that is judged: enough for every daily detector and for breaks
CATCH_UP_DAYS = 3  # a daily run looks at these newest whole days: posts may come in late
TREMOR_DAYS = 14  # alarms this young are looked at again for what may explain them
OLD_NEWS_DAYS = 14  # an alarm about an older day is nothing to hurry about

COPIES_SHARE = 0.5  # of a day's posts: above it, the same text many times may be what rose
NEWS_RATIO, NEWS_LEAST = 2.0, 3  # news about the topic against the two weeks before
VOLUME_RATIO = 1.7  # everything that was read against the two weeks before, as in signals.breaks
URGENT_RATIO, URGENT_WRITERS = 2.0, 30  # times the limit, distinct writers: mailed at once

MAP_DAYS = 90  # how long a confirmed alarm stands on the public map
NOTICE_DAYS = 30  # and a notice of an authority
NOTE_MOST = 500


class Suspect(models.TextChoices):
    """What may be behind a high count instead of an illness. A reason to look there first, never a verdict."""

    COPIES = "copies", _("the same text many times")
    NEWS = "news", _("the news wrote about it on the same days")
    VOLUME = "volume", _("everything that was read rose on that day")
    BREAK = "break", _("a source began to give much more")


@dataclass(frozen=True, slots=True)
class Setting:
    """How easily an alarm is raised, and what verdicts have added. See ``models.Threshold``."""

    detector: str = DEFAULT_DAILY
    alpha: float = DEFAULT_ALPHA[DEFAULT_DAILY]
    least: int = DEFAULT_LEAST
    learned: float = 0.0


@dataclass(frozen=True, slots=True)
class Official:
    """A notice of an authority as the public map shows it."""

    title: str
    link: str
    place: str
    at: date
    severity: str
