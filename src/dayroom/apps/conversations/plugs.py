"""What conversations offer to the ports below: flags and cases, notices, export and erasure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.conversations.actions.messages import deliver
from dayroom.apps.conversations.models import Conversation, Message
from dayroom.apps.conversations.vocabulary import MESSAGE_KIND
from dayroom.apps.moderation.ports import SUBJECTS, SubjectCard
from dayroom.apps.notices.ports import NOTICE_SUBJECTS
from dayroom.platform.ports import PERSONAL_DATA

CONTEXT = 3  # messages before and after a flagged one: what a moderator needs, and not the whole conversation


class MessageSubject:
    """Messages are looked after by stewards: they belong to no community."""

    def id_for(self, public_id: str, reader_id: int) -> int | None:
        mine = Q(conversation__first_id=reader_id) | Q(conversation__second_id=reader_id)
        return Message.objects.filter(mine, public_id=public_id, held=False).values_list("pk", flat=True).first()

    def card(self, subject_id: int) -> SubjectCard | None:
        message = Message.objects.select_related("sender", "conversation").filter(pk=subject_id).first()
        if message is None:
            return None
        near = Message.objects.filter(conversation_id=message.conversation_id).select_related("sender")
        before = list(near.filter(pk__lt=message.pk).order_by("-pk")[:CONTEXT])[::-1]
        after = list(near.filter(pk__gt=message.pk).order_by("pk")[:CONTEXT])
        return SubjectCard(
            title=_("A direct message"),
            url="",
            body_html=message.body_html,
            body=message.body,
            byline=_by(message),
            place=_("Direct messages"),
            state="HELD" if message.held else "LIVE",
            made_at=message.sent_at,
            before=tuple((_by(one), one.body_html) for one in before),
            after=tuple((_by(one), one.body_html) for one in after),
        )

    def facts(self, subject_id: int) -> tuple[int | None, bool, int | None]:
        sender_id = Message.objects.filter(pk=subject_id).values_list("sender_id", flat=True).first()
        return sender_id, False, None

    def moderated_scopes(self, member_id: int) -> list[tuple[int, str]]:
        return []

    def moderators_of(self, scope_id: int) -> list[int]:
        return []

    def release(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        message = Message.objects.select_related("conversation").get(pk=subject_id)
        if message.held:
            message.held = False
            message.save(update_fields=["held"])
            talk = message.conversation
            to_id = talk.second_id if talk.first_id == message.sender_id else talk.first_id
            if to_id:
                deliver(message, to_id=to_id, now=now)

    def hide(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        Message.objects.filter(pk=subject_id).update(held=True)

    def remove(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        # the words stay with their sender: an appeal can bring them back
        Message.objects.filter(pk=subject_id).update(held=True)


def _by(message: Message) -> str:
    return message.sender.handle if message.sender else _("a former member")


class ConversationSubject:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        mine = Q(first_id=reader_id) | Q(second_id=reader_id)
        rows = Conversation.objects.filter(mine, pk__in=ids).select_related("first", "second")
        found = {}
        for row in rows:
            other = row.second if row.first_id == reader_id else row.first
            found[row.pk] = (
                other.handle if other else _("a former member"),
                reverse("conversation-page", args=[row.public_id]),
            )
        return found


class ConversationData:
    title = gettext_lazy("Direct messages")

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        mine = Q(conversation__first_id=member_id) | Q(conversation__second_id=member_id)
        rows = Message.objects.filter(mine).select_related("sender", "conversation").order_by("pk")
        # what others wrote to the member is theirs to export; here stands that it was received, and when
        yield (
            "messages",
            [
                {
                    "sent_at": row.sent_at.isoformat(),
                    "by_me": row.sender_id == member_id,
                    "conversation": row.conversation.public_id,
                    "text": row.body if row.sender_id == member_id else "",
                }
                for row in rows
            ],
        )

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        Message.objects.filter(sender_id=member_id).update(body="", body_html="", sender=None)
        Conversation.objects.filter(first_id=member_id).update(first=None)
        Conversation.objects.filter(second_id=member_id).update(second=None)
        Conversation.objects.filter(first=None, second=None).delete()


SUBJECTS.plug(MESSAGE_KIND, MessageSubject())
NOTICE_SUBJECTS.plug("conversation", ConversationSubject())
PERSONAL_DATA.plug("conversations", ConversationData())
