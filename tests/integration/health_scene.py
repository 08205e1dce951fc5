"""Ann's own record with some of everything in it, for tests and for pages that are looked at.

Each noun adds what it needs to `Health` and a `_<noun>` function to `build`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from dayroom.apps.tracking.actions.access import note_opening
from dayroom.apps.tracking.actions.apps import make_key
from dayroom.apps.tracking.actions.cards import put_cards
from dayroom.apps.tracking.actions.carers import answer_proxy, ask_proxy
from dayroom.apps.tracking.actions.checkins import check_in
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.forms import answer_form, bring_form, publish_form
from dayroom.apps.tracking.actions.goals import (
    GoalWords,
    begin_goal,
    begin_programme,
    note_goal,
    say_what_helped,
    tick_step,
)
from dayroom.apps.tracking.actions.handing import make_link
from dayroom.apps.tracking.actions.imports import bring_file, read_batch
from dayroom.apps.tracking.actions.kept import keep_person
from dayroom.apps.tracking.actions.kept import make_link as take_over_link
from dayroom.apps.tracking.actions.matching import show_card
from dayroom.apps.tracking.actions.photos import keep_photo
from dayroom.apps.tracking.actions.readings import change_reading, enter_reading
from dayroom.apps.tracking.actions.reminders import Wish, keep_reminder, make_calendar
from dayroom.apps.tracking.actions.reports import keep_report, save_step, start_report
from dayroom.apps.tracking.actions.sheets import make_sheet, share_sheet
from dayroom.apps.tracking.actions.takings import ask_for_taking, keep_taking
from dayroom.apps.tracking.actions.told import keep_told
from dayroom.apps.tracking.actions.trackers import follow_measure, follow_symptom
from dayroom.apps.tracking.models import ImportBatch, PublishedLedger, Reminder
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.rules.counting import columns_of, plan_of
from dayroom.apps.tracking.rules.matching import CardFacts
from dayroom.apps.tracking.vocabulary.files import TakingChoice
from dayroom.apps.tracking.vocabulary.reminders import Plan
from dayroom.apps.tracking.vocabulary.reports import ForPurpose, Said, SideEffect
from dayroom.apps.tracking.vocabulary.sheets import SheetChoice
from dayroom.apps.tracking.vocabulary.trackers import Entry
from dayroom.engines.disclosure import Ledger, as_table, publish
from dayroom.engines.measures import questionnaire, to_fhir

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member
    from dayroom.apps.tracking.vocabulary.records import Record


@dataclass(slots=True)
class Health:
    """Public ids of what stands in the record, for addresses."""

    owner: str = ""
    condition: str = ""
    proxy: str = ""  # the carer's, in force
    kept: str = ""  # a person without an account whom the owner keeps
    take_over: str = ""  # the link to a record that the carer keeps
    tracker: str = ""  # blood pressure, half a year of it
    symptom: str = ""  # of one's own
    notes: str = ""
    reading: str = ""  # changed once, with a picture
    danger: str = ""  # a dangerous one
    answer: str = ""  # PHQ-9, with the answer that asks for help
    form: str = ""  # brought in by the desk, live
    draft: str = ""  # brought in, not live
    report: str = ""  # about a treatment, kept, with changes not kept yet
    goal: str = ""  # of one's own, with steps and a note
    walked: str = ""  # a guided programme that was begun
    reminder: str = ""
    sheet: str = ""
    shared: str = ""  # the token of a link to the sheet
    batch: str = ""  # an export that was read, with something left out and something found
    table: str = ""  # a table that waits for its columns
    taking: str = ""  # a file to take along that is ready
    receive: str = ""  # a link for handing in


def build(owner: Member, carer: Member, now: datetime) -> Health:
    """The owner has agreed; `carer` may act for them. Everything is entered by the owner unless it is about the carer."""
    agree(member_id=owner.pk, language="en", now=now)
    made = Health(owner.public_id)
    _told(made, owner, carer, now)
    _trackers(made, record_for(owner, "me"), now)
    _forms(made, record_for(owner, "me"), carer, now)
    _reports(made, record_for(owner, "me"), carer, now)
    _plans(made, record_for(owner, "me"), now)
    _files(made, record_for(owner, "me"), now)
    return made


def _files(made: Health, record: Record, now: datetime) -> None:
    """A clinic's bundle and two devices that count the same steps; a table; a key, a link, and a file to take along."""
    own = {"subject": {"reference": "Patient/p"}}
    bundle = {"resourceType": "Bundle", "entry": [
        {"resource": {"resourceType": "Patient", "id": "p"}},
        {"resource": {"resourceType": "Condition", "code": {"text": "Hay fever"}, "onsetDateTime": "2019-05-01", **own}},
        {"resource": {"resourceType": "Observation", "status": "final", "code": {}, **own}},
        {"resource": {"resourceType": "Claim", **own}},
    ]}  # fmt: skip
    made.batch = _brought(record, json.dumps(bundle).encode(), "clinic.json", now).public_id
    day = f"{now - timedelta(days=3):%Y-%m-%d}"
    steps = "".join(
        f'<Record type="HKQuantityTypeIdentifierStepCount" sourceName="{source}" unit="count" value="{count}" '
        f'startDate="{day} 08:00:00 +0000" endDate="{day} 08:30:00 +0000"/>'
        for source, count in (("Watch", 900), ("Phone", 850))
    )
    _brought(record, f"<HealthData>{steps}</HealthData>".encode(), "export.xml", now)
    made.table = _brought(record, b"Day,Sugar\n2026-03-01,5.6\n2026-03-02,none\n", "sugar.csv", now).public_id
    make_key(record=record, name="Diary", scopes=["Observation"], days=90, now=now)
    made.receive = make_link(record=record, now=now)[0].public_id
    choice = TakingChoice(("conditions",))
    taking = ask_for_taking(record=record, form="HTML", choice=choice, large=False, now=now)
    keep_taking(taking=taking, pieces=[b"<!doctype html>"], now=now)
    made.taking = taking.public_id


def _brought(record: Record, content: bytes, name: str, now: datetime) -> ImportBatch:
    batch = bring_file(record=record, name=name, size=len(content), pieces=[content], now=now)
    read_batch(batch_id=batch.pk, now=now)
    return batch


def _told(made: Health, owner: Member, carer: Member, now: datetime) -> None:
    """A condition and an event; the carer acts for the owner and has looked; each keeps somebody without an account."""
    record = record_for(owner, "me")
    made.condition = keep_told(record=record, kind="condition", now=now, today=now.date(),
                               values={"text": "Asthma", "certainty": "DIAGNOSED", "first_seen_on": "2019"})
    keep_told(record=record, kind="lifeevent", now=now, today=now.date(), values={"title": "Moved", "on": "2022-05"})
    row = ask_proxy(by=owner, owner=owner, carer=carer, authority="ASKED", scopes=["SEE"], until_on=None, now=now,
                    today=now.date())
    answer_proxy(by=carer, public_id=row.public_id, accepts=True, now=now)
    note_opening(owner.pk, actor_id=carer.pk, way="CARER", kind="condition", item=made.condition, now=now)
    made.proxy = row.public_id
    made.kept = keep_person(carer=owner, name="Dad", authority="PROXY", language="en", now=now).public_id
    other = keep_person(carer=carer, name="Mum", authority="PROXY", language="en", now=now)
    made.take_over = take_over_link(carer=carer, public_id=other.public_id, now=now)


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


def _reports(made: Health, record: Record, other: Member, now: datetime) -> None:
    """A report of the owner's; numbers of made-up people about two treatments; the owner and one more to be found."""
    treatment = keep_told(record=record, kind="treatment", values={"name": "Metformin"}, now=now, today=now.date())
    made.report = start_report(record=record, treatment_id=treatment, now=now).public_id
    said = Said(purposes=(ForPurpose("Type 2 diabetes", "MODERATE"),), severity="MILD", taking="STILL",
                side_effects=(SideEffect("nausea", "MILD", "nausea"),), advice="Take it with food.")
    save_step(record=record, public_id=made.report, said=said, now=now)
    keep_report(record=record, public_id=made.report, audience="ME", place_id=None, now=now)
    save_step(record=record, public_id=made.report, said=said, now=now)
    for name, helped in (("metformin", "MODERATE"), ("semaglutide", "MAJOR")):
        subject = f"{name}/type-2-diabetes"
        told = replace(said, purposes=(ForPurpose("Type 2 diabetes", helped),))
        few = replace(told, purposes=(ForPurpose("Type 2 diabetes", "NONE"),), severity="SEVERE", side_effects=())
        rows = [columns_of(one, birth_year=1960, sex="FEMALE", today=now.date()) for one in [told] * 40 + [few] * 14]
        ledger = publish(Ledger(plan_of(subject)), rows)
        PublishedLedger.objects.create(subject=subject, table=as_table(ledger), release=1, people=ledger.people,
                                       counted_on=now.date())
    for person in (record.owner_id, other.pk):
        show_card(member_id=person, facts=CardFacts(treatments=("Metformin",)), shown={}, weights={}, language="en",
                  now=now)


def _plans(made: Health, record: Record, now: datetime) -> None:
    """A goal, a programme, a reminder that waits for an answer, a sheet with a link, a card in a post."""
    words = GoalWords("Walk to the bakery", "I sleep better then", steps=("Shoes by the door", "Go"))
    made.goal = begin_goal(record=record, words=words, now=now).public_id
    note_goal(record=record, public_id=made.goal, text="Rain, went anyway.", now=now)
    say_what_helped(record=record, public_id=made.goal, text="Company.", now=now)
    made.walked = begin_programme(record=record, key="pacing", now=now).public_id
    tick_step(record=record, public_id=made.walked, key="rest", done=True, on=now.date(), now=now)
    taken = keep_told(record=record, kind="treatment", values={"name": "Salt tablets"}, now=now, today=now.date())
    plan = Plan((time(0, 30), time(12, 30)))
    made.reminder = keep_reminder(record=record, wish=Wish(taken, plan, in_calendar=True), now=now).public_id
    Reminder.objects.update(made_at=now - timedelta(days=3))
    make_calendar(owner_id=record.owner_id, now=now)
    choice = SheetChoice(
        (now - timedelta(days=90)).date(), now.date(), ("May I take it at night?",), treatments=(taken,),
        trackers=(made.tracker,), forms=("phq-9",),
    )
    made.sheet = make_sheet(record=record, choice=choice, now=now).public_id
    made.shared = share_sheet(record=record, public_id=made.sheet, days=7, whom="Dr Okoye", now=now).token
    put_cards(owner_id=record.owner_id, offers=[f"CHART.{made.tracker}"], place_id=0, readers="", now=now)
