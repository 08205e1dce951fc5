"""Call whoever is on call; when nobody says "I am here", call the next one."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.models import Call, Case, PushDevice, Shift
from dayroom.apps.moderation.queries import handler_of
from dayroom.apps.moderation.queries.duty import calls_free, cases_to_call_about, whom_to_call
from dayroom.apps.moderation.rules.duty import check_shift
from dayroom.apps.moderation.vocabulary import Handler
from dayroom.apps.moderation.vocabulary.duty import TRIES_MOST, CallState, Channel, Outcome
from dayroom.kernel.errors import Invalid, NotFound, Refused
from dayroom.platform.jobs import enqueue

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

CASES_AT_ONCE = 50
DEVICES_OF_ONE = 5


def ring(case: Case, now: datetime) -> list[int]:
    """Call about this case whoever is next; returns their ids. Audited. Messages leave by a job."""
    people, number = whom_to_call(case, now)
    if people:
        _make(people, now, case_id=case.pk, number=number)
        record(actor_id=None, action="call.made", now=now, subject=("case", case.pk),
               facts={"round": number, "people": len(people), "tier": case.tier})
    return people


def _make(people: Collection[int], now: datetime, *, case_id: int | None, number: int) -> None:
    rows = [Call(case_id=case_id, member_id=pk, channel=Channel.MAIL, round=number, made_at=now) for pk in people]
    for device in PushDevice.objects.filter(member_id__in=people) if settings.VAPID_PRIVATE_KEY else ():
        rows.append(Call(case_id=case_id, member_id=device.member_id, device=device, channel=Channel.PUSH, round=number,
                         made_at=now))
    if settings.ONCALL_WEBHOOK:
        rows.append(Call(case_id=case_id, channel=Channel.WEBHOOK, round=number, made_at=now))
    for row in Call.objects.bulk_create(rows):
        enqueue("moderation.send_call", call_id=row.pk)


def call_next(now: datetime) -> int:
    """Call the next person about cases for which nobody came in time; returns about how many."""
    called = 0
    for case in cases_to_call_about(now, most=CASES_AT_ONCE):
        with transaction.atomic():
            locked = Case.objects.select_for_update().get(pk=case.pk)
            called += bool(ring(locked, now))
    return called


def try_calls(*, by: Member, now: datetime) -> None:
    """Send oneself a trial on every channel. Audited."""
    _check_has_desk(by)
    with transaction.atomic():
        _make([by.pk], now, case_id=None, number=1)
        record(actor_id=by.pk, action="call.tried", now=now, subject=("member", by.pk))


def claim_call(call_id: int, now: datetime) -> Call | None:
    """The call, counted as tried, if it still waits; None when another worker has it or it is settled."""
    with transaction.atomic():
        row = (calls_free(now).select_for_update(of=("self",)).select_related("case", "member", "device")
               .filter(pk=call_id).first())
        if row is None:
            return None
        row.tries, row.tried_at = row.tries + 1, now
        row.save(update_fields=["tries", "tried_at"])
    return row


def settle_call(call: Call, outcome: Outcome, now: datetime) -> None:
    """Keep what became of a try: sent, to be tried again by the clock, or given up with a code."""
    if outcome.sent:
        call.state, call.sent_at, call.fault = CallState.SENT, now, ""
    elif outcome.permanent or call.tries >= TRIES_MOST:
        call.state, call.fault = CallState.FAILED, outcome.fault[:40]
    else:
        call.fault = outcome.fault[:40]
    call.save(update_fields=["state", "sent_at", "fault"])
    if outcome.permanent and call.device_id:
        PushDevice.objects.filter(pk=call.device_id).delete()


def settle_calls(*, case_id: int, member_id: int, now: datetime) -> int:
    """This person has the case: no more calls about it. Returns how many were open."""
    return Call.objects.filter(case_id=case_id, seen_at=None).update(seen_at=now)


def say_here(*, by: Member, call_public_id: str, now: datetime) -> Call:
    """ "I am here": nobody else is called about this case. Audited. Raises NotFound."""
    with transaction.atomic():
        row = Call.objects.select_related("case").filter(public_id=call_public_id, member=by).first()
        if row is None or row.case is None:
            raise NotFound()
        settle_calls(case_id=row.case.pk, member_id=by.pk, now=now)
        record(actor_id=by.pk, action="call.answered", now=now, subject=("case", row.case.pk))
    return row


def add_shift(*, by: Member, member_id: int, starts_at: datetime, ends_at: datetime, now: datetime) -> Shift:
    """Put somebody on call. Moderators put themselves, stewards anybody who has a desk. Audited."""
    handler = _check_has_desk(by)
    if member_id != by.pk and not handler.is_steward:
        raise Refused()
    check_shift(starts_at, ends_at, now)
    with transaction.atomic():
        row = Shift.objects.create(member_id=member_id, starts_at=starts_at, ends_at=ends_at, made_by=by)
        record(actor_id=by.pk, action="shift.added", now=now, subject=("member", member_id), facts={"shift": row.pk})
    return row


def drop_shift(*, by: Member, shift_public_id: str, now: datetime) -> None:
    """Take a shift off the list: one's own, or anybody's for a steward. Audited. Raises NotFound."""
    handler = _check_has_desk(by)
    with transaction.atomic():
        row = Shift.objects.filter(public_id=shift_public_id).first()
        if row is None or not (handler.is_steward or row.member_id == by.pk):
            raise NotFound()
        record(actor_id=by.pk, action="shift.dropped", now=now, subject=("member", row.member_id),
               facts={"shift": row.pk})
        row.delete()


def add_device(*, by: Member, endpoint: str, p256dh: str, auth: str, now: datetime) -> PushDevice:
    """Keep where this browser takes push messages. Audited. Raises Invalid."""
    _check_has_desk(by)
    fits = endpoint.startswith("https://") and len(endpoint) <= 1000 and 0 < len(p256dh) <= 200 and 0 < len(auth) <= 100
    if not fits:
        raise Invalid()
    digest = hashlib.sha256(endpoint.encode()).hexdigest()
    with transaction.atomic():
        row, _made = PushDevice.objects.update_or_create(
            endpoint_digest=digest,
            defaults={"member": by, "endpoint": endpoint, "p256dh": p256dh, "auth": auth, "added_at": now},
        )
        newest = PushDevice.objects.filter(member=by).order_by("-added_at", "-id").values_list("pk", flat=True)
        PushDevice.objects.filter(member=by).exclude(pk__in=list(newest[:DEVICES_OF_ONE])).delete()
        record(actor_id=by.pk, action="push.added", now=now, subject=("member", by.pk))
    return row


def drop_devices(*, by: Member, now: datetime) -> None:
    """No more push messages to any of this person's browsers. Audited."""
    with transaction.atomic():
        PushDevice.objects.filter(member=by).delete()
        record(actor_id=by.pk, action="push.dropped", now=now, subject=("member", by.pk))


def _check_has_desk(by: Member) -> Handler:
    handler = handler_of(by)
    if not handler.has_a_desk:
        raise Refused()
    return handler
