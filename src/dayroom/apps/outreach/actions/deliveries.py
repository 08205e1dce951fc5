"""Plan deliveries, send what is due exactly once, and hand to a person what no machine can know (0017)."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dayroom.apps.audit.actions import record
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.outreach.actions.links import counted_link
from dayroom.apps.outreach.actions.places import note_places
from dayroom.apps.outreach.models import Delivery, Message, Variant
from dayroom.apps.outreach.ports import CHANNELS, Channel
from dayroom.apps.outreach.queries.events import is_event_over, with_event
from dayroom.apps.outreach.queries.messages import (
    approval_of,
    cap_per_week,
    current_digest,
    lacking_permits,
    outgoing_of,
    planned_in_week,
    sent_in_week,
    text_of,
    variants_of,
)
from dayroom.apps.outreach.rules.deliveries import NotThatWay, TooOften, check_move, next_try
from dayroom.apps.outreach.vocabulary.campaigns import (
    MESSAGE_KIND,
    CampaignState,
    DeliveryState,
    MessageState,
    StopReason,
)
from dayroom.apps.outreach.vocabulary.channels import Asked, ChannelError, ChannelKind, Outgoing, Sent
from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.kernel.errors import Invalid

log = logging.getLogger("dayroom.outreach")
S = DeliveryState
DELIVERY_KIND = "outreach_delivery"


def plan_deliveries(message: Message, *, digest: str, emergency: bool, now: datetime) -> list[Delivery]:
    """One row for each place of each channel, in the caller's transaction. Raises TooOften; never for an emergency."""
    due = max(message.publish_at or now, now)
    made = []
    for variant in variants_of(message):
        if not emergency and planned_in_week(variant.channel, due, but=message) >= cap_per_week():
            raise TooOften()
        for place in variant.places or [""]:
            key = hashlib.sha256(f"{message.public_id}|{digest}|{variant.channel}|{place}".encode()).hexdigest()[:40]
            row, _new = Delivery.objects.get_or_create(
                key=key, defaults={"message": message, "channel": variant.channel, "place": place, "digest": digest,
                                   "due_at": due})
            made.append(row)
    return made


def drop_planned(message: Message, because: StopReason, *, now: datetime) -> int:
    """Whatever has not left is stopped; returns how many."""
    rows = Delivery.objects.filter(message=message, state__in=(S.QUEUED, S.BY_HAND))
    return rows.update(state=S.STOPPED, stopped_because=because)


def deliver(delivery_id: int, *, now: datetime) -> str:
    """One try: claim, send, record. Returns the state afterwards, or "" when another worker has it."""
    row = _claim(delivery_id, now)
    if row is None:
        return ""
    if row.state != S.SENDING:
        return str(row.state)
    channel = CHANNELS[row.channel]
    post = _post_of(row)
    try:
        sent = channel.send(post)
    except ChannelError as fault:
        return _not_sent(row, fault, timezone.now())
    except Exception as fault:
        # whatever it was, it came from the middle of a sending: it may stand there
        log.error("channel %s broke with %s", row.channel, type(fault).__name__)
        return _not_sent(row, ChannelError("broken", perhaps_sent=True), timezone.now())
    return _sent(row, sent, timezone.now())


def _post_of(row: Delivery) -> Outgoing:
    variant = Variant.objects.filter(message=row.message, channel=row.channel).first() or Variant(
        message=row.message, channel=row.channel)
    return outgoing_of(row.message, variant, delivery=row, link=counted_link(row.message, row.channel))


def _claim(delivery_id: int, now: datetime) -> Delivery | None:
    """Written before the first byte leaves: who is killed now leaves a row that says so."""
    with transaction.atomic():
        row = Delivery.objects.select_for_update(of=("self",)).select_related("message", "message__campaign").get(
            pk=delivery_id)
        waits = row.next_try_at is not None and row.next_try_at > now
        if row.state != S.QUEUED or row.due_at > now or waits:
            return None
        reason, again = _why_not(row, now)
        if again:
            Delivery.objects.filter(pk=row.pk).update(fault="guard-unavailable", next_try_at=next_try(1, now, None))
            return None
        if reason is not None:
            _stop(row, reason, now)
            return row
        channel = CHANNELS[row.channel]
        row.state = S.BY_HAND if channel.kind == ChannelKind.BY_HAND else S.SENDING
        row.claimed_at, row.tries, row.fault = now, row.tries + 1, ""
        row.save(update_fields=["state", "claimed_at", "tries", "fault"])
        record(actor_id=None, action="delivery.claimed", now=now, subject=(DELIVERY_KIND, row.pk),
               facts={"try": row.tries, "channel": row.channel})
        if row.state == S.BY_HAND:
            counted_link(row.message, row.channel)  # it stands in the pack
            _out(row.message, now)
    return row


def _why_not(row: Delivery, now: datetime) -> tuple[StopReason | None, bool]:
    """Why this may not leave now, looked at again with everything that may have changed since the approval; and
    whether to ask again later because the guard gave no answer."""
    message = row.message
    approval = approval_of(message, row.digest)
    facts = (
        (message.state in (MessageState.STOPPED, MessageState.WITHDRAWN), StopReason.PERSON),
        (approval is None, StopReason.NOT_APPROVED),
        (row.digest != current_digest(message), StopReason.CHANGED),
        (message.true_until is not None and message.true_until <= now, StopReason.EXPIRED),
        (is_event_over(message, now), StopReason.EXPIRED),
        (message.campaign is not None and message.campaign.state != CampaignState.OPEN, StopReason.CAMPAIGN),
        (bool(lacking_permits(message, timezone.localdate(now))), StopReason.AUTHORIZATION),
        (approval is not None and not approval.emergency
         and sent_in_week(row.channel, now, but=message) >= cap_per_week(), StopReason.CAP),
    )
    reason = next((because for wrong, because in facts if wrong), None)
    if reason is not None:
        return reason, False
    return _guard_says(row)


def _guard_says(row: Delivery) -> tuple[StopReason | None, bool]:
    variant = Variant.objects.filter(message=row.message, channel=row.channel).first()
    context = campaign_context(row.message.language)
    permitted = row.message.permits.exists()
    policy = guard.with_authorization() if permitted else guard.DEFAULT_POLICY
    try:
        read = with_event(row.message, text_of(row.message, variant))
        report, decision = examine(f"{row.message.title}\n\n{read}", context=context, policy=policy)
    except (Invalid, guard.TextTooLong, guard.NotText):
        return StopReason.GUARD, False
    if report is None or not report.checked:
        return None, True
    return (StopReason.GUARD if decision.action is guard.Action.BLOCK else None), False


def campaign_context(language: str) -> guard.Context:
    return guard.Context(author=guard.Author.ORGANISATION, place=guard.Place.CAMPAIGN, language=language,
                         country=settings.DEFAULT_COUNTRY)


def _stop(row: Delivery, because: StopReason, now: datetime) -> None:
    row.state, row.stopped_because = S.STOPPED, because
    row.save(update_fields=["state", "stopped_because"])
    message = row.message
    if message.state in (MessageState.APPROVED, MessageState.ASKED):
        Message.objects.filter(pk=message.pk).update(state=MessageState.STOPPED, stopped_because=because)
    record(actor_id=None, action="delivery.stopped", now=now, subject=(DELIVERY_KIND, row.pk),
           facts={"because": str(because), "channel": row.channel})
    tell_desk(message, now=now)


def tell_desk(message: Message, *, now: datetime, but: int | None = None) -> None:
    """Those who wrote in it learn that something became of it."""
    ids = [pk for pk in {*message.editor_ids, message.author_id} if pk is not None]
    tell(member_ids=ids, kind=NoticeKind.OUTREACH, now=now, subject=(MESSAGE_KIND, message.pk), actor_id=but)


def _out(message: Message, now: datetime) -> None:
    Message.objects.filter(pk=message.pk, out_at=None).update(out_at=now)
    Message.objects.filter(pk=message.pk, state=MessageState.APPROVED).update(state=MessageState.OUT)


def _sent(row: Delivery, sent: Sent, now: datetime) -> str:
    with transaction.atomic():
        kept = Delivery.objects.filter(pk=row.pk, state__in=(S.SENDING, S.UNSURE)).update(
            state=S.SENT, sent_at=now, address=sent.address[:600], reference=sent.reference[:200], fault="")
        if not kept:
            return str(Delivery.objects.values_list("state", flat=True).get(pk=row.pk))
        record(actor_id=None, action="delivery.sent", now=now, subject=(DELIVERY_KIND, row.pk),
               facts={"try": row.tries, "channel": row.channel})
        _out(row.message, now)
        if CHANNELS[row.channel].limits.stands != "HERE":
            note_places(row.message, address=sent.address or str(CHANNELS[row.channel].label), by_id=None, now=now)
    return str(S.SENT)


def _not_sent(row: Delivery, fault: ChannelError, now: datetime) -> str:
    again = None if fault.permanent or fault.perhaps_sent else next_try(row.tries, now, fault.retry_after_seconds)
    state = S.UNSURE if fault.perhaps_sent else (S.QUEUED if again else S.FAILED)
    with transaction.atomic():
        kept = Delivery.objects.filter(pk=row.pk, state=S.SENDING).update(
            state=state, fault=fault.code[:40], next_try_at=again)
        if kept:
            record(actor_id=None, action="delivery.not_sent", now=now, subject=(DELIVERY_KIND, row.pk),
                   facts={"try": row.tries, "channel": row.channel, "state": str(state), "code": fault.code[:40]})
            if state != S.QUEUED:
                tell_desk(row.message, now=now)
    return str(state)


def settle_interrupted(delivery_id: int, *, now: datetime) -> str:
    """A try that nobody finished: the channel is asked; where it cannot be asked, a person decides."""
    row = Delivery.objects.select_related("message", "message__campaign").get(pk=delivery_id)
    if row.state != S.SENDING:
        return str(row.state)
    asked = _ask(CHANNELS[row.channel], _post_of(row))
    if asked.known and asked.sent is not None:
        return _sent(row, asked.sent, now)
    state = S.QUEUED if asked.known else S.UNSURE
    with transaction.atomic():
        kept = Delivery.objects.filter(pk=row.pk, state=S.SENDING, claimed_at=row.claimed_at).update(
            state=state, fault="interrupted", next_try_at=now if asked.known else None)
        if kept:
            record(actor_id=None, action="delivery.interrupted", now=now, subject=(DELIVERY_KIND, row.pk),
                   facts={"try": row.tries, "channel": row.channel, "state": str(state)})
            if state == S.UNSURE:
                tell_desk(row.message, now=now)
    return str(state)


def _ask(channel: Channel, post: Outgoing) -> Asked:
    try:
        return channel.find(post)
    except ChannelError:
        return Asked(known=False)


def decide_delivery(*, delivery: Delivery, by_id: int, stands: bool, address: str, now: datetime) -> None:
    """A person has looked: it stands there (perhaps at an address), or it does not and is tried again. Audited.

    Raises NotThatWay.
    """
    with transaction.atomic():
        row = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if stands:
            check_move(row.state, S.SENT)
            row.state, row.sent_at, row.address = S.SENT, row.sent_at or now, address[:600]
        else:
            check_move(row.state, S.QUEUED)
            row.state, row.next_try_at, row.tries = S.QUEUED, now, 0
        row.decided_by_id, row.fault = by_id, ""
        row.save()
        record(actor_id=by_id, action="delivery.decided", now=now, subject=(DELIVERY_KIND, row.pk),
               facts={"stands": stands, "channel": row.channel})
        if stands:
            _out(delivery.message, now)
            note_places(delivery.message, address=address or str(CHANNELS[row.channel].label), by_id=by_id, now=now)


def withdraw_deliveries(message: Message, *, by_id: int | None, now: datetime) -> int:
    """Take down what can be taken down, and list the rest for a person. Returns how many still stand."""
    standing = 0
    for row in message.deliveries.filter(state=S.SENT):
        row.message = message
        gone = _taken_down(row)
        with transaction.atomic():
            Delivery.objects.filter(pk=row.pk).update(
                take_down_asked_at=now, taken_down_at=now if gone else None,
                state=S.WITHDRAWN if gone else S.SENT)
            record(actor_id=by_id, action="delivery.take_down", now=now, subject=(DELIVERY_KIND, row.pk),
                   facts={"gone": gone, "channel": row.channel})
        standing += 0 if gone else 1
    return standing


def _taken_down(row: Delivery) -> bool:
    channel = CHANNELS.get(row.channel)
    if channel is None:
        return False
    try:
        return channel.withdraw(_post_of(row), Sent(row.address, row.reference))
    except ChannelError:
        return False
    except Exception as fault:
        log.error("channel %s could not take down: %s", row.channel, type(fault).__name__)
        return False


def tick_taken_down(*, delivery: Delivery, by_id: int, now: datetime) -> None:
    """A person took it down outside. Audited. Raises NotThatWay."""
    with transaction.atomic():
        rows = Delivery.objects.filter(pk=delivery.pk, take_down_asked_at__isnull=False, taken_down_at=None)
        if not rows.update(taken_down_at=now, state=S.WITHDRAWN, decided_by_id=by_id):
            raise NotThatWay()
        record(actor_id=by_id, action="delivery.taken_down", now=now, subject=(DELIVERY_KIND, delivery.pk),
               facts={"channel": delivery.channel})
