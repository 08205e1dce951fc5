from __future__ import annotations

from dayroom.apps.communities.models import Draft


def draft_at(member_id: int, place: str) -> Draft | None:
    return Draft.objects.filter(member_id=member_id, place=place).first()


def draft_by_id(member_id: int, draft_id: int) -> Draft | None:
    return Draft.objects.filter(pk=draft_id, member_id=member_id).first()


def drafts_of(member_id: int) -> list[Draft]:
    """Newest first; their number is bounded when they are kept."""
    rows = Draft.objects.filter(member_id=member_id).prefetch_related("attachments")
    return list(rows.order_by("-saved_at", "-id"))
