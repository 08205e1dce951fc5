"""Write to a contact, take a message back, mark a conversation as read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.conversations import rules
from dayroom.apps.conversations.models import Conversation, Message
from dayroom.apps.conversations.queries import tie_of
from dayroom.apps.conversations.vocabulary import MESSAGE_KIND, PER_HOUR
from dayroom.apps.moderation.actions import open_case
from dayroom.apps.moderation.vocabulary import Priority, Source
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.queries import face_for
from dayroom.apps.screening.actions import drawn, keep_read, override, read_text, with_readings
from dayroom.apps.screening.vocabulary import Read
from dayroom.engines import guard
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform import markup
from dayroom.platform.limits import spend

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def send_message(
    *, sender: Member, to: Member, body: str, now: datetime, overridden: bool = False, submit_key: str = ""
) -> tuple[Message, guard.Decision | None]:
    """Send a message through the guard. Held ones are kept for the sender and looked at; the other is told of sent
    ones only. The decision is None when the same form came twice. Raises GuardSpoke, NotContacts, NotFound, TooMany."""
    rules.check_may_write(tie_of(sender, to))
    rules.check_body(body)
    again = Message.objects.filter(sender=sender, submit_key=submit_key).first() if submit_key else None
    if again:
        return again, None
    spend(what="message", who=str(sender.pk), most=PER_HOUR, per_seconds=3600, now=now)
    read = _read(sender, body, overridden=overridden, now=now)
    html = markup.render(body)
    try:
        with transaction.atomic():
            return _send(sender, to, read, html, now=now, overridden=overridden, submit_key=submit_key)
    except IntegrityError:
        return Message.objects.get(sender=sender, submit_key=submit_key), None


def _read(sender: Member, body: str, *, overridden: bool, now: datetime) -> Read:
    """Before the transaction: nobody's message waits for the guard of another. Raises GuardSpoke."""
    context = guard.Context(place=guard.Place.DIRECT, language=sender.language, country=sender.country or "US")
    face = face_for(sender, context, body, now=now)
    read = with_readings(read_text(body, context=face.context), drawn(body), context=face.context)
    rules.check_guard(read.decision, read.findings, overridden=overridden, why=face.why)
    return read


def _send(
    sender: Member, to: Member, read: Read, html: str, *, now: datetime, overridden: bool, submit_key: str
) -> tuple[Message, guard.Decision]:
    conversation = _conversation(sender.pk, to.pk, now)
    message = Message.objects.create(
        conversation=conversation,
        sender=sender,
        body=read.text,
        body_html=html,
        sent_at=now,
        held=read.decision.action is guard.Action.HOLD,
        submit_key=submit_key[:40],
    )
    screened = keep_read(read, subject=(MESSAGE_KIND, message.pk), revision=1, now=now)
    if overridden and screened.findings:
        override(screening_id=screened.screening_id, now=now)
    if message.held or screened.decision.tier >= guard.Tier.T2:
        open_case(
            subject=(MESSAGE_KIND, message.pk),
            scope_id=None,
            author_id=sender.pk,
            anonymous=False,
            priority=min(Priority.URGENT, Priority.of_tier(screened.decision.tier)),
            source=Source.MACHINE,
            reasons=list(screened.decision.reasons),
            now=now,
            tier=int(screened.decision.tier),
        )
    if not message.held:
        deliver(message, to_id=to.pk, now=now)
    record(
        actor_id=sender.pk,
        action="message.sent",
        now=now,
        subject=(MESSAGE_KIND, message.pk),
        facts={"held": message.held},
    )
    mark_read(conversation=conversation, reader_id=sender.pk, now=now)
    return message, screened.decision


def deliver(message: Message, *, to_id: int, now: datetime) -> None:
    """The other one can see it from now on, and is told so in words that may stand on a locked screen."""
    Conversation.objects.filter(pk=message.conversation_id).update(last_message_at=now)
    message.conversation.last_message_at = now
    tell(
        member_ids=[to_id],
        kind=NoticeKind.MESSAGE,
        now=now,
        subject=("conversation", message.conversation_id),
        actor_id=message.sender_id,
    )


def _conversation(one_id: int, other_id: int, now: datetime) -> Conversation:
    row, _made = Conversation.objects.get_or_create(
        first_id=min(one_id, other_id),
        second_id=max(one_id, other_id),
        defaults={"started_at": now, "last_message_at": now},
    )
    return row


def mark_read(*, conversation: Conversation, reader_id: int, now: datetime) -> None:
    field = "first_read_at" if conversation.first_id == reader_id else "second_read_at"
    seen = getattr(conversation, field)
    if seen is None or seen < conversation.last_message_at:
        Conversation.objects.filter(pk=conversation.pk).update(**{field: now})


def withdraw_message(*, member: Member, public_id: str, now: datetime) -> Message:
    """Take one's own message back: its words go, the place stays. Raises NotFound for anybody else's."""
    if not is_public_id(public_id):
        raise NotFound()
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(public_id=public_id, sender=member).first()
        if message is None:
            raise NotFound()
        if message.withdrawn_at is None:
            message.body, message.body_html, message.withdrawn_at = "", "", now
            message.save(update_fields=["body", "body_html", "withdrawn_at"])
            record(actor_id=member.pk, action="message.withdrawn", now=now, subject=(MESSAGE_KIND, message.pk))
    return message
