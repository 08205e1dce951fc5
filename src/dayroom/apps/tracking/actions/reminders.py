"""Reminders: made, changed, answered in two taps, sent by the clock."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from dayroom.apps.notices.actions import mark_seen, tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.queries.consents import who_agreed
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.models import CalendarAddress, DoseSaid, Reminder, Treatment
from dayroom.apps.tracking.queries.access import seen_rows, ways_in
from dayroom.apps.tracking.queries.reminders import digest_of, plan_of, reminder_row, today_of, zone_of
from dayroom.apps.tracking.rules.reminders import OddSupply, check_plan, moments_of, next_moment
from dayroom.apps.tracking.vocabulary import Audience, Scope
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.reminders import (
    LATER_MINUTES,
    REMINDED_AT_ONCE,
    STALE_MINUTES,
    Dose,
    Plan,
)
from dayroom.kernel.errors import NotFound
from dayroom.platform.markup import clean_line
from dayroom.platform.sealing import vault_of

KIND, SUBJECT = "reminder", "reminder"
SUPPLIES_MOST = 60
SUPPLY_DAYS_MOST = 400


@dataclass(frozen=True, slots=True)
class Wish:
    """A reminder as it was asked for."""

    treatment: str
    plan: Plan
    by_mail: bool = False
    in_calendar: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class MailDue:
    """A mail that may leave now. What for does not stand in it."""

    email: str
    language: str


def keep_reminder(*, record: Record, wish: Wish, now: datetime, public_id: str = "") -> Reminder:
    """Make a reminder, or change the one named. Raises NotAgreed, NotFound, NoTime, TooManyTimes, OverAlready,
    WordsTooLong."""
    check_agreed(record.owner_id)
    words = clean_line(wish.words)
    check_plan(wish.plan, today_of(record.owner_id, now), words)
    treatment = seen_rows(record, Treatment.objects.all()).filter(public_id=wish.treatment).first()
    if treatment is None:
        raise NotFound()
    row = reminder_row(record, public_id) if public_id else Reminder(
        owner_id=record.owner_id, made_at=now, audience=Audience.ME if record.mine else Audience.CARERS
    )
    vault = vault_of(record.owner_id)
    told = vault.open(row) if public_id else {}
    row.treatment, row.by_mail, row.in_calendar, row.changed_at = treatment, wish.by_mail, wish.in_calendar, now
    row.sealed = vault.seal({**told, **_sealed(wish.plan), "words": words}, row)
    row.next_at = None if row.paused else next_moment(wish.plan, zone_of(record.owner_id), now)
    with transaction.atomic():
        row.save()
        note_access(record, KIND, ways_in(record, [row], KIND), now=now, scope=Scope.ENTER)
    return row


def _sealed(plan: Plan) -> dict[str, object]:
    return {
        "times": [at.isoformat("minutes") for at in sorted(set(plan.times))], "weekdays": sorted(plan.weekdays),
        "starts_on": plan.starts_on.isoformat() if plan.starts_on else "",
        "until_on": plan.until_on.isoformat() if plan.until_on else "",
    }


def pause_reminder(*, record: Record, public_id: str, paused: bool, now: datetime) -> None:
    """Stop for a while, or go on. Raises NotFound."""
    row = reminder_row(record, public_id)
    plan = plan_of(vault_of(record.owner_id).open(row))
    row.paused, row.changed_at = paused, now
    row.next_at = None if paused else next_moment(plan, zone_of(record.owner_id), now)
    row.save(update_fields=["paused", "changed_at", "next_at"])
    note_access(record, KIND, ways_in(record, [row], KIND), now=now, scope=Scope.ENTER)


def delete_reminder(*, record: Record, public_id: str, now: datetime) -> None:
    """With what was answered, for good. Raises NotFound."""
    row = reminder_row(record, public_id)
    note_access(record, KIND, ways_in(record, [row], KIND), now=now, scope=Scope.ENTER)
    row.delete()


def say_dose(*, record: Record, public_id: str, due_at: datetime, said: str, now: datetime) -> None:
    """What somebody says about one time; saying it again changes it. "Later" is told once more after half an hour.
    Raises NotFound for a time that is not in the plan or has not come."""
    check_agreed(record.owner_id)
    row, vault = reminder_row(record, public_id), vault_of(record.owner_id)
    zone = zone_of(record.owner_id)
    planned = moments_of(plan_of(vault.open(row)), due_at.astimezone(zone).date(), zone)
    if said not in Dose.values or due_at not in planned or due_at > now:
        raise NotFound()
    with transaction.atomic():
        dose = DoseSaid.objects.select_for_update().filter(reminder=row, due_at=due_at).first()
        dose = dose or DoseSaid(reminder=row, owner_id=record.owner_id, due_at=due_at)
        dose.sealed = vault.seal({"said": said, "at": now.isoformat()}, dose)
        dose.open = said == Dose.LATER
        dose.again_at = now + timedelta(minutes=LATER_MINUTES) if dose.open else None
        dose.save()
        note_access(record, KIND, ways_in(record, [row], KIND), now=now, scope=Scope.ENTER)
        mark_seen(member_id=record.reader_id, subject=(SUBJECT, row.pk), now=now)


def add_supply(*, record: Record, public_id: str, on: date, days: int, now: datetime) -> None:
    """A supply that was picked up: it says how long it lasts, not whether it was taken. Raises OddSupply, NotFound."""
    check_agreed(record.owner_id)
    row, vault = reminder_row(record, public_id), vault_of(record.owner_id)
    if not 0 < days <= SUPPLY_DAYS_MOST or on > today_of(record.owner_id, now):
        raise OddSupply()
    told = vault.open(row)
    held: Sequence[Sequence[object]] = [*told.get("supplies", ()), [on.isoformat(), days]]
    row.sealed = vault.seal({**told, "supplies": sorted(held, key=lambda one: str(one[0]))[-SUPPLIES_MOST:]}, row)
    row.changed_at = now
    row.save(update_fields=["sealed", "changed_at"])


def make_calendar(*, owner_id: int, now: datetime) -> str:
    """A new secret address; the one before opens nothing from now on. Returns the token. Raises NotAgreed."""
    check_agreed(owner_id)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        CalendarAddress.objects.filter(owner_id=owner_id).delete()
        row = CalendarAddress(owner_id=owner_id, digest=digest_of(token), made_at=now)
        row.sealed = vault_of(owner_id).seal({"token": token}, row)
        row.save()
    return token


def end_calendar(*, owner_id: int) -> None:
    CalendarAddress.objects.filter(owner_id=owner_id).delete()


def remind(now: datetime) -> list[MailDue]:
    """Tell whoever has a time now, and say which mails may leave. Each time is claimed before it is told: a worker that
    dies tells nobody twice. What is hours late is not told any more."""
    mails: list[MailDue] = []
    due = Reminder.objects.filter(paused=False, next_at__lte=now).order_by("next_at").values_list("pk", flat=True)
    for pk in list(due[:REMINDED_AT_ONCE]):
        mails += _remind_one(pk, now)
    again = DoseSaid.objects.filter(again_at__lte=now).order_by("again_at").values_list("pk", flat=True)
    for pk in list(again[:REMINDED_AT_ONCE]):
        mails += _remind_again(pk, now)
    return mails


def _remind_one(pk: int, now: datetime) -> list[MailDue]:
    with transaction.atomic():
        row = Reminder.objects.select_for_update().filter(pk=pk, paused=False, next_at__lte=now).first()
        if row is None or row.next_at is None:
            return []
        fresh = now - row.next_at <= timedelta(minutes=STALE_MINUTES)
        row.next_at = next_moment(plan_of(vault_of(row.owner_id).open(row)), zone_of(row.owner_id), now)
        row.save(update_fields=["next_at"])
        return _told(row, now) if fresh and _may_tell(row) else []


def _remind_again(pk: int, now: datetime) -> list[MailDue]:
    with transaction.atomic():
        dose = DoseSaid.objects.select_for_update().filter(pk=pk, again_at__lte=now).first()
        if dose is None:
            return []
        dose.again_at = None
        dose.save(update_fields=["again_at"])
        return _told(dose.reminder, now) if _may_tell(dose.reminder) and not dose.reminder.paused else []


def _may_tell(row: Reminder) -> bool:
    return row.owner.is_active and row.owner_id in who_agreed([row.owner_id], Purpose.OWN_RECORD)


def _told(row: Reminder, now: datetime) -> list[MailDue]:
    tell(member_ids=[row.owner_id], kind=NoticeKind.REMINDER, now=now, subject=(SUBJECT, row.pk))
    return [MailDue(row.owner.email, row.owner.language)] if row.by_mail and row.owner.email else []
