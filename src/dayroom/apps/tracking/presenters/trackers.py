"""Trackers and readings as they are shown: in the reader's unit, with the last one beside the field for the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dayroom.apps.tracking.queries.home import agreed
from dayroom.apps.tracking.queries.profiles import Profile, profile_of
from dayroom.apps.tracking.queries.trackers import last_readings, readings_shown, seen_trackers, tracker_shown
from dayroom.apps.tracking.rules.units import written
from dayroom.apps.tracking.vocabulary import Audience, Scope, TrackerKind
from dayroom.apps.tracking.vocabulary.records import ReadingShown, Record, TrackerShown
from dayroom.apps.tracking.vocabulary.trackers import CHECK_IN, ENDS, GROUPS, NAMES, PAIRS, SCALE, SYMPTOM_ENDS
from dayroom.engines.measures import measure, units
from dayroom.kernel.ids import new_public_id
from dayroom.platform.sealing import vault_of

# units whose label is a word
WORDS = {
    "{steps}": gettext_lazy("steps"),
    "{score}": gettext_lazy("of 10"),
    "/min": pgettext_lazy("unit", "per minute"),
    "/s": pgettext_lazy("unit", "per second"),
}
HOME_MOST = 12  # trackers on the first page; the others are one tap away


@dataclass(frozen=True, slots=True)
class Card:
    """One tracker with the field for its next reading.

    last, when   the newest reading in words; empty where there is none
    scale        0 to 10 as buttons; `ends` what the ends mean
    pair         name of the second number; empty without one
    client_key   drawn anew for each page: this entry, sent twice, stands once
    """

    tracker: TrackerShown
    unit: str
    last: str = ""
    when: str = ""
    reading: str = ""
    scale: tuple[int, ...] = ()
    ends: tuple[str, str] = ("", "")
    pair: str = ""
    client_key: str = field(default_factory=new_public_id)


def unit_label(code: str) -> str:
    """A unit as people read it."""
    if code in WORDS:
        return str(WORDS[code])
    return units()[code].label if code in units() else code


def is_scale(tracker: TrackerShown) -> bool:
    if tracker.kind == TrackerKind.SYMPTOM:
        return True
    return bool(tracker.measure) and measure(tracker.measure).scale


def ends_of(tracker: TrackerShown) -> tuple[str, str]:
    low, high = ENDS.get(tracker.measure, SYMPTOM_ENDS)
    return str(low), str(high)


def reading_words(tracker: TrackerShown, reading: ReadingShown) -> str:
    """"120/80 mmHg", "5.6 mmol/L", "7 of 10"; a note without a number is its words."""
    if reading.value is None:
        return reading.note
    numbers = "/".join([number_words(tracker, reading.value), *(
        number_words(tracker, one) for one in reading.parts.values())])
    return f"{numbers} {unit_label(tracker.unit)}".strip()


def number_words(tracker: TrackerShown, value: Decimal) -> str:
    return written(tracker.measure, value, tracker.unit)


def when_words(moment: datetime, now: datetime) -> str:
    """Today with the time, yesterday, or the day."""
    local, today = localtime(moment), localtime(now).date()
    clock = date_format(local, "TIME_FORMAT")
    if local.date() == today:
        return _("today, %(clock)s") % {"clock": clock}
    if local.date() == today - timedelta(days=1):
        return _("yesterday, %(clock)s") % {"clock": clock}
    return date_format(local, "DATE_FORMAT")


def card(tracker: TrackerShown, last: ReadingShown | None, now: datetime) -> Card:
    pair = PAIRS.get(tracker.measure, "")
    return Card(
        tracker, unit_label(tracker.unit), last=reading_words(tracker, last) if last else "",
        when=when_words(last.taken_at, now) if last else "", reading=last.public_id if last else "",
        scale=SCALE if is_scale(tracker) else (), ends=ends_of(tracker), pair=str(NAMES[pair]) if pair else "",
    )


def for_reader(record: Record, tracker: TrackerShown, readings: Iterable[ReadingShown]) -> list[ReadingShown]:
    """Words, pictures, devices and who typed are for the owner and carers, as in the rest of a record; others read
    numbers. A list of notes that is shown to people one by one is shown as what it is."""
    if record.mine or record.may(Scope.SEE):
        return list(readings)
    notes = tracker.kind == TrackerKind.NOTE and tracker.audience == Audience.CHOSEN
    return [
        replace(one, note=one.note if notes else "", photo=False, source="", entered_by="", versions=1)
        for one in readings
    ]


def cards_of(record: Record, now: datetime, *, archived: bool = False) -> list[Card]:
    """Everything that is followed, but questionnaires, in the owner's order."""
    rows = list(seen_trackers(record, archived=archived).exclude(kind=TrackerKind.FORM))
    if not rows:
        return []
    vault = vault_of(record.owner_id)
    reader = reader_profile(record)
    last = last_readings(rows)
    made = []
    for row in rows:
        tracker = tracker_shown(row, vault, reader)
        held = readings_shown([last[row.pk]], tracker, vault, owner_id=record.owner_id) if row.pk in last else []
        held = for_reader(record, tracker, held)
        made.append(card(tracker, held[0] if held else None, now))
    return made


def reader_profile(record: Record) -> Profile:
    """Numbers are shown in the reader's own units, also in somebody else's record."""
    return profile_of(record.reader_id)


def home_part(record: Record, now: datetime) -> dict[str, Any] | None:
    """Quick entry on the first page."""
    cards = cards_of(record, now)
    if not cards and not record.may("ENTER"):
        return None
    return {
        "record": record, "cards": cards[:HOME_MOST], "more": len(cards) > HOME_MOST, "may_enter": record.may("ENTER"),
        "agreed": agreed(record.owner_id).record, "may_check_in": record.may("ENTER"),
    }


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    items: list[tuple[str, str]]


def catalog(followed: set[str]) -> list[Group]:
    """What can be followed and is not yet, in plain words."""
    made = [
        Group(str(name), [(key, str(NAMES[key])) for key in keys if key not in followed]) for name, keys in GROUPS
    ]
    return [one for one in made if one.items]


@dataclass(frozen=True, slots=True)
class Asked:
    key: str
    name: str
    low: str
    high: str
    marks: tuple[int, ...] = SCALE
    chosen: str = ""


def check_in_questions(chosen: dict[str, str] | None = None) -> list[Asked]:
    return [
        Asked(key, str(NAMES[key]), str(ENDS[key][0]), str(ENDS[key][1]), chosen=(chosen or {}).get(key, ""))
        for key in CHECK_IN
    ]


@dataclass(frozen=True, slots=True)
class VersionShown:
    words: str
    when: str
    changed: str


SPANS = {
    "30": gettext_lazy("30 days"), "90": gettext_lazy("90 days"), "365": gettext_lazy("1 year"),
    "all": gettext_lazy("All"),
}


def span_of(asked: str) -> str:
    return asked if asked in SPANS else "90"


def since_of(span: str, today: date, first: date | None) -> date:
    """Where a chart begins; all of it from the first day on, but never less than a month."""
    if span != "all":
        return today - timedelta(days=int(span) - 1)
    return min(first or today, today - timedelta(days=29))
