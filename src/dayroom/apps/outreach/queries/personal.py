"""What outreach keeps about one member, for their export."""

from __future__ import annotations

from collections.abc import Iterable

from dayroom.apps.outreach.models import Message, MessageComment, MessageDraft, NewsDevice, Subscription


def exported_tables(member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
    """(table, rows) in plain values."""
    yield "Newsletter", [
        {"way": row.way, "email": row.email, "language": row.language, "country": row.country,
         "interests": row.interests, "state": row.state, "asked_at": row.asked_at.isoformat(),
         "confirmed_at": row.confirmed_at.isoformat() if row.confirmed_at else None}
        for row in Subscription.objects.filter(member_id=member_id)
    ]
    yield "Browsers that take news", [
        {"added_at": row.added_at.isoformat(), "language": row.language}
        for row in NewsDevice.objects.filter(member_id=member_id)
    ]
    yield "Messages written for the organization, or for accounts elsewhere", [
        {"title": row.title, "body": row.body, "interests": row.interests, "state": row.state, "own": row.own,
         "made_at": row.made_at.isoformat()}
        for row in Message.objects.filter(author_id=member_id).order_by("pk")
    ]
    yield "Drafts of messages", [
        {"place": row.place, "fields": row.fields, "saved_at": row.saved_at.isoformat()}
        for row in MessageDraft.objects.filter(member_id=member_id).order_by("pk")
    ]
    yield "Remarks on messages", [
        {"words": row.words, "anchor": row.anchor, "made_at": row.made_at.isoformat()}
        for row in MessageComment.objects.filter(by_id=member_id).order_by("pk")
    ]
