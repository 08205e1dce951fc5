"""Write one text, ask for approval, approve what was read, stop it, take it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.outreach.actions.deliveries import drop_planned, plan_deliveries, tell_desk, withdraw_deliveries
from dayroom.apps.outreach.actions.evidence import evidence_of
from dayroom.apps.outreach.models import Approval, Campaign, Message, MessageComment, Variant
from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.queries.desk import second_persons
from dayroom.apps.outreach.queries.messages import approval_of, current_digest
from dayroom.apps.outreach.rules import messages as rules
from dayroom.apps.outreach.vocabulary.campaigns import MESSAGE_KIND, MessageState, StopReason
from dayroom.kernel.errors import Invalid, NotFound, Unavailable
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

WORDS = ("title", "body", "interests", "sources", "ai_model", "ai_reviewed_by")
FIELDS = (*WORDS, "link", "language", "hashtags", "topics", "ai_role", "publish_at", "true_until", "timely_seen")


def write_message(*, author: Member, campaign: Campaign | None, told: Mapping[str, Any], now: datetime,
                  own: bool = False) -> Message:
    """A new draft. Raises Invalid, TooLarge."""
    given = _cleaned(told)
    rules.check_words(given.get("title", ""), given.get("body", ""))
    with transaction.atomic():
        row = Message.objects.create(author=author, campaign=campaign, own=own, made_at=now, changed_at=now,
                                     editor_ids=[author.pk], **given)
        record(actor_id=author.pk, action="message.written", now=now, subject=(MESSAGE_KIND, row.pk))
    return row


def save_message(*, message: Message, by: Member, told: Mapping[str, Any], now: datetime,
                 seen_revision: int | None = None) -> Message:
    """Another wording. What was approved before does not fit it any more: whatever was planned is stopped. Audited.

    Raises NotNow, ChangedSince, Invalid.
    """
    given = _cleaned(told)
    with transaction.atomic():
        row = Message.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=message.pk)
        rules.check_may_edit(row.state)
        if seen_revision is not None and seen_revision != row.revision:
            raise rules.ChangedSince()
        rules.check_words(given.get("title", row.title), given.get("body", row.body))
        for name, value in given.items():
            setattr(row, name, value)
        row.editor_ids = sorted({*row.editor_ids, by.pk})
        row.revision, row.changed_at = row.revision + 1, now
        row.save()
        _reopen(row, by.pk, now)
        record(actor_id=by.pk, action="message.changed", now=now, subject=(MESSAGE_KIND, row.pk),
               facts={"revision": row.revision})
    return row


def _cleaned(told: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: told[name] for name in FIELDS if name in told}
    for name in WORDS:
        if name in given:
            given[name] = markup.clean(rules.without_markup(str(given[name] or "")))
    return given


def _reopen(row: Message, by_id: int, now: datetime) -> None:
    """After a change: an approval that does not fit is worth nothing, and nothing that hangs on it may leave."""
    if approval_of(row, current_digest(row)) is not None or row.state == MessageState.DRAFT:
        return
    drop_planned(row, StopReason.CHANGED, now=now)
    Message.objects.filter(pk=row.pk).update(state=MessageState.DRAFT, stopped_because="")
    row.state, row.stopped_because = MessageState.DRAFT, ""


def choose_channels(*, message: Message, by: Member, chosen: Mapping[str, tuple[str, Sequence[str]]],
                    now: datetime) -> None:
    """Channel → (its own text or "", places). Channels that are not named are left out. Audited. Raises NotNow."""
    known = dict(CHANNELS)
    with transaction.atomic():
        row = Message.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=message.pk)
        rules.check_may_edit(row.state)
        row.variants.exclude(channel__in=list(chosen)).delete()
        for name, (text, places) in chosen.items():
            if name not in known:
                raise NotFound()
            there = {code for code, _label in known[name].places()}
            kept = [one for one in places if one in there]
            if there and not kept:
                raise Invalid()
            Variant.objects.update_or_create(message=row, channel=name, defaults={
                "text": markup.clean(rules.without_markup(text))[:10_000], "places": kept})
        row.editor_ids = sorted({*row.editor_ids, by.pk})
        row.revision, row.changed_at = row.revision + 1, now
        row.save(update_fields=["editor_ids", "revision", "changed_at"])
        _reopen(row, by.pk, now)
        record(actor_id=by.pk, action="message.channels", now=now, subject=(MESSAGE_KIND, row.pk),
               facts={"channels": len(chosen)})


def move_message(*, message: Message, by: Member, publish_at: datetime | None, now: datetime) -> Message:
    """To another moment of the calendar. The time is part of what was approved. Audited."""
    return save_message(message=message, by=by, told={"publish_at": publish_at}, now=now)


def comment(*, message: Message, by: Member, anchor: str, words: str, now: datetime) -> MessageComment:
    """A remark in its place. Audited. Raises Invalid."""
    words = markup.clean_line(words)[:600]
    if markup.is_blank(words):
        raise Invalid()
    with transaction.atomic():
        row = MessageComment.objects.create(message=message, by=by, anchor=anchor[:40], words=words, made_at=now)
        record(actor_id=by.pk, action="message.commented", now=now, subject=(MESSAGE_KIND, message.pk))
        tell_desk(message, now=now, but=by.pk)
    return row


def settle_comment(*, message: Message, comment_id: int, by_id: int, now: datetime) -> None:
    with transaction.atomic():
        if not message.comments.filter(pk=comment_id, settled_at=None).update(settled_at=now):
            raise NotFound()
        record(actor_id=by_id, action="message.comment_settled", now=now, subject=(MESSAGE_KIND, message.pk))


def ask_for_approval(*, message: Message, by: Member, now: datetime) -> None:
    """Nothing that stops it may be open. Audited. Raises NotReady, NotNow."""
    found = evidence_of(message, now=now)
    if found.stops:
        raise rules.NotReady(found.stops)
    with transaction.atomic():
        open_ones = Message.objects.filter(pk=message.pk, state__in=(MessageState.DRAFT, MessageState.STOPPED))
        if not open_ones.update(state=MessageState.ASKED, stopped_because=""):
            raise rules.NotNow()
        record(actor_id=by.pk, action="message.approval_asked", now=now, subject=(MESSAGE_KIND, message.pk))


def approve(*, message: Message, by: Member, digest: str, now: datetime) -> Approval:
    """Somebody who has not written in it says yes to exactly what they read. What is planned is planned with it.

    Audited. Raises SecondPersonNeeded, ChangedSince, NotReady, NotNow, TooOften.
    """
    rules.check_may_approve(by_id=by.pk, editor_ids=message.editor_ids, roles=by.roles)
    if message.state != MessageState.ASKED:
        raise rules.NotNow()
    return _approve(message, by, digest, now=now)


def approve_in_emergency(*, message: Message, by: Member, digest: str, reason: str, now: datetime) -> Approval:
    """One person alone, with a reason. Loud: everybody who could have been the second one is told, and one of them
    reviews it afterwards. Audited. Raises ReasonNeeded, ChangedSince, NotReady, Refused."""
    if not rules.STAFF & set(by.roles):
        rules.check_may_approve(by_id=by.pk, editor_ids=(), roles=by.roles)
    rules.check_emergency(reason)
    return _approve(message, by, digest, now=now, reason=markup.clean_line(reason)[: rules.REASON_MAX])


def _approve(message: Message, by: Member, digest: str, *, now: datetime, reason: str = "") -> Approval:
    found = evidence_of(message, now=now)
    if any(one.report is None for one in found.looked):
        raise Unavailable()
    if found.stops:
        raise rules.NotReady(found.stops)
    with transaction.atomic():
        row = Message.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=message.pk)
        rules.check_may_edit(row.state)
        if current_digest(row) != digest:
            raise rules.ChangedSince()
        kept, _made = Approval.objects.update_or_create(message=row, digest=digest, defaults={
            "by": by, "at": now, "evidence": found.kept(), "emergency": bool(reason), "reason": reason,
            "reviewed_by": None, "reviewed_at": None})
        row.state, row.stopped_because = MessageState.APPROVED, ""
        row.save(update_fields=["state", "stopped_because"])
        plan_deliveries(row, digest=digest, emergency=bool(reason), now=now)
        record(actor_id=by.pk, action="message.approved_alone" if reason else "message.approved", now=now,
               subject=(MESSAGE_KIND, row.pk), facts={"digest": digest})
        tell_desk(row, now=now, but=by.pk)
        if reason:
            # loud: whoever could have been the second person learns of it, and one of them looks at it afterwards
            tell(member_ids=second_persons([*row.editor_ids, by.pk]), kind=NoticeKind.OUTREACH, now=now,
                 subject=(MESSAGE_KIND, row.pk))
    message.state = MessageState.APPROVED
    return kept


def send_back(*, message: Message, by: Member, words: str, now: datetime) -> None:
    """Not like this: back to its author, with a remark. Audited. Raises NotNow."""
    rules.check_may_approve(by_id=by.pk, editor_ids=message.editor_ids, roles=by.roles)
    with transaction.atomic():
        if not Message.objects.filter(pk=message.pk, state=MessageState.ASKED).update(state=MessageState.DRAFT):
            raise rules.NotNow()
        if not markup.is_blank(words):
            comment(message=message, by=by, anchor="body", words=words, now=now)
        record(actor_id=by.pk, action="message.sent_back", now=now, subject=(MESSAGE_KIND, message.pk))


def review_emergency(*, approval: Approval, by: Member, words: str, now: datetime) -> None:
    """Somebody else looks at what one person approved alone. Audited. Raises SecondPersonNeeded, NotNow."""
    editors = [*approval.message.editor_ids, approval.by_id or 0]
    rules.check_may_approve(by_id=by.pk, editor_ids=editors, roles=by.roles)
    with transaction.atomic():
        rows = Approval.objects.filter(pk=approval.pk, emergency=True, reviewed_at=None)
        if not rows.update(reviewed_by=by, reviewed_at=now, review=markup.clean_line(words)[: rules.REASON_MAX]):
            raise rules.NotNow()
        record(actor_id=by.pk, action="message.emergency_reviewed", now=now,
               subject=(MESSAGE_KIND, approval.message_id))


def stop_message(*, message: Message, by: Member, now: datetime) -> int:
    """Whatever has not left stays here; what is out is taken down, or listed for a person. Audited.

    Returns how many places still show it.
    """
    with transaction.atomic():
        row = Message.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=message.pk)
        was_out = row.state == MessageState.OUT
        drop_planned(row, StopReason.PERSON, now=now)
        row.state = MessageState.WITHDRAWN if was_out else MessageState.STOPPED
        row.stopped_because = StopReason.PERSON
        row.save(update_fields=["state", "stopped_because"])
        record(actor_id=by.pk, action="message.stopped", now=now, subject=(MESSAGE_KIND, row.pk),
               facts={"was_out": was_out})
        tell_desk(row, now=now, but=by.pk)
    return withdraw_deliveries(row, by_id=by.pk, now=now) if was_out else 0
