"""Conversations as their two members see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from dayroom.apps.conversations.models import Conversation, Message
from dayroom.apps.conversations.rules import Tie
from dayroom.apps.conversations.vocabulary import CONVERSATIONS_PER_PAGE, MESSAGES_PER_PAGE
from dayroom.apps.people.queries import are_contacts, blocked_between
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.keyset import Page, newest_first

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list of conversations."""

    public_id: str
    handle: str
    last_message_at: datetime
    unread: bool


def tie_of(one: Member, other: Member) -> Tie:
    return Tie(
        are_contacts=are_contacts(one.pk, other.pk),
        is_blocked=blocked_between(one.pk, other.pk),
        other_is_gone=not other.is_active,
        one_is_teen=one.is_teen != other.is_teen,
        both_are_teens=one.is_teen and other.is_teen,
        one_is_child=one.is_child or other.is_child,
    )


def between(one_id: int, other_id: int) -> Conversation | None:
    return Conversation.objects.filter(first_id=min(one_id, other_id), second_id=max(one_id, other_id)).first()


def conversation_for(reader_id: int, public_id: str) -> Conversation:
    """The conversation, if it is the reader's own; absent and not yours are the same."""
    if not is_public_id(public_id):
        raise NotFound()
    found = (
        Conversation.objects.filter(Q(first_id=reader_id) | Q(second_id=reader_id), public_id=public_id)
        .select_related("first", "second")
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def other_in(conversation: Conversation, reader_id: int) -> Member | None:
    return conversation.second if conversation.first_id == reader_id else conversation.first


def conversations_of(reader_id: int, *, place: str = "") -> Page[Line]:
    rows = (
        Conversation.objects.filter(Q(first_id=reader_id) | Q(second_id=reader_id))
        .select_related("first", "second")
        .annotate(has_words=Exists(_visible(reader_id).filter(conversation_id=OuterRef("pk"))))
        .filter(has_words=True)
    )
    page = newest_first(rows, time_field="last_message_at", place=place, limit=CONVERSATIONS_PER_PAGE)
    lines = []
    for row in page.rows:
        other = other_in(row, reader_id)
        seen = row.first_read_at if row.first_id == reader_id else row.second_read_at
        lines.append(
            Line(
                public_id=row.public_id,
                handle=other.handle if other else "",
                last_message_at=row.last_message_at,
                unread=seen is None or seen < row.last_message_at,
            )
        )
    return Page(rows=lines, older=page.older, newer=page.newer)


def _visible(reader_id: int) -> QuerySet[Message]:
    """A held message is seen by its sender only."""
    return Message.objects.filter(Q(held=False) | Q(sender_id=reader_id))


def messages_of(conversation_id: int, reader_id: int, *, place: str = "") -> Page[Message]:
    """Newest page first in keyset order; shown oldest to newest."""
    rows = _visible(reader_id).filter(conversation_id=conversation_id).select_related("sender")
    page = newest_first(rows, time_field="sent_at", place=place, limit=MESSAGES_PER_PAGE)
    return Page(rows=list(reversed(page.rows)), older=page.older, newer=page.newer)


def unread_conversations(reader_id: int) -> int:
    rows = Conversation.objects.filter(
        Q(first_id=reader_id) & (Q(first_read_at=None) | Q(first_read_at__lt=F("last_message_at")))
        | Q(second_id=reader_id) & (Q(second_read_at=None) | Q(second_read_at__lt=F("last_message_at")))
    )
    return rows.count()
