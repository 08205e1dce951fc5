from __future__ import annotations

from dayroom.apps.outreach.models import MessageDraft


def draft_at(member_id: int, place: str) -> MessageDraft | None:
    return MessageDraft.objects.filter(member_id=member_id, place=place).first()
