"""Whom a mail may leave for now. Mails hold counts and links: no member's words, no names of places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from dayroom.apps.notices.models import DigestMark, Notice, Preference
from dayroom.apps.notices.ports import MAIL_LINKS, MAIL_PAGES
from dayroom.apps.notices.queries.choices import agreed_to_mail, modes_of_many
from dayroom.apps.notices.rules import is_digest_hour, is_mailed_at_once, local_time, may_mail_now, mode_for
from dayroom.apps.notices.vocabulary import (
    ALWAYS_MAILED,
    DIGEST_EVERY_SECONDS,
    INSTANT_WITHIN_SECONDS,
    MAILED_AT_ONCE,
    MailDue,
    Mode,
)
from dayroom.apps.people.vocabulary import MemberState

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

READING = (MemberState.ACTIVE, MemberState.LIMITED)
REACHABLE = (*READING, MemberState.SUSPENDED, MemberState.LEAVING)


def digests_due(now: datetime) -> Iterator[MailDue]:
    """Members whose summary may leave: a day since the last, by day where they live, outside their quiet hours."""
    lately = DigestMark.objects.filter(
        member_id=OuterRef("member_id"), sent_at__gt=now - timedelta(seconds=DIGEST_EVERY_SECONDS)
    )
    rows = _unmailed().filter(~Exists(lately))
    for members, notices in _by_slices(rows, READING):
        modes, agreed = modes_of_many(list(members)), agreed_to_mail(list(members))
        for member_id, member in members.items():
            if not is_digest_hour(local_time(now, member.time_zone), member.quiet_from, member.quiet_until):
                continue
            mine = [
                row for row in notices[member_id]
                if mode_for(modes.get(member_id, {}), row.scope_id, agreed_to_mail=member_id in agreed)
                in (Mode.DIGEST, Mode.INSTANT)
            ]
            if mine:
                yield _due(member, mine, with_links=False)


def instants_due(now: datetime) -> Iterator[MailDue]:
    """Members to be mailed at once, by their choice or because of what it is."""
    asked = Preference.objects.filter(member_id=OuterRef("member_id"), mode=Mode.INSTANT)
    rows = _unmailed().filter(made_at__gt=now - timedelta(seconds=INSTANT_WITHIN_SECONDS)).filter(
        Q(kind__in=ALWAYS_MAILED) | Exists(asked))
    for members, notices in _by_slices(rows, REACHABLE):
        modes = modes_of_many(list(members))
        for member_id, member in members.items():
            mine = [
                row for row in notices[member_id]
                if is_mailed_at_once(row.kind, mode_for(modes.get(member_id, {}), row.scope_id, agreed_to_mail=False))
                and (row.kind in ALWAYS_MAILED or member.state in READING)
            ]
            local = local_time(now, member.time_zone)
            if mine and may_mail_now({row.kind for row in mine}, local, member.quiet_from, member.quiet_until):
                yield _due(member, mine, with_links=True)


def _unmailed() -> QuerySet[Notice]:
    return Notice.objects.filter(mailed_at=None, read_at=None)


def _by_slices(
    rows: QuerySet[Notice], states: Sequence[str]
) -> Iterator[tuple[dict[int, Member], dict[int, list[Notice]]]]:
    """Members with such notices, by id, a slice at a time, so that a job's memory stays small."""
    last = 0
    while True:
        ids = list(rows.filter(member_id__gt=last).order_by("member_id").values_list("member_id", flat=True)
                   .distinct()[:MAILED_AT_ONCE])
        if not ids:
            return
        last = ids[-1]
        members = get_user_model().objects.filter(pk__in=ids, state__in=states).exclude(email=None).in_bulk()
        notices: dict[int, list[Notice]] = defaultdict(list)
        for row in rows.filter(member_id__in=list(members)).order_by("id"):
            notices[row.member_id].append(row)
        yield members, notices


def _due(member: Member, rows: list[Notice], *, with_links: bool) -> MailDue:
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.kind] += row.count
    return MailDue(
        member_id=member.pk, public_id=member.public_id, email=member.email or "", language=member.language,
        counts=dict(counts), links=tuple(_links(rows)) if with_links else (),
        notice_ids=tuple(row.pk for row in rows),
        pages=tuple(_pages(rows, member.language)) if with_links else (),
    )


def _pages(rows: list[Notice], language: str) -> Iterator[str]:
    for row in rows:
        plug = MAIL_PAGES.get(row.subject_kind)
        if plug and row.subject_id is not None and row.kind in ALWAYS_MAILED:
            yield from plug.pages(row.subject_id, language)


def _links(rows: list[Notice]) -> Iterator[str]:
    for row in rows:
        plug = MAIL_LINKS.get(row.subject_kind)
        path = plug.link(row.subject_id, row.member_id) if plug and row.subject_id is not None else ""
        if path and row.kind in ALWAYS_MAILED:
            yield path
