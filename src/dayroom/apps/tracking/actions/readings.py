"""Enter a reading, mend it, take it away and bring it back."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction

from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.actions.days import refresh_moment
from dayroom.apps.tracking.models import Reading, ReadingVersion, Tracker
from dayroom.apps.tracking.queries.profiles import Profile, profile_of
from dayroom.apps.tracking.queries.trackers import entered_before, seen_reading, seen_tracker
from dayroom.apps.tracking.rules.readings import (
    GoneAlready,
    NothingEntered,
    OneNumberMissing,
    check_moment,
    check_note,
    check_pair,
    check_scale,
    check_sure,
    number_typed,
)
from dayroom.apps.tracking.rules.units import check_unit
from dayroom.apps.tracking.vocabulary import Scope, TrackerKind, Way
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.trackers import PAIRS, SCALE_UNIT, UNDO_TABLE, Entry
from dayroom.engines.measures import Judged, Level, is_jump, judge_reading, measure
from dayroom.platform.crypto import KeyMissing
from dayroom.platform.files import delete_files
from dayroom.platform.markup import clean
from dayroom.platform.sealing import Vault, vault_of

Kept = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entered:
    """The row, and how soon somebody needs help; None for nearly all readings."""

    row: Reading
    danger: Level | None = None


def enter_reading(*, record: Record, tracker: str, entry: Entry, now: datetime) -> Entered:
    """Keep one reading. The same client_key twice is the same reading.

    Raises NotFound, NotAgreed, NothingEntered, NotANumber, ImpossibleValue, WrongUnit, OneNumberMissing,
    UpperBelowLower, NotOnScale, FutureDate, TooLongAgo, NoteTooLong, LookAgain (once, where a number is unusual).
    """
    check_agreed(record.owner_id)
    row, vault = seen_tracker(record, tracker), vault_of(record.owner_id)
    return keep_entry(record, row, vault, entry, now=now)


def keep_entry(record: Record, tracker: Tracker, vault: Vault, entry: Entry, *, now: datetime) -> Entered:
    """The same for a tracker in hand."""
    key = entry.client_key
    held = entered_before(record.owner_id, key)
    if held is not None:
        return Entered(held, danger_of(held, tracker, vault, profile_of(record.owner_id, vault), now))
    profile = profile_of(record.owner_id, vault)
    kept, judged = _read(vault.open(tracker), tracker.kind, entry, profile, now)
    moment = entry.taken_at or now
    check_moment(moment, now=now)
    _ask(tracker, vault, (kept, judged, moment), entry, profile)
    row = Reading(tracker=tracker, owner_id=record.owner_id, taken_at=moment, client_key=key, made_at=now,
                  changed_at=now, entered_by_id=record.reader_id)
    row.sealed = vault.seal(kept, row)
    try:
        with transaction.atomic():
            Tracker.objects.select_for_update().get(pk=tracker.pk)  # two entries of one day, one after the other
            row.save()
            refresh_moment(tracker, moment, vault)
            _noted(record, tracker, now)
    except IntegrityError:
        # the same entry came over two lines at once
        held = entered_before(record.owner_id, key)
        if held is None:
            raise
        row = held
    return Entered(row, _worst(judged))


def change_reading(*, record: Record, public_id: str, entry: Entry, now: datetime) -> Entered:
    """Mend a reading; what it said before is kept. Raises as enter_reading."""
    check_agreed(record.owner_id)
    row, tracker = seen_reading(record, public_id)
    vault = vault_of(record.owner_id)
    before, was_at = vault.open(row), row.taken_at
    profile = profile_of(record.owner_id, vault)
    kept, judged = _read(vault.open(tracker), tracker.kind, entry, profile, now)
    moment = entry.taken_at or was_at
    check_moment(moment, now=now)
    _ask(tracker, vault, (kept, judged, moment), entry, profile, but=row)
    if before.get("source"):
        kept["source"] = before["source"]
    if (kept, moment) == (before, was_at):
        return Entered(row, _worst(judged))
    version = ReadingVersion(reading=row, changed_at=now, changed_by_id=record.reader_id)
    version.sealed = vault.seal({**before, "taken_at": was_at.isoformat()}, version)
    with transaction.atomic():
        Tracker.objects.select_for_update().get(pk=tracker.pk)
        version.save()
        row.taken_at, row.changed_at, row.versions = moment, now, row.versions + 1
        row.sealed = vault.seal(kept, row)
        row.save(update_fields=["taken_at", "changed_at", "versions", "sealed"])
        for one in {was_at, moment}:
            refresh_moment(tracker, one, vault)
        _noted(record, tracker, now)
    return Entered(row, _worst(judged))


def delete_reading(*, record: Record, public_id: str, now: datetime) -> tuple[Tracker, str]:
    """Take a reading away with its history and picture. Returns its tracker and what brings it back: sealed with the
    owner's key, kept by whoever asks, and nowhere else. A picture does not come back. Raises NotFound."""
    row, tracker = seen_reading(record, public_id)
    vault = vault_of(record.owner_id)
    told = {
        "tracker": tracker.public_id, "taken_at": row.taken_at.isoformat(), "kept": vault.open(row),
        "client_key": row.client_key, "entered_by": row.entered_by_id, "made_at": row.made_at.isoformat(),
        "ended_at": row.ended_at.isoformat() if row.ended_at else None, "batch": row.batch_id,
    }
    sealed = vault.seal_at(told, table=UNDO_TABLE, public_id=row.public_id)
    with transaction.atomic():
        if row.photo:
            transaction.on_commit(partial(delete_files, [row.photo]))
        moment = row.taken_at
        row.delete()
        refresh_moment(tracker, moment, vault)
        _noted(record, tracker, now)
    return tracker, json.dumps([public_id, base64.b64encode(sealed).decode()])


def bring_back(*, record: Record, undo: str, now: datetime) -> Tracker:
    """Undo `delete_reading`. Raises GoneAlready where it stands again, or the key is gone; NotFound, NotAgreed."""
    check_agreed(record.owner_id)
    vault = vault_of(record.owner_id)
    public_id, told = _undone(undo, vault)
    tracker = seen_tracker(record, told["tracker"])
    row = Reading(
        public_id=public_id, tracker=tracker, owner_id=record.owner_id, client_key=told["client_key"],
        taken_at=datetime.fromisoformat(told["taken_at"]), made_at=datetime.fromisoformat(told["made_at"]),
        ended_at=datetime.fromisoformat(told["ended_at"]) if told["ended_at"] else None,
        entered_by_id=told["entered_by"], batch_id=told["batch"], changed_at=now,
    )
    row.sealed = vault.seal(told["kept"], row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            refresh_moment(tracker, row.taken_at, vault)
            _noted(record, tracker, now)
    except IntegrityError as fault:
        raise GoneAlready() from fault
    return tracker


def danger_of(row: Reading, tracker: Tracker, vault: Vault, profile: Profile, now: datetime) -> Level | None:
    """How soon somebody needs help, judged anew from what is kept: nothing of it is stored."""
    return _worst(judged_again(row, tracker, vault, profile, now))


def judged_again(
    row: Reading, tracker: Tracker, vault: Vault, profile: Profile, now: datetime
) -> list[Judged]:
    kept, key = vault.open(row), vault.open(tracker).get("measure", "")
    numbers = {key: kept.get("value"), **kept.get("parts", {})}
    return [
        _judged(one, Decimal(number), kept["unit"], profile, now)
        for one, number in numbers.items()
        if one and number is not None
    ]


def _read(opened: Kept, kind: str, entry: Entry, profile: Profile, now: datetime) -> tuple[Kept, list[Judged]]:
    """What is sealed, from what was typed; and what to make of it."""
    note = clean(entry.note)
    check_note(note)
    key = opened.get("measure", "")
    if kind == TrackerKind.NOTE or not entry.value.strip():
        if not note or entry.part.strip():
            raise OneNumberMissing() if entry.part.strip() else NothingEntered()
        return {"value": None, "unit": entry.unit, "note": note}, []
    value = number_typed(entry.value)
    if not key:
        return {"value": f"{check_scale(value):f}", "unit": SCALE_UNIT, "note": note}, []
    if measure(key).scale:
        check_scale(value)
    unit = check_unit(key, entry.unit or profile.unit(key))
    kept: Kept = {"value": f"{value:f}", "unit": unit, "note": note}
    judged = [_judged(key, value, unit, profile, now)]
    if pair := PAIRS.get(key, ""):
        if not entry.part.strip():
            raise OneNumberMissing()
        lower = number_typed(entry.part)
        judged.append(_judged(pair, lower, unit, profile, now))
        check_pair(value, lower)
        kept["parts"] = {pair: f"{lower:f}"}
    return kept, judged


def _ask(
    tracker: Tracker, vault: Vault, read: tuple[Kept, list[Judged], datetime], entry: Entry, profile: Profile,
    *, but: Reading | None = None,
) -> None:  # fmt: skip
    """Once more, where a number is unusual or far from the one before it. Raises LookAgain."""
    kept, judged, moment = read
    if judged and not entry.sure:
        days, before = _before(tracker, vault, moment, but)
        key = vault.open(tracker).get("measure", "")
        jumps = before.get("value") is not None and is_jump(
            key, kept["value"], kept["unit"], last=before["value"], last_unit=before["unit"], days=days,
            age_years=profile.age(moment.date()),
        )
        check_sure([one.verdict for one in judged], sure=entry.sure, danger=_worst(judged), jumps=jumps)


def _before(tracker: Tracker, vault: Vault, moment: datetime, but: Reading | None) -> tuple[float, Kept]:
    """The reading before a moment, and how many days before; the one that is being mended does not count."""
    rows = Reading.objects.filter(tracker=tracker, set_aside=False, taken_at__lte=moment)
    last = (rows if but is None else rows.exclude(pk=but.pk)).order_by("-taken_at", "-id").first()
    return ((moment - last.taken_at).total_seconds() / 86400, vault.open(last)) if last is not None else (0, {})


def _judged(key: str, value: Decimal, unit: str, profile: Profile, now: datetime) -> Judged:
    age = profile.age(now.date())
    return judge_reading(key, value, unit, age_years=age, best=profile.best_of(key))


def _worst(judged: list[Judged]) -> Level | None:
    levels = {one.danger for one in judged}
    return Level.NOW if Level.NOW in levels else next((level for level in levels if level is not None), None)


def _undone(undo: str, vault: Vault) -> tuple[str, Kept]:
    try:
        public_id, sealed = json.loads(undo)
        return public_id, vault.open_at(base64.b64decode(sealed), table=UNDO_TABLE, public_id=public_id)
    except (ValueError, TypeError, binascii.Error, KeyMissing) as fault:
        raise GoneAlready() from fault


def _noted(record: Record, tracker: Tracker, now: datetime) -> None:
    note_access(record, "tracker", {tracker.public_id: Way.CARER}, now=now, scope=Scope.ENTER)


