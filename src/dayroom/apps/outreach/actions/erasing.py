"""Let go of a member: their wish for news goes; what the organization said stays, without their name."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from dayroom.apps.outreach.models import Approval, Message, MessageComment, MessageDraft, NewsDevice, Subscription


def forget_member(member_id: int) -> None:
    with transaction.atomic():
        Subscription.objects.filter(member_id=member_id).delete()
        NewsDevice.objects.filter(member_id=member_id).delete()
        MessageDraft.objects.filter(member_id=member_id).delete()
        Message.objects.filter(own=True, author_id=member_id).delete()
        Message.objects.filter(author_id=member_id).update(author=None)
        MessageComment.objects.filter(by_id=member_id).update(by=None)
        Approval.objects.filter(by_id=member_id).update(by=None)
        Approval.objects.filter(reviewed_by_id=member_id).update(reviewed_by=None)
        _unname_editors(member_id)


def _unname_editors(member_id: int) -> None:
    """Only staff ever stand in this list, and few messages are theirs: they are walked by key."""
    for row in Message.objects.filter(Q(own=False)).only("pk", "editor_ids").iterator(chunk_size=500):
        if member_id in row.editor_ids:
            Message.objects.filter(pk=row.pk).update(editor_ids=[one for one in row.editor_ids if one != member_id])
