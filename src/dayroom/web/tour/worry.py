"""The scene of a worry that becomes an alert: one alarm of the demo from its rows, and one that was nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dayroom.apps.listening.presenters.alarms import doubts_of, place_words, sentence_of
from dayroom.apps.listening.presenters.health_map import drawn, entries
from dayroom.apps.listening.queries.alarms import handed_over, history, newest_explained, steps_of
from dayroom.apps.listening.vocabulary import AlarmState
from dayroom.apps.outreach.presenters.alerts import Said, said
from dayroom.apps.outreach.queries.alerts import public_alert
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from dayroom.apps.listening.models import Alarm, AlarmStep
    from dayroom.apps.outreach.models import Alert


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: when, what, and what stands in the rows about it."""

    when: str
    sentence: str
    words: list[str] = field(default_factory=list)
    map: SafeString | None = None
    alert: Said | None = None
    alert_id: str = ""


def newest_worry() -> Alarm | None:
    return handed_over()


def told_steps(alarm: Alarm, *, language: str, sheet: str) -> list[Step]:
    """From the count to the map that everybody sees, in the order of time."""
    alert = _alert_of(alarm)
    made = [
        Step(_day(alarm.day), _("In %(place)s, more people than usual write about: %(topic)s. No single post tells "
             "this. The count does.") % {"place": place_words(alarm.place) or _("our sources"),
                                         "topic": alarm.topic.name},
             [sentence_of(alarm)], map=drawn(entries([alarm], ()), sheet=sheet)),
        Step(_time(alarm.raised_at), _("The program raises an alarm. It says: look here. It never says: people are "
             "ill.")),
    ]  # fmt: skip
    made += [step for row in steps_of(alarm) if (step := _human_step(alarm, row)) is not None]
    made.append(Step("", _("With two clicks the alarm is handed to Oda. No post and no quote goes along: only the "
                           "topic, the place and the count.")))  # fmt: skip
    if alert is not None:
        made.append(Step(
            _time(alert.live_at), _("Oda writes what is known and what to do. A second person reads it. Then it goes "
            "out, to every page and every phone that asked for it."), alert=said(alert, language),
            alert_id=alert.public_id))  # fmt: skip
    made.append(Step("", _("Now it stands on the public map. Only what somebody has confirmed is shown there.")))
    return [*made, *_not_every_alarm()]


def _human_step(alarm: Alarm, row: AlarmStep) -> Step | None:
    if row.after == AlarmState.LOOKED:
        found = doubts_of(alarm) or [_("Nothing was found that explains it.")]
        return Step(_time(row.at), _("Ivo takes it on. He asks what else could raise the count: the news, a campaign, "
                                     "a source that broke."), found)  # fmt: skip
    if row.after == AlarmState.CONFIRMED:
        return Step(_time(row.at), _("Ivo confirms it. He writes down how he knows."), [row.note] if row.note else [])
    return None


def _not_every_alarm() -> list[Step]:
    """The other ones, so that nobody takes an alarm for a finding."""
    told, other = history(), newest_explained()
    if other is None:
        return []
    note = next((row.note for row in reversed(steps_of(other)) if row.after == AlarmState.EXPLAINED), "")
    words = [note] if note else []
    words.append(_("Alarms that were looked at: %(decided)d. Confirmed: %(confirmed)d.")
                 % {"decided": told.decided, "confirmed": told.confirmed})  # fmt: skip
    return [Step(_day(other.day), _("And not every alarm is an outbreak. This one was about: %(topic)s. Somebody "
                 "found another reason.") % {"topic": other.topic.name}, words)]  # fmt: skip


def _alert_of(alarm: Alarm) -> Alert | None:
    try:
        return public_alert(alarm.drafted)
    except NotFound:
        return None


def _day(on: date) -> str:
    return date_format(on, "DATE_FORMAT")


def _time(at: datetime | None) -> str:
    return date_format(at, "DATETIME_FORMAT") if at is not None else ""
