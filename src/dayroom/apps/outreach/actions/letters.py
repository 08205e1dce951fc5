"""Queue an issue of the newsletter for everybody who asked, in small parts, and send each letter once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from time import monotonic, sleep

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.outreach.models import Delivery, Letter, LetterRun
from dayroom.apps.outreach.queries.letters import next_wishes, stale_letters, waiting_letters, wanted_by
from dayroom.apps.outreach.vocabulary.campaigns import MESSAGE_KIND
from dayroom.apps.outreach.vocabulary.subscriptions import LETTERS_AT_ONCE, MAILS_AT_ONCE, LetterState, Way, Wish
from dayroom.platform.jobs import enqueue
from dayroom.platform.rows import insert_rows

BREATH_SECONDS = 0.04  # between two parts: whoever writes a post meanwhile gets the database in between
BREATH_MOST_SECONDS = 1.0
TRIES_MOST = 3


def start_run(delivery_id: int) -> None:
    """Write down that this issue goes out, once; a job does the rest."""
    with transaction.atomic():
        _run, made = LetterRun.objects.get_or_create(delivery_id=delivery_id, defaults={"started_at": timezone.now()})
        if made:
            enqueue("outreach.queue_letters", delivery_id=delivery_id)


def stop_run(delivery_id: int) -> int:
    """Letters that have not left stay here. Returns how many are out."""
    with transaction.atomic():
        LetterRun.objects.filter(delivery_id=delivery_id, done_at=None).update(done_at=timezone.now())
        Letter.objects.filter(delivery_id=delivery_id, state=LetterState.QUEUED).delete()
    return Letter.objects.filter(delivery_id=delivery_id).count()


def queue_letters(delivery_id: int) -> int:
    """Everybody who wants this issue gets a row, part by part; goes on where it was interrupted. Returns how many."""
    delivery = Delivery.objects.select_related("message", "message__campaign").get(pk=delivery_id)
    queued = 0
    while True:
        began = monotonic()
        part = _queue_part(delivery)
        if part is None:
            return queued
        queued += part
        # as long a break as the part took: on a busy machine the queue steps back, and not the readers
        sleep(max(BREATH_SECONDS, min(monotonic() - began, BREATH_MOST_SECONDS)))


def _queue_part(delivery: Delivery) -> int | None:
    """One short transaction: the letters and how far we came are written together. None: there is nobody left."""
    with transaction.atomic():
        run = LetterRun.objects.select_for_update().get(delivery=delivery)
        rows = [] if run.done_at else next_wishes(run.last_subscription_id, LETTERS_AT_ONCE)
        if not rows:
            LetterRun.objects.filter(pk=run.pk, done_at=None).update(done_at=timezone.now())
            return None
        now = timezone.now()
        wanted = wanted_by(delivery.message)
        wishes = [row for row in rows if wanted(row)]
        here = [row.member_id for row in wishes if row.way == Way.NOTICE and row.member_id is not None]
        _put_letters(delivery, wishes, now)
        if here:
            tell(member_ids=here, kind=NoticeKind.NEWS, now=now, subject=(MESSAGE_KIND, delivery.message_id))
        LetterRun.objects.filter(pk=run.pk).update(
            last_subscription_id=rows[-1].pk, queued_count=F("queued_count") + len(wishes))
    return len(wishes)


def _put_letters(delivery: Delivery, wishes: Sequence[Wish], now: datetime) -> None:
    """One each; a notice is written in the same transaction, so that its letter has arrived."""
    by_mail = [row.pk for row in wishes if row.way != Way.NOTICE]
    as_notice = [row.pk for row in wishes if row.way == Way.NOTICE]
    insert_rows(Letter, "subscription", by_mail, same={"delivery": delivery.pk}, ignore_known=True)
    insert_rows(Letter, "subscription", as_notice, ignore_known=True,
                same={"delivery": delivery.pk, "state": LetterState.SENT, "sent_at": now})


def send_letters(send: Callable[[Letter], bool], *, seconds: float) -> int:
    """Send what waits for at most so long; each letter is claimed before it leaves. Returns how many were sent."""
    until, sent = monotonic() + seconds, 0
    stale_letters(timezone.now())
    while monotonic() < until:
        ids = waiting_letters(MAILS_AT_ONCE, timezone.now())
        if not ids:
            return sent
        for letter_id in ids:
            sent += _send_one(letter_id, send)
            if monotonic() >= until:
                return sent
    return sent


def _send_one(letter_id: int, send: Callable[[Letter], bool]) -> int:
    claimed = Letter.objects.filter(pk=letter_id, state=LetterState.QUEUED).update(
        state=LetterState.SENDING, claimed_at=timezone.now(), tries=F("tries") + 1)
    if not claimed:
        return 0
    letter = Letter.objects.select_related(
        "subscription", "delivery", "delivery__message", "delivery__message__campaign").get(pk=letter_id)
    if send(letter):
        Letter.objects.filter(pk=letter_id).update(state=LetterState.SENT, sent_at=timezone.now())
        return 1
    again = letter.tries < TRIES_MOST
    Letter.objects.filter(pk=letter_id).update(state=LetterState.QUEUED if again else LetterState.FAILED)
    return 0


def start_pushes(delivery_id: int) -> None:
    enqueue("outreach.send_pushes", delivery_id=delivery_id)
