"""How are you today: mood, pain, tiredness and a few words, all at once and none of it required."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.actions.readings import Entered, keep_entry
from dayroom.apps.tracking.actions.trackers import note_tracker, tracker_for
from dayroom.apps.tracking.rules.readings import NothingEntered
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.trackers import CHECK_IN, SCALE_UNIT, Entry
from dayroom.platform.sealing import vault_of


def check_in(
    *, record: Record, marks: Mapping[str, str], note: str, client_key: str, now: datetime
) -> list[Entered]:
    """Keep what was answered: measure → number from 0 to 10, and a note. Raises NotAgreed, NothingEntered, NotANumber,
    ImpossibleValue, NoteTooLong. All of it or nothing."""
    check_agreed(record.owner_id)
    vault = vault_of(record.owner_id)
    answered = [(key, marks[key]) for key in CHECK_IN if marks.get(key, "").strip()]
    if not answered and not note.strip():
        raise NothingEntered()
    with transaction.atomic():
        made = []
        for key, mark in answered:
            row = tracker_for(record, key, vault, now=now)
            entry = Entry(value=mark, unit=SCALE_UNIT, client_key=_key(client_key, key))
            made.append(keep_entry(record, row, vault, entry, now=now))
        if note.strip():
            row = note_tracker(record, vault, now=now)
            entry = Entry(note=note, client_key=_key(client_key, "note"))
            made.append(keep_entry(record, row, vault, entry, now=now))
    return made


def _key(client_key: str, part: str) -> str:
    return f"{client_key[:30]}.{part}" if client_key else ""
