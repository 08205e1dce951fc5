"""Tell members something, as rows; mails leave later, in digests, by a job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from dayroom.apps.notices.models import DigestMark, Notice, Preference
from dayroom.apps.notices.queries import chosen_modes
from dayroom.apps.notices.rules import is_told
from dayroom.apps.notices.vocabulary import ALWAYS_TOLD, TOLD_AT_ONCE, Mode
from dayroom.platform.rows import insert_rows


def tell(
    *,
    member_ids: Iterable[int],
    kind: str,
    now: datetime,
    subject: tuple[str, int] | None = None,
    scope_id: int | None = None,
    actor_id: int | None = None,
) -> int:
    """Put a notice in front of each member; returns to how many. The one who acts is never told of it.

    More of the same about the same subject raises the count of the unread notice instead of adding another. Members
    who turned this place off are left out, except where they must know.
    """
    told = 0
    for members in _slices(sorted({member_id for member_id in member_ids if member_id != actor_id})):
        wanted = set(members) if kind in ALWAYS_TOLD else _who_wants(members, kind, scope_id)
        with transaction.atomic():
            told += _put(wanted, kind, now, subject or ("", None), scope_id=scope_id, actor_id=actor_id)
    return told


def _slices(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), TOLD_AT_ONCE):
        yield ids[start:start + TOLD_AT_ONCE]


def _who_wants(members: list[int], kind: str, scope_id: int | None) -> set[int]:
    chosen = chosen_modes(members, scope_id)
    return {member_id for member_id in members if is_told(kind, chosen.get(member_id, Mode.SITE))}


def _put(
    wanted: set[int], kind: str, now: datetime, subject: tuple[str, int | None], *, scope_id: int | None,
    actor_id: int | None,
) -> int:
    subject_kind, subject_id = subject
    unread = Notice.objects.filter(
        member_id__in=wanted, kind=kind, subject_kind=subject_kind, subject_id=subject_id, read_at=None
    )
    already = set(unread.values_list("member_id", flat=True))
    if already:
        unread.update(count=F("count") + 1, made_at=now, actor_id=actor_id)
    fresh = wanted - already
    insert_rows(Notice, "member", sorted(fresh), same={
        "kind": kind, "subject_kind": subject_kind, "subject_id": subject_id, "scope_id": scope_id, "actor": actor_id,
        "made_at": now})
    if fresh:
        get_user_model().objects.filter(pk__in=fresh).update(unread_count=F("unread_count") + 1)
    return len(wanted)


def take_back(*, kind: str, subject: tuple[str, int]) -> int:
    """Remove unread notices about something that was taken back; returns how many."""
    with transaction.atomic():
        rows = Notice.objects.filter(kind=kind, subject_kind=subject[0], subject_id=subject[1], read_at=None)
        members = list(rows.values_list("member_id", flat=True))
        rows.delete()
        _recount(members)
    return len(members)


def forget_subject(*, subject: tuple[str, int]) -> int:
    """Delete every notice about something that was only a play, seen or not; returns how many."""
    with transaction.atomic():
        rows = Notice.objects.filter(subject_kind=subject[0], subject_id=subject[1])
        members = list(rows.values_list("member_id", flat=True).distinct())
        rows.delete()
        _recount(members)
    return len(members)


def mark_all_seen(*, member_id: int, now: datetime) -> int:
    """Everything up to now counts as seen; returns how much was new."""
    with transaction.atomic():
        seen = Notice.objects.filter(member_id=member_id, read_at=None, made_at__lte=now).update(read_at=now)
        _recount([member_id])
    return seen


def mark_seen(*, member_id: int, subject: tuple[str, int], now: datetime) -> int:
    """The member has seen this subject on its own page; returns how many notices that settles."""
    with transaction.atomic():
        seen = Notice.objects.filter(member_id=member_id, subject_kind=subject[0], subject_id=subject[1],
                                     read_at=None).update(read_at=now)
        if seen:
            _recount([member_id])
    return seen


def forget_notices(member_id: int) -> None:
    """Delete every notice to a member, and unname them where they were the cause of one."""
    with transaction.atomic():
        Notice.objects.filter(member_id=member_id).delete()
        Notice.objects.filter(actor_id=member_id).update(actor=None)
        Preference.objects.filter(member_id=member_id).delete()
        DigestMark.objects.filter(member_id=member_id).delete()
        _recount([member_id])


def _recount(member_ids: list[int]) -> None:
    """The number on the bell is what the rows say."""
    unread = (Notice.objects.filter(member_id=OuterRef("pk"), read_at=None).order_by().values("member_id")
              .annotate(how_many=Count("pk")).values("how_many"))
    get_user_model().objects.filter(pk__in=member_ids).update(
        unread_count=Coalesce(Subquery(unread, output_field=IntegerField()), 0)
    )
