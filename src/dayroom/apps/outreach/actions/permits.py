"""What a message of the organization stands on: linking, and stopping everything when it is taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.actions.deliveries import drop_planned, tell_desk, withdraw_deliveries
from dayroom.apps.outreach.models import Message, MessagePermit
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.queries.messages import lacking_permits, variants_of
from dayroom.apps.outreach.vocabulary.campaigns import MESSAGE_KIND, MessageState, StopReason
from dayroom.apps.people.actions.authorizations import use_authorization
from dayroom.apps.people.queries.authorizations import facts_of_authorization, lacks_of, own_authorization
from dayroom.apps.people.vocabulary.authorizations import Scope
from dayroom.engines.guard.conduct import ImageShows
from dayroom.kernel.errors import Invalid


class PermitLacks(Invalid):
    """This permission does not count, or does not cover what is shown and where. Look at it under Permissions."""


def link_permit(*, message: Message, member_id: int, public_id: str, now: datetime) -> None:
    """The message stands on one of the member's own authorizations. Audited. Raises NotFound, PermitLacks."""
    row = own_authorization(member_id, public_id)
    if lacks_of(row, timezone.localdate(now)):
        raise PermitLacks()
    with transaction.atomic():
        _permit, made = MessagePermit.objects.get_or_create(
            message=message, authorization=row, defaults={"linked_at": now})
        if made:
            use_authorization(authorization=row, subject=(MESSAGE_KIND, message.pk), by_id=member_id, now=now)


def unlink_permit(*, message: Message, public_id: str, by_id: int, now: datetime) -> None:
    """The message stands on it no more. Audited."""
    with transaction.atomic():
        gone, _rows = message.permits.filter(authorization__public_id=public_id).delete()
        if gone:
            record(actor_id=by_id, action="message.permit_unlinked", now=now, subject=(MESSAGE_KIND, message.pk))


def uncovered(message: Message) -> tuple[str, ...]:
    """What the linked authorizations do not cover, as sentences; nothing where there is none to need."""
    permits = list(message.permits.select_related("authorization"))
    wanted = {
        Scope.VIDEO.value if one.media_type.startswith("video/") else Scope.IMAGE.value
        for one in message.pictures.filter(shows=ImageShows.PERSON_AUTHORIZED.value)
    }
    if not permits:
        return (str(_("A picture shows a patient: link what they have signed.")),) if wanted else ()
    wanted = wanted or {Scope.TEXT.value}
    places = {CHANNELS[one.channel].limits.stands for one in variants_of(message)}
    facts = [facts_of_authorization(one.authorization) for one in permits]
    scopes = frozenset().union(*(one.scopes for one in facts))
    stands = facts[0].channels.intersection(*(one.channels for one in facts[1:]))
    if wanted <= scopes and places <= stands:
        return ()
    return (str(_("A patient’s permission does not cover what is shown, or one of the channels.")),)


def stop_unpermitted(message_id: int, *, now: datetime) -> bool:
    """Called when an authorization was taken back: everything of the message stops, what is out is taken down, and
    what only a person can take down is listed. Returns whether anything was stopped."""
    message = Message.objects.select_related("campaign").filter(pk=message_id).first()
    if message is None or message.state in (MessageState.STOPPED, MessageState.WITHDRAWN):
        return False
    if not lacking_permits(message, timezone.localdate(now)):
        return False
    drop_planned(message, StopReason.AUTHORIZATION, now=now)
    was_out = message.state == MessageState.OUT
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.WITHDRAWN if was_out else MessageState.STOPPED,
        stopped_because=StopReason.AUTHORIZATION)
    standing = withdraw_deliveries(message, by_id=None, now=now) if was_out else 0
    record(actor_id=None, action="message.permit_gone", now=now, subject=(MESSAGE_KIND, message.pk),
           facts={"standing": standing, "was_out": was_out})
    tell_desk(message, now=now)
    return True
