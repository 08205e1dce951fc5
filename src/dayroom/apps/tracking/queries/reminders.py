"""Reminders of a record, what waits for an answer, and how it went."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.timezone import localdate

from dayroom.apps.people.queries.consents import who_agreed
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.models import CalendarAddress, DoseSaid, Reminder, Treatment
from dayroom.apps.tracking.queries.access import seen_rows
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.rules.reminders import KEPT_DAYS, kept_of, moments_between
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.reminders import CALENDAR_DAYS, OPEN_HOURS, DoseDue, Kept, Plan, ReminderShown
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import Vault, vault_of

ANSWERS_MOST = 400


def reminder_rows(record: Record) -> list[Reminder]:
    """Oldest first; those of a treatment that was deleted are left out."""
    return list(_standing(record).order_by("id"))


def _standing(record: Record) -> QuerySet[Reminder]:
    """A reminder names its treatment: who may not see that any more does not see the reminder."""
    rows = seen_rows(record, Reminder.objects.filter(treatment__removed_at=None)).select_related("treatment")
    return rows if record.mine else rows.filter(treatment__in=seen_rows(record, Treatment.objects.all()))


def reminder_row(record: Record, public_id: str) -> Reminder:
    """Raises NotFound."""
    rows = _standing(record)
    found = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def plan_of(kept: dict[str, Any]) -> Plan:
    def day(name: str) -> date | None:
        return date.fromisoformat(kept[name]) if kept.get(name) else None

    return Plan(
        tuple(time.fromisoformat(one) for one in kept.get("times", ())), frozenset(kept.get("weekdays", ())),
        day("starts_on"), day("until_on"),
    )


def reminder_shown(row: Reminder, vault: Vault) -> ReminderShown:
    kept = vault.open(row)
    return ReminderShown(
        public_id=row.public_id, treatment=str(vault.open(row.treatment).get("name", "")),
        treatment_id=row.treatment.public_id, plan=plan_of(kept), by_mail=row.by_mail, in_calendar=row.in_calendar,
        words=kept.get("words", ""), paused=row.paused, next_at=row.next_at,
        supplies=tuple((date.fromisoformat(on), days) for on, days in kept.get("supplies", ())),
    )


def zone_of(owner_id: int) -> ZoneInfo:
    return profile_of(owner_id).zone


def doses_waiting(record: Record, now: datetime) -> list[DoseDue]:
    """Times of the last day, newest first, with what was said about them; worked out from the plans, so that a worker
    that was down takes nothing away."""
    rows = reminder_rows(record)
    if not rows:
        return []
    vault, zone, since = vault_of(record.owner_id), zone_of(record.owner_id), now - timedelta(hours=OPEN_HOURS)
    said = said_of(rows, vault, since=since)
    found = []
    for row in rows:
        shown = reminder_shown(row, vault)
        start = max(since, row.made_at)
        found += [
            DoseDue(row.public_id, shown.treatment, at, said.get((row.pk, at), ""))
            for at in moments_between(shown.plan, zone, start, now) if not row.paused
        ]
    return sorted(found, key=lambda one: one.due_at, reverse=True)


def said_of(rows: list[Reminder], vault: Vault, *, since: datetime) -> dict[tuple[int, datetime], str]:
    """(reminder, moment) → what was said."""
    found = DoseSaid.objects.filter(reminder__in=rows, due_at__gte=since).order_by("-due_at")[:ANSWERS_MOST * len(rows)]
    return {(one.reminder_id, one.due_at): str(vault.open(one).get("said", "")) for one in found}


def kept_lately(row: Reminder, vault: Vault, zone: ZoneInfo, now: datetime) -> Kept | None:
    """The last four weeks up to yesterday; None before there is a whole day."""
    shown, until = reminder_shown(row, vault), now.astimezone(zone).date() - timedelta(days=1)
    since = max(until - timedelta(days=KEPT_DAYS - 1), row.made_at.astimezone(zone).date() + timedelta(days=1))
    if since > until:
        return None
    start = datetime.combine(since, time.min, tzinfo=zone)
    said = {at: word for (_pk, at), word in said_of([row], vault, since=start).items()}
    return kept_of(shown.plan, zone, said, since=since, until=until, supplies=shown.supplies)


def digest_of(token: str) -> str:
    """A secret address is found by its digest. It has 256 random bits, so that a plain digest is enough."""
    return sha256(token.encode()).hexdigest()


def own_calendar(owner_id: int) -> str:
    """The token of the address, for its owner; empty where there is none."""
    row = CalendarAddress.objects.filter(owner_id=owner_id).first()
    return str(vault_of(owner_id).open(row)["token"]) if row is not None else ""


def calendar_row(token: str) -> CalendarAddress:
    """Raises NotFound: for a wrong address, and once its owner has taken the yes to a record back."""
    row = CalendarAddress.objects.filter(digest=digest_of(token)).select_related("owner").first()
    if row is None or not row.owner.is_active or row.owner_id not in who_agreed([row.owner_id], Purpose.OWN_RECORD):
        raise NotFound()
    return row


def calendar_moments(owner_id: int, now: datetime) -> list[tuple[str, str, datetime]]:
    """(reminder, words of its owner, moment) of the coming weeks. What it is for is not among it."""
    vault, zone = vault_of(owner_id), zone_of(owner_id)
    rows = Reminder.objects.filter(owner_id=owner_id, in_calendar=True, paused=False, treatment__removed_at=None)
    found = []
    for row in rows.order_by("id"):
        kept = vault.open(row)
        until = now + timedelta(days=CALENDAR_DAYS)
        moments = moments_between(plan_of(kept), zone, now - timedelta(days=1), until)
        found += [(row.public_id, str(kept.get("words", "")), at) for at in moments]
    return found


def own_reminders(ids: Collection[int], owner_id: int) -> set[int]:
    """Those of them that are this member's own."""
    return set(Reminder.objects.filter(pk__in=ids, owner_id=owner_id).values_list("pk", flat=True))


def today_of(owner_id: int, now: datetime) -> date:
    return localdate(now, timezone=zone_of(owner_id))
