"""Keep what somebody has typed for the organization and not saved: through a closed tab and an expired sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from dayroom.apps.outreach.models import MessageDraft
from dayroom.apps.outreach.rules.drafts import DRAFT_DAYS, check_place, check_size, is_empty


def keep_draft(*, member_id: int, place: str, fields: Mapping[str, str], now: datetime) -> MessageDraft | None:
    """Keep the fields of a form, replacing what was kept there; an empty form forgets it.

    The message itself does not change, so no approval is touched. Raises NoSuchPlace, TooLarge.
    """
    check_place(place)
    check_size(fields)
    if is_empty(fields):
        forget_draft(member_id=member_id, place=place)
        return None
    told = {name: text.replace("\0", "") for name, text in fields.items()}  # one database refuses the sign
    row, _made = MessageDraft.objects.update_or_create(
        member_id=member_id, place=place, defaults={"fields": told, "saved_at": now})
    return row


def forget_draft(*, member_id: int, place: str) -> None:
    MessageDraft.objects.filter(member_id=member_id, place=place).delete()


def sweep_drafts(now: datetime) -> int:
    """Daily: what nobody has touched for half a year goes. Returns how many."""
    return MessageDraft.objects.filter(saved_at__lt=now - timedelta(days=DRAFT_DAYS)).delete()[0]
