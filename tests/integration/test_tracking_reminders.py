"""Reminders: told once, without a word of what for, answered in two taps, in a calendar that can be closed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from dayroom.apps.notices.models import Notice
from dayroom.apps.people.actions import change_profile, withdraw_consent
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.readings import enter_reading
from dayroom.apps.tracking.actions.reminders import remind
from dayroom.apps.tracking.actions.trackers import follow_symptom
from dayroom.apps.tracking.adapters.mails import send_reminder
from dayroom.apps.tracking.models import Reminder, Treatment
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.days import days_of
from dayroom.apps.tracking.vocabulary.trackers import Entry
from dayroom.platform.sealing import vault_of
from tests import cast
from tests.integration import health_scene
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db
NAME = "Metformin"


@pytest.fixture
def ann():
    """Ann takes something and has a reminder for it, at a time a minute from now."""
    person, now = cast.ann(), timezone.now()
    health_scene.agree(member_id=person.pk, language="en", now=now)
    row = Treatment(owner_id=person.pk, made_at=now, changed_at=now)
    row.sealed = vault_of(person.pk).seal({"name": NAME}, row)
    row.save()
    at = (now - timedelta(minutes=1)).strftime("%H:%M")
    form = {"treatment": row.public_id, "time1": at, "by_mail": "on", "in_calendar": "on"}
    assert signed_in(person).post("/health/me/reminders/new", form).status_code == 302
    return person


def test_a_reminder_is_told_once_by_notice_and_mail_and_neither_says_what_for(ann) -> None:
    row = Reminder.objects.get()
    due = row.next_at + timedelta(seconds=5)
    assert [send_reminder(one) for one in remind(due)] == [True]
    assert remind(due) == []
    assert mail.outbox[0].subject == "A reminder"
    assert NAME not in mail.outbox[0].body
    assert Notice.objects.get(member=ann).kind == "REMINDER"
    assert NAME not in signed_in(ann).get("/notices/").content.decode()
    row.refresh_from_db()
    assert row.next_at == due.replace(second=0, microsecond=0) + timedelta(days=1)
    withdraw_consent(member_id=ann.pk, purpose=Purpose.OWN_RECORD, now=due)
    assert remind(row.next_at + timedelta(seconds=5)) == []


def test_what_is_hours_late_is_not_told_and_a_dose_is_answered_from_the_page(ann) -> None:
    row = Reminder.objects.get()
    assert remind(row.next_at + timedelta(hours=3)) == []
    Reminder.objects.update(made_at=timezone.now() - timedelta(days=2))
    client = signed_in(ann)
    page = client.get("/health/me/reminders/").content.decode()
    at = page.split('name="due_at" value="')[1].split('"')[0]
    said = {"due_at": at, "said": "TAKEN"}
    assert client.post(f"/health/me/reminders/{row.public_id}/said", said).status_code == 302
    assert "· taken" in client.get("/health/me/reminders/").content.decode()
    wrong = {"due_at": "2020-01-01T08:00:00+00:00", "said": "TAKEN"}
    assert client.post(f"/health/me/reminders/{row.public_id}/said", wrong).status_code == 404


def test_the_calendar_says_only_reminder_and_its_address_can_be_closed(ann) -> None:
    client = signed_in(ann)
    client.post("/health/me/reminders/calendar", {"do": "new"})
    page = client.get("/health/me/reminders/").content.decode()
    address = "/health/calendar/" + page.split("/health/calendar/")[1].split(".ics")[0] + ".ics"
    feed = Client().get(address)
    words = feed.content.decode()
    assert words.count("BEGIN:VEVENT") > 50
    assert "SUMMARY:Reminder" in words
    assert NAME not in words
    assert feed["Cache-Control"] == "private, no-store"
    client.post("/health/me/reminders/calendar", {"do": "end"})
    assert Client().get(address).status_code == 404


def test_days_and_reminders_follow_their_owner_to_another_time_zone(ann, django_capture_on_commit_callbacks) -> None:
    record, vault = record_for(ann, "me"), vault_of(ann.pk)
    late = datetime(2025, 3, 1, 23, 30, tzinfo=UTC)
    tracker = follow_symptom(record=record, name="Itching", now=late)
    enter_reading(record=record, tracker=tracker.public_id, entry=Entry(value="3", taken_at=late), now=late)
    before = Reminder.objects.get().next_at
    with django_capture_on_commit_callbacks(execute=True) as queued:
        change_profile(member=ann, changes={"about": "Here"}, now=late)
    assert queued == []
    with django_capture_on_commit_callbacks(execute=True):
        change_profile(member=ann, changes={"time_zone": "Asia/Tokyo"}, now=late)
    (day,), _second = days_of(tracker, vault)
    assert day.on.isoformat() == "2025-03-02"
    # 9 hours earlier, or as much later today where that is over
    assert (before - Reminder.objects.get().next_at) % timedelta(days=1) == timedelta(hours=9)
