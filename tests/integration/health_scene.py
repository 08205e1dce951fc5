"""Ann's own record with some of everything in it, for tests and for pages that are looked at.

Each noun adds what it needs to `Health` and a `_<noun>` function to `build`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from dayroom.apps.tracking.actions.checkins import check_in
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.forms import answer_form, bring_form, publish_form
from dayroom.apps.tracking.actions.photos import keep_photo
from dayroom.apps.tracking.actions.readings import change_reading, enter_reading
from dayroom.apps.tracking.actions.trackers import follow_measure, follow_symptom
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.vocabulary.trackers import Entry
from dayroom.engines.measures import questionnaire, to_fhir

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member
    from dayroom.apps.tracking.vocabulary.records import Record


@dataclass(slots=True)
class Health:
    """Public ids of what stands in the record, for addresses."""

    owner: str = ""
    tracker: str = ""  # blood pressure, half a year of it
    symptom: str = ""  # of one's own
    notes: str = ""
    reading: str = ""  # changed once, with a picture
    danger: str = ""  # a dangerous one
    answer: str = ""  # PHQ-9, with the answer that asks for help
    form: str = ""  # brought in by the desk, live
    draft: str = ""  # brought in, not live


def build(owner: Member, carer: Member, now: datetime) -> Health:
    """The owner has agreed; `carer` may act for them. Everything is entered by the owner unless it is about the carer."""
    agree(member_id=owner.pk, language="en", now=now)
    made = Health(owner.public_id)
    _trackers(made, record_for(owner, "me"), now)
    _forms(made, record_for(owner, "me"), carer, now)
    return made


def _trackers(made: Health, record: Record, now: datetime) -> None:
    """Blood pressure over half a year, a symptom, a note; one reading that was changed, and one that is dangerous."""
    pressure = follow_measure(record=record, key="bp_systolic", now=now)
    for week in range(26, 0, -1):
        at = now - timedelta(days=7 * week)
        entry = Entry(value=str(128 + week % 5 * 3), part=str(82 + week % 4), unit="mm[Hg]", taken_at=at)
        last = enter_reading(record=record, tracker=pressure.public_id, entry=entry, now=now).row
    change_reading(record=record, public_id=last.public_id, now=now,
                   entry=Entry(value="131", part="84", unit="mm[Hg]", note="After the stairs."))
    picture = BytesIO()
    Image.new("RGB", (40, 30), "#0d5750").save(picture, "PNG")
    upload = SimpleUploadedFile("rash.png", picture.getvalue(), content_type="image/png")
    keep_photo(record=record, public_id=last.public_id, upload=upload, now=now)
    high = Entry(value="196", part="121", unit="mm[Hg]", sure=True, taken_at=now - timedelta(days=3))
    danger = enter_reading(record=record, tracker=pressure.public_id, entry=high, now=now).row
    symptom = follow_symptom(record=record, name="Tingling feet", now=now)
    enter_reading(record=record, tracker=symptom.public_id, entry=Entry(value="4"), now=now)
    note = check_in(record=record, marks={"mood": "6"}, note="A quiet day.", client_key="", now=now)[-1].row
    made.tracker, made.symptom, made.notes = pressure.public_id, symptom.public_id, note.tracker.public_id
    made.reading, made.danger = last.public_id, danger.public_id


def _forms(made: Health, record: Record, desk: Member, now: datetime) -> None:
    """PHQ-9 with an answer that asks for help; a questionnaire of the site, live, and a draft of it."""
    answers = {str(at): "1" for at in range(1, 10)}
    made.answer = answer_form(record=record, name="phq-9", answers=answers, now=now - timedelta(days=40)).public_id
    made.answer = answer_form(record=record, name="phq-9", answers=answers, now=now - timedelta(days=20)).public_id
    text = json.dumps(to_fhir(questionnaire("gad-2")))
    live, draft = (bring_form(text=text, by_id=desk.pk, now=now) for _ in range(2))
    publish_form(public_id=live.public_id, by_id=desk.pk, now=now)
    made.form, made.draft = live.public_id, draft.public_id
