"""Who is on call, who was called, and how much is enough for today."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from dayroom.apps.moderation.models import Call, Case, DeskChoice, HardLook, PushDevice, Shift
from dayroom.apps.moderation.queries.handlers import facts_of, moderators_of, stewards
from dayroom.apps.moderation.rules.duty import is_next_called
from dayroom.apps.moderation.vocabulary import CaseState, Harm
from dayroom.apps.moderation.vocabulary.duty import (
    CALL_FROM_TIER,
    CALLS_PER_PAGE,
    HARD_DAYS_IN_A_ROW,
    NEXT_AFTER_SECONDS,
    SHIFTS_SHOWN,
    TRIES_MOST,
    TRY_AGAIN_AFTER_SECONDS,
    CallState,
)
from dayroom.apps.people.vocabulary import MemberState, Role
from dayroom.platform.keyset import Page, newest_first

PEOPLE_SHOWN = 300
CALLED_WITHIN_HOURS = 48  # an older crisis is the stewards' (call_again), not the rota's


def shifts_now(now: datetime) -> QuerySet[Shift]:
    return (Shift.objects.filter(starts_at__lte=now, ends_at__gt=now).select_related("member")
            .order_by("starts_at", "id"))


def shifts_ahead(now: datetime) -> list[Shift]:
    rows = Shift.objects.filter(ends_at__gt=now).select_related("member").order_by("starts_at", "id")
    return list(rows[:SHIFTS_SHOWN])


def whom_to_call(case: Case, now: datetime) -> tuple[list[int], int]:
    """(who is called next about this case, the how manyth call it is).

    The rota first, one after the other, as far as they may handle the case; then everybody else who may, together. The
    author is never called, also behind a byline, and nobody is called twice.
    """
    author_id, _anonymous, scope_id = facts_of(case)
    called = dict(case.calls.exclude(member=None).values_list("member_id", "round"))
    number = max(called.values(), default=0) + 1
    may = {*moderators_of(case.subject_kind, scope_id), *stewards()} - {author_id} - set(called)
    for member_id in shifts_now(now).values_list("member_id", flat=True)[:SHIFTS_SHOWN]:
        if member_id in may:
            return [member_id], number
    # who leaves crises to others is spared, unless there are no others
    return sorted(may - _who_leaves(Harm.CRISIS) or may), number


def _who_leaves(harm: str) -> set[int]:
    return set(DeskChoice.objects.filter(skips__contains=harm).values_list("member_id", flat=True))


def cases_to_call_about(now: datetime, *, most: int) -> list[Case]:
    """Open crisis cases whose last call was not answered in time."""
    recently = now - timedelta(seconds=NEXT_AFTER_SECONDS)
    rows = Case.objects.filter(state=CaseState.OPEN, tier__gte=CALL_FROM_TIER,
                               opened_at__gt=now - timedelta(hours=CALLED_WITHIN_HOURS))
    rows = rows.annotate(last_call_at=Max("calls__made_at"), rounds=Max("calls__round")).filter(
        last_call_at__lte=recently)
    rows = rows.exclude(Exists(Call.objects.filter(case_id=OuterRef("pk"), seen_at__isnull=False)))
    return [case for case in rows.order_by("opened_at", "id")[:most]
            if is_next_called(case.state, seen=False, last_call_at=case.last_call_at, rounds=case.rounds, now=now)]


def calls_free(now: datetime) -> QuerySet[Call]:
    """Calls that wait and that no worker is sending at this moment."""
    a_while_ago = now - timedelta(seconds=TRY_AGAIN_AFTER_SECONDS)
    rows = Call.objects.filter(Q(tried_at=None) | Q(tried_at__lt=a_while_ago), state=CallState.WAITING)
    return rows.filter(tries__lt=TRIES_MOST)


def calls_waiting(now: datetime, *, most: int) -> list[int]:
    return list(calls_free(now).order_by("made_at", "id").values_list("pk", flat=True)[:most])


def call_log(*, place: str = "") -> Page[Call]:
    """What was sent to whom and when, newest first."""
    rows = Call.objects.select_related("member", "case")
    return newest_first(rows, time_field="made_at", place=place, limit=CALLS_PER_PAGE)


def calls_for(member_id: int) -> list[Call]:
    """Calls to this person that nobody has answered yet, about cases that still wait."""
    rows = Call.objects.filter(member_id=member_id, seen_at=None, case__state=CaseState.OPEN).select_related("case")
    found: dict[int, Call] = {}
    for row in rows.order_by("-made_at", "-id")[:CALLS_PER_PAGE]:
        found.setdefault(row.case_id or 0, row)
    return list(found.values())


def devices_count(member_id: int) -> int:
    return PushDevice.objects.filter(member_id=member_id).count()


def hard_today(member_id: int, today: date) -> int:
    return HardLook.objects.filter(member_id=member_id, on=today).count()


def hard_days(member_id: int, today: date) -> list[date]:
    rows = HardLook.objects.filter(member_id=member_id, on__gt=today - timedelta(days=HARD_DAYS_IN_A_ROW))
    return sorted(set(rows.values_list("on", flat=True)))



def people_for_rota() -> list[tuple[str, str]]:
    """(id, handle) of everybody with a desk, by handle: moderators of any place, and stewards."""
    rows = get_user_model().objects.filter(Q(moderates=True) | Q(role_grants__role=Role.STEWARD),
                                           state=MemberState.ACTIVE).distinct().order_by("handle")
    return [(str(pk), handle) for pk, handle in rows.values_list("pk", "handle")[:PEOPLE_SHOWN]]
