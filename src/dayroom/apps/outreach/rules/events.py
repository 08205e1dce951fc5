"""An event that a message announces: what it needs, how it reads, when it is over. No queries, no clock."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.vocabulary.events import EventTold
from dayroom.kernel.errors import Invalid

PLACE_MOST = 200
DAYS_MOST = 31  # one event; what lasts longer is a campaign; our own choice, 2026-11-21


class EventInvalid(Invalid):
    """Something about this event does not fit."""

    def __init__(self, field: str, sentence: object) -> None:
        super().__init__(sentence)
        self.field = field


def check_event(told: EventTold, *, now: datetime) -> None:
    """It lies ahead, ends after it begins, and can be found. Raises EventInvalid."""
    if told.starts_at <= now:
        raise EventInvalid("starts_at", _("Choose a day and a time that are still to come."))
    if told.ends_at is not None and told.ends_at <= told.starts_at:
        raise EventInvalid("ends_at", _("It would end before it begins."))
    if told.ends_at is not None and told.ends_at - told.starts_at > timedelta(days=DAYS_MOST):
        raise EventInvalid("ends_at", _("One event lasts a month at most. For more, open a campaign."))
    if not told.place.strip() and not told.url:
        raise EventInvalid("place", _("Say where it is: a place, a link, or both."))
    if told.url and not told.url.startswith("https://"):
        raise EventInvalid("url", _("The link has to begin with https://"))


def when_words(told: EventTold, zone: tzinfo) -> str:
    """Day and hours by the clock of the site, with the name of that clock, in the language that is active.

    >>> from datetime import UTC
    >>> when_words(EventTold(datetime(2026, 11, 30, 18, tzinfo=UTC), datetime(2026, 11, 30, 20, tzinfo=UTC)), UTC)
    'Monday, 30 Nov 2026, 18:00 – 20:00 (UTC)'
    """
    starts = told.starts_at.astimezone(zone)
    words = _moment(starts)
    if told.ends_at is not None:
        ends = told.ends_at.astimezone(zone)
        same = ends.date() == starts.date()
        words = f"{words} – {date_format(ends, 'TIME_FORMAT') if same else _moment(ends)}"
    return f"{words} ({starts.tzname()})"


def _moment(at: datetime) -> str:
    return f"{date_format(at, 'l')}, {date_format(at, 'DATE_FORMAT')}, {date_format(at, 'TIME_FORMAT')}"


def event_lines(told: EventTold, *, zone: tzinfo, language: str) -> tuple[str, ...]:
    """What stands with the text wherever it goes: when, where, and the link; in the language of the text."""
    with translation.override(language):
        lines = [_t("When: %(when)s") % {"when": when_words(told, zone)}]
        if told.place:
            lines.append(_t("Where: %(place)s") % {"place": told.place})
        if told.url:
            lines.append(_t("From home: %(link)s") % {"link": told.url})
    return tuple(lines)
