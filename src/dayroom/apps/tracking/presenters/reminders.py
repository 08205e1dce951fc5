"""Reminders as they are shown, and as a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.tracking.queries.records import treatments_of
from dayroom.apps.tracking.queries.reminders import (
    doses_waiting,
    kept_lately,
    reminder_rows,
    reminder_shown,
    zone_of,
)
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.reminders import Dose, Kept, Plan, ReminderShown
from dayroom.platform.icalendar import calendar_file, escaped, stamp
from dayroom.platform.sealing import vault_of


@dataclass(frozen=True, slots=True)
class ReminderLine:
    reminder: ReminderShown
    when: str
    kept: tuple[str, ...]


def reminder_lines(record: Record, now: datetime) -> list[ReminderLine]:
    rows = reminder_rows(record)
    if not rows:
        return []
    vault, zone = vault_of(record.owner_id), zone_of(record.owner_id)
    return [
        ReminderLine(shown, plan_words(shown.plan), kept_words(kept_lately(row, vault, zone, now)))
        for row in rows for shown in [reminder_shown(row, vault)]
    ]


def plan_words(plan: Plan) -> str:
    """"08:00 and 20:00, on Monday and Friday, until …"."""
    parts = [" · ".join(formats.time_format(at) for at in sorted(plan.times))]
    if plan.weekdays:
        parts.append(", ".join(str(WEEKDAYS[day]) for day in sorted(plan.weekdays)))
    if plan.until_on:
        parts.append(_("until %(day)s") % {"day": formats.date_format(plan.until_on)})
    return "; ".join(parts)


def kept_words(kept: Kept | None) -> tuple[str, ...]:
    """How it went, as facts. A day without a note is no day without a dose."""
    if kept is None or not kept.answered:
        return ()
    lines = [
        ngettext("You noted every dose on %(whole)d of the last %(days)d day.",
                 "You noted every dose on %(whole)d of the last %(days)d days.", kept.days)
        % {"whole": kept.days_with_all, "days": kept.days},
        _("A day without a note may only be a day without a note."),
    ]
    if kept.pdc is not None and kept.mpr is not None:
        lines.append(
            _("Your supplies covered %(pdc)s of 100 days (PDC). They would last for %(mpr)s of 100 days (MPR).")
            % {"pdc": round(kept.pdc * 100), "mpr": round(kept.mpr * 100)}
        )
    return tuple(lines)


def treatment_choices(record: Record) -> list[tuple[str, str]]:
    """What is taken now, by public id."""
    return [(one.public_id, one.name) for one in treatments_of(record) if not one.stopped_on]


def calendar_of(moments: Iterable[tuple[str, str, datetime]], now: datetime) -> str:
    """The feed: when, and words that its owner chose. What it is for stands nowhere in it."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    usual = str(_("Reminder"))
    return calendar_file(
        [
            f"UID:{public_id}-{stamp(at)}@{host}", f"DTSTAMP:{stamp(now)}", f"DTSTART:{stamp(at)}", "DURATION:PT10M",
            f"SUMMARY:{escaped(words or usual)}", "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
            "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(words or usual)}", "TRIGGER:PT0M", "END:VALARM",
        ]
        for public_id, words, at in moments
    )


def home_part(record: Record, now: datetime) -> dict[str, Any] | None:
    """What waits for an answer; nothing when nothing does."""
    if not record.may(Scope.ENTER):
        return None
    waiting = [one for one in doses_waiting(record, now) if one.said in ("", Dose.LATER)]
    return {"record": record, "waiting": waiting[:4]} if waiting else None
