"""When something is due, and how a clock is said."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.moderation.vocabulary import Priority


def due_seconds(priority: int) -> int:
    """How long somebody may wait, by what it is about."""
    return {
        Priority.CRISIS: settings.DUE_CRISIS_MINUTES * 60,
        Priority.URGENT: settings.DUE_URGENT_HOURS * 3600,
        Priority.NORMAL: settings.DUE_NORMAL_HOURS * 3600,
    }[Priority(priority)]


def due_at(priority: int, now: datetime) -> datetime:
    return now + timedelta(seconds=due_seconds(priority))


def appeal_due_at(now: datetime) -> datetime:
    return now + timedelta(days=settings.DUE_APPEAL_DAYS)


def clock_words(due: datetime, now: datetime) -> str:
    """By the server's clock: "due in 12 min", "overdue by 3 h"."""
    seconds = int((due - now).total_seconds())
    span = _span(abs(seconds))
    if seconds < 0:
        return _("overdue by %(span)s") % {"span": span}
    return _("due in %(span)s") % {"span": span}


def _span(seconds: int) -> str:
    minutes = seconds // 60
    if minutes < 60:
        return _("%(number)s min") % {"number": max(1, minutes)}
    if minutes < 48 * 60:
        return _("%(number)s h") % {"number": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
