from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.people.actions.sessions import end_sessions
from dayroom.apps.people.models import Member
from dayroom.apps.people.rules import is_over
from dayroom.apps.people.vocabulary import MemberState
from dayroom.kernel.errors import Conflict, NotFound, Refused


class StateMoved(Conflict):
    """This account has changed in the meantime. Please look again."""


# what a state may become; everything else is refused
MOVES: dict[str, frozenset[str]] = {
    MemberState.ACTIVE: frozenset({MemberState.LIMITED, MemberState.SUSPENDED, MemberState.LEAVING}),
    MemberState.LIMITED: frozenset({MemberState.ACTIVE, MemberState.SUSPENDED, MemberState.LEAVING}),
    MemberState.SUSPENDED: frozenset({MemberState.ACTIVE, MemberState.LIMITED, MemberState.LEAVING}),
    MemberState.LEAVING: frozenset({MemberState.ACTIVE, MemberState.SUSPENDED, MemberState.ERASED}),
    MemberState.ERASED: frozenset(),
    MemberState.KEPT: frozenset(),
}


def _move(member_id: int, to: str, *, until: datetime | None, by_id: int | None, now: datetime, action: str,
          reason: str = "") -> Member:
    with transaction.atomic():
        member = Member.objects.select_for_update().filter(pk=member_id).first()
        if member is None:
            raise NotFound()
        if to != member.state and to not in MOVES[member.state]:
            raise StateMoved(_("This account has changed in the meantime. Please look again."))
        facts: dict[str, int | str | bool | None] = {"from": member.state, "to": to}
        if until:
            facts["until"] = until.isoformat()
        member.state, member.state_until = to, until
        member.save(update_fields=["state", "state_until"])
        record(actor_id=by_id, action=action, now=now, subject=("member", member_id), reason=reason, facts=facts)
    return member


def _check_not_own(member_id: int, by_id: int | None) -> None:
    if member_id == by_id:
        raise Refused(_("Nobody acts on their own account here. Please ask a colleague."))


def limit_member(*, member_id: int, until: datetime | None, by_id: int | None, now: datetime, reason: str = "") -> None:
    """The member reads, but does not write, until then (None: until lifted). Audited. Raises Refused on oneself."""
    _check_not_own(member_id, by_id)
    _move(member_id, MemberState.LIMITED, until=until, by_id=by_id, now=now, action="member.limit", reason=reason)


def suspend_member(
    *, member_id: int, until: datetime | None, by_id: int | None, now: datetime, reason: str = ""
) -> None:
    """The member is signed out everywhere and cannot come back until then (None: until lifted). Audited."""
    _check_not_own(member_id, by_id)
    with transaction.atomic():
        _move(member_id, MemberState.SUSPENDED, until=until, by_id=by_id, now=now, action="member.suspend",
              reason=reason)
        end_sessions(member_id)


def lift(*, member_id: int, by_id: int | None, now: datetime, reason: str = "") -> None:
    """End a limit or a suspension. Audited. Raises StateMoved when there is none."""
    _check_not_own(member_id, by_id)
    with transaction.atomic():
        state = Member.objects.filter(pk=member_id).values_list("state", flat=True).first()
        if state not in (MemberState.LIMITED, MemberState.SUSPENDED):
            raise StateMoved(_("There is no limit on this account."))
        _move(member_id, MemberState.ACTIVE, until=None, by_id=by_id, now=now, action="member.lift", reason=reason)


def lift_ended(*, now: datetime, member_id: int | None = None) -> int:
    """End the limits and suspensions whose time is over, of one member or of all; returns how many."""
    rows = Member.objects.filter(
        state__in=(MemberState.LIMITED, MemberState.SUSPENDED), state_until__isnull=False, state_until__lte=now
    )
    if member_id is not None:
        rows = rows.filter(pk=member_id)
    ended = 0
    for row in list(rows):
        if is_over(row.state_until, now):
            lift(member_id=row.pk, by_id=None, now=now, reason="time is over")
            ended += 1
    return ended


def begin_leaving(*, member_id: int, due_at: datetime, now: datetime) -> None:
    """The member asked to be deleted; until it is due this can be taken back. Audited."""
    _move(member_id, MemberState.LEAVING, until=due_at, by_id=member_id, now=now, action="member.leave")


def stop_leaving(*, member_id: int, now: datetime) -> None:
    """The member stays. Audited. Raises StateMoved when they were not leaving."""
    state = Member.objects.filter(pk=member_id).values_list("state", flat=True).first()
    if state != MemberState.LEAVING:
        raise StateMoved(_("This account is not about to be deleted."))
    _move(member_id, MemberState.ACTIVE, until=None, by_id=member_id, now=now, action="member.stay")
