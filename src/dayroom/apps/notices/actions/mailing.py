"""Book-keeping of mails: who gets one now is claimed before it is sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from dayroom.apps.notices.models import DigestMark, Notice
from dayroom.apps.notices.vocabulary import DIGEST_EVERY_SECONDS, MailDue


def claim_digest(member_id: int, now: datetime) -> tuple[bool, datetime | None]:
    """Take the right to send this member's summary: (whether it is ours, when the last one left)."""
    before = DigestMark.objects.filter(member_id=member_id).values_list("sent_at", flat=True).first()
    if before is None:
        try:
            with transaction.atomic():
                DigestMark.objects.create(member_id=member_id, sent_at=now)
        except IntegrityError:
            return False, None
        return True, None
    due = DigestMark.objects.filter(member_id=member_id, sent_at__lte=now - timedelta(seconds=DIGEST_EVERY_SECONDS))
    return bool(due.update(sent_at=now)), before


def give_back_digest(member_id: int, before: datetime | None) -> None:
    """The mail could not be sent: somebody tries again later."""
    rows = DigestMark.objects.filter(member_id=member_id)
    if before is None:
        rows.delete()
    else:
        rows.update(sent_at=before)


def claim_instant(due: MailDue, now: datetime) -> bool:
    """Take the right to mail these notices at once; False when another worker has them."""
    with transaction.atomic():
        free = Notice.objects.select_for_update().filter(pk__in=due.notice_ids, mailed_at=None)
        if len(free.values_list("pk")) != len(due.notice_ids):
            return False
        Notice.objects.filter(pk__in=due.notice_ids).update(mailed_at=now)
    return True


def give_back_instant(due: MailDue) -> None:
    Notice.objects.filter(pk__in=due.notice_ids).update(mailed_at=None)


def mark_mailed(due: MailDue, now: datetime) -> None:
    Notice.objects.filter(pk__in=due.notice_ids).update(mailed_at=now)
