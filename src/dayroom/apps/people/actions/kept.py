"""A person without an account, for whom somebody else keeps something: a row that nobody signs in to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.people.models import Member
from dayroom.apps.people.ports import FORGETTING
from dayroom.apps.people.vocabulary import MemberState
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import new_public_id

HANDLE_LETTERS = 12


def open_kept(*, by_id: int, now: datetime) -> Member:
    """The row, without address, password or a name that means anything. Recorded with who asked for it."""
    with transaction.atomic():
        made = Member(handle=f"kept-{new_public_id()[:HANDLE_LETTERS]}", email=None, joined_at=now,
                      state=MemberState.KEPT, profile_private=True)
        made.set_unusable_password()
        made.save()
        record(actor_id=by_id, action="kept.open", now=now, subject=("member", made.pk))
    return made


def forget_kept(*, member_id: int, by_id: int | None, now: datetime) -> None:
    """Erase the row and all that hangs on it, through every app. Raises NotFound for somebody with an account."""
    row = Member.objects.filter(pk=member_id, state=MemberState.KEPT).first()
    if row is None:
        raise NotFound()
    with transaction.atomic():
        record(actor_id=by_id, action="kept.forget", now=now, subject=("member", member_id))
        for _key, eraser in FORGETTING:
            eraser.forget(member_id=member_id, public_id=row.public_id, now=now)
