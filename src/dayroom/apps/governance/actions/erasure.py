"""To be forgotten: asked for, taken back, done, and done again after every restore."""

from __future__ import annotations

import logging
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.governance.models import Erasure
from dayroom.apps.governance.vocabulary import LEDGER_NAME
from dayroom.apps.people.actions import begin_leaving, stop_leaving
from dayroom.apps.people.queries import ids_by_public_ids
from dayroom.apps.tracking.actions.forgetting import forget_own_record
from dayroom.kernel.errors import Conflict
from dayroom.kernel.ids import is_public_id
from dayroom.platform import search
from dayroom.platform.ports import PERSONAL_DATA
from dayroom.platform.sealing import owners_to_forget_again

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

log = logging.getLogger("dayroom.governance")

# what stands above goes first: posts know their author, the author's row goes last
ERASE_LAST = ("people",)


class AlreadyLeaving(Conflict):
    """Your account is already set to be deleted."""


def ledger_path() -> Path:
    return Path(settings.DATA_DIR) / LEDGER_NAME


def ask_to_be_forgotten(*, member: Member, now: datetime) -> Erasure:
    """Begin the time in which it can be taken back. The account is out of sight at once."""
    with transaction.atomic():
        if Erasure.objects.filter(member=member, done_at=None).exists():
            raise AlreadyLeaving()
        due_at = now + timedelta(days=settings.ERASURE_GRACE_DAYS)
        row = Erasure.objects.create(member=member, asked_at=now, due_at=due_at)
        begin_leaving(member_id=member.pk, due_at=due_at, now=now)
        record(actor_id=member.pk, action="erasure.asked", now=now, subject=("member", member.pk))
    return row


def take_back(*, member: Member, now: datetime) -> None:
    """The member stays after all."""
    with transaction.atomic():
        Erasure.objects.filter(member=member, done_at=None).delete()
        stop_leaving(member_id=member.pk, now=now)
        record(actor_id=member.pk, action="erasure.taken_back", now=now, subject=("member", member.pk))


def erase_due(*, now: datetime) -> int:
    """Forget everyone whose time is over; returns how many."""
    due = list(Erasure.objects.filter(done_at=None, due_at__lte=now).select_related("member"))
    for row in due:
        forget(member_id=row.member_id, public_id=row.member.public_id, now=now)
        Erasure.objects.filter(pk=row.pk).update(done_at=now)
    if due:
        search.sweep()
    return len(due)


def forget(*, member_id: int, public_id: str, now: datetime) -> None:
    """Erase one member through the plugs of every app. The ledger is written first: a crash half-way, or a restore,
    ends in forgetting again and never in remembering."""
    _write_ledger(public_id, now)
    with transaction.atomic():
        plugs = dict(PERSONAL_DATA)
        for key in sorted(plugs, key=lambda name: (name in ERASE_LAST, name)):
            plugs[key].erase(member_id)
        record(actor_id=None, action="erasure.done", now=now, subject=("member", member_id))


def _write_ledger(public_id: str, now: datetime) -> None:
    if public_id in ledger():
        return
    descriptor = os.open(ledger_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as file:
        file.write(f"{public_id} {now.isoformat()}\n")
        file.flush()
        os.fsync(file.fileno())


def ledger() -> list[str]:
    """Random ids of everyone who has been forgotten; nothing else stands in it."""
    if not ledger_path().exists():
        return []
    words = (line.split(" ")[0] for line in ledger_path().read_text(encoding="ascii").splitlines())
    return [word for word in words if is_public_id(word)]


def forget_again(*, now: datetime) -> int:
    """After a restore: erase everyone in the ledger whom the copy still knew, and health records that their owners had
    deleted; returns how many people it was for."""
    known = ids_by_public_ids(ledger())
    for public_id, member_id in known.items():
        forget(member_id=member_id, public_id=public_id, now=now)
    records = owners_to_forget_again()
    for member_id in records:
        forget_own_record(member_id)
    if known:
        search.sweep()
    return len(known) + len(records)
