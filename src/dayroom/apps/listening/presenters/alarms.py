"""Alarms in words: what was counted, against what, what may explain it, and what people found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from dayroom.apps.listening.presenters.series import SeriesShown, series_shown
from dayroom.apps.listening.queries.alarms import sources_named
from dayroom.apps.listening.queries.judging import seen_around
from dayroom.apps.listening.rules.gazetteer import facts_in
from dayroom.apps.listening.vocabulary import AlarmState, PlaceBasis
from dayroom.apps.listening.vocabulary.alarms import DAILY_DETECTORS, WEEK, WEEKLY_DETECTOR, Setting, Suspect
from dayroom.platform.axes import number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from dayroom.apps.listening.models import Alarm, AlarmStep

BADGES = {AlarmState.NEW: "badge--stop", AlarmState.LOOKED: "badge--warm", AlarmState.CONFIRMED: "badge--ok"}
DAYS_BEFORE, DAYS_AFTER = 90, 30
WEEKS_BEFORE = 104


@dataclass(frozen=True, slots=True)
class Line:
    """One alarm in a list."""

    alarm: Alarm
    title: str
    sentence: str
    badge: str
    doubts: int


def place_words(code: str) -> str:
    """The name of a place in the reader's language; empty for everywhere."""
    return facts_in(get_language() or "en")(code).name if code else ""


def title_of(alarm: Alarm) -> str:
    place = place_words(alarm.place)
    return _("%(topic)s: %(place)s") % {"topic": alarm.topic.name, "place": place} if place else alarm.topic.name


def when(alarm: Alarm) -> str:
    """The day, or the week's first and last."""
    first = date_format(alarm.day, "DATE_FORMAT")
    if alarm.period != WEEK:
        return first
    return _("week from %(first)s to %(last)s") % {
        "first": first,
        "last": date_format(alarm.day + timedelta(6), "DATE_FORMAT"),
    }


def known_count(alarm: Alarm) -> int:
    """Mentions. At a place they are cut to tens: with the weeks that the desk shows, an exact day would say how many
    wrote on the others."""
    return alarm.observed // 10 * 10 if alarm.place else alarm.observed


def shown_count(alarm: Alarm) -> str:
    known = str(known_count(alarm))
    return _("at least %(number)s") % {"number": known} if alarm.place else known


def sentence_of(alarm: Alarm) -> str:
    """What was counted and what was expected, in one sentence: numbers only."""
    told = {
        "count": shown_count(alarm),
        "when": when(alarm),
        "usual": number(round(alarm.expected), 0),
        "limit": number(round(alarm.limit), 0),
    }
    said = _("%(count)s mentions (%(when)s). About %(usual)s are usual, and up to %(limit)s is ordinary.") % told
    return capfirst(said)


def times_words(alarm: Alarm) -> str:
    """How far above the limit."""
    times = number(known_count(alarm) / max(alarm.limit, 1.0), 1)
    if alarm.place:
        return _("at least %(times)s times its limit") % {"times": times}
    return _("%(times)s times its limit") % {"times": times}


def lines(alarms: Iterable[Alarm]) -> list[Line]:
    return [
        Line(
            one,
            title_of(one),
            sentence_of(one),
            BADGES.get(AlarmState(one.state), ""),
            len(one.suspects),
        )
        for one in alarms
    ]


def doubts_of(alarm: Alarm) -> list[str]:
    """What may explain the count, one sentence each, with how much of it."""
    told = alarm.suspects
    broken = told.get(Suspect.BREAK.value)
    made = []
    if Suspect.COPIES.value in told:
        made.append(
            _("%(share)s of the posts were copies of one another. It may be a campaign.")
            % {"share": percent(told[Suspect.COPIES.value])}
        )
    if Suspect.NEWS.value in told:
        made.append(
            ngettext(
                "The news wrote about it on the same days: %(number)d text.",
                "The news wrote about it on the same days: %(number)d texts.",
                told[Suspect.NEWS.value],
            )
            % {"number": told[Suspect.NEWS.value]}
        )
    if Suspect.VOLUME.value in told:
        made.append(
            _("Everything that was read rose on that day, to %(times)s times the usual.")
            % {"times": number(told[Suspect.VOLUME.value], 1)}
        )
    if isinstance(broken, dict):
        name = sources_named([broken["source"]]).get(broken["source"], _("one source"))
        made.append(
            _("%(source)s has given %(times)s times as much since %(day)s.")
            % {"source": name, "times": number(broken["ratio"], 1), "day": broken["since"]}
        )
    return made


def percent(share: float) -> str:
    return _("%(number)s %%") % {"number": number(100 * share, 0)}


def basis_words(alarm: Alarm) -> StrOrPromise:
    return PlaceBasis(alarm.basis).label if alarm.basis else ""


def detector_words(name: str) -> StrOrPromise:
    if name == WEEKLY_DETECTOR:
        return _("the same weeks of earlier years, with season and trend (Farrington Flexible)")
    return DAILY_DETECTORS.get(name, name)


def step_words(step: AlarmStep) -> str:
    """What somebody did, as a line."""
    if step.after == AlarmState.NEW:
        return _("put it back")
    if step.after == AlarmState.LOOKED:
        return _("looks at it") if step.before == AlarmState.NEW else _("took the verdict back")
    told = str(step.get_after_display())
    return f"{told}: {step.get_explanation_display()}" if step.explanation else told


def picture_of(alarm: Alarm) -> SeriesShown | None:
    """The topic around an alarm; None for a place, whose days are not shown."""
    if alarm.place:
        return None
    before = WEEKS_BEFORE * 7 if alarm.period == WEEK else DAYS_BEFORE
    last = min(alarm.topic.counted_through or alarm.day, timezone.now().astimezone(UTC).date() - timedelta(1))
    points = seen_around(
        alarm.topic,
        period=alarm.period,
        since=alarm.day - timedelta(before),
        until=max(alarm.day, min(last, alarm.day + timedelta(DAYS_AFTER))),
    )
    return series_shown(points, name=alarm.topic.name, key="alarm") if points else None


def learned_words(learned: float) -> str:
    """What verdicts did to the limit."""
    if not learned:
        return _("Verdicts have not moved the limit.")
    share = percent(abs(learned))
    if learned > 0:
        return _("Verdicts moved the limit %(share)s farther from the usual.") % {"share": share}
    return _("Verdicts moved the limit %(share)s closer to the usual.") % {"share": share}


def setting_words(setting: Setting) -> str:
    return _("%(how)s; chance of a false alarm %(alpha)s a day; %(least)s mentions or more") % {
        "how": detector_words(setting.detector),
        "alpha": number(setting.alpha, 4),
        "least": setting.least,
    }


@dataclass(frozen=True, slots=True)
class Summary:
    """A week in a few lines."""

    raised: Sequence[Line]
    decided: Sequence[Line]
    waiting: int
