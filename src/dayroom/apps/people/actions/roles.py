from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.people.actions.members import confirm_email, register_member
from dayroom.apps.people.actions.sessions import end_sessions
from dayroom.apps.people.models import Member, RoleGrant
from dayroom.apps.people.queries import member_by_email, member_by_id, owners_besides
from dayroom.apps.people.rules import check_may_grant, check_may_withdraw
from dayroom.apps.people.vocabulary import SECOND_FACTOR_ROLES, Role


def _recache(member_id: int) -> None:
    """The cached words follow the grants, in the same transaction."""
    roles = RoleGrant.objects.filter(member_id=member_id).values_list("role", flat=True)
    Member.objects.filter(pk=member_id).update(roles_cached=" ".join(sorted(roles)))


def _grant(*, member_id: int, role: str, by_id: int | None, now: datetime) -> None:
    with transaction.atomic():
        _row, made = RoleGrant.objects.get_or_create(
            member_id=member_id, role=role, defaults={"granted_by_id": by_id, "granted_at": now}
        )
        _recache(member_id)
        if made and role in SECOND_FACTOR_ROLES:
            # a role with a desk starts with a fresh sign-in, under the session rules of that role
            end_sessions(member_id)
        if made:
            record(actor_id=by_id, action="role.grant", now=now, subject=("member", member_id), facts={"role": role})


def _withdraw(*, member_id: int, role: str, by_id: int | None, now: datetime) -> None:
    with transaction.atomic():
        gone, _kinds = RoleGrant.objects.filter(member_id=member_id, role=role).delete()
        _recache(member_id)
        if gone:
            record(actor_id=by_id, action="role.withdraw", now=now, subject=("member", member_id), facts={"role": role})


def grant_role(*, member_id: int, role: str, by_id: int | None, now: datetime) -> None:
    """Give a role. Audited. ``by_id`` None is the house itself (set-up, demo, a checked licence).

    Raises Refused when the giver may not, or gives it to themselves.
    """
    role = Role(role).value
    if by_id is not None:
        check_may_grant(member_by_id(by_id).roles, role, own=by_id == member_id)
    _grant(member_id=member_id, role=role, by_id=by_id, now=now)


def withdraw_role(*, member_id: int, role: str, by_id: int | None, now: datetime) -> None:
    """Take a role away. Audited. Raises Refused when the taker may not, or no owner would be left."""
    role = Role(role).value
    if by_id is not None:
        check_may_withdraw(
            member_by_id(by_id).roles, role, own=by_id == member_id, owners_left=owners_besides(member_id)
        )
    _withdraw(member_id=member_id, role=role, by_id=by_id, now=now)


def make_owner(*, email: str, handle: str, password: str, now: datetime) -> Member:
    """The first owner, from the command line: made with a confirmed address, or found by it; owner and steward."""
    with transaction.atomic():
        member = member_by_email(email)
        if member is None:
            member = register_member(handle=handle, email=email, password=password, now=now)
            confirm_email(member_id=member.pk)
        for role in (Role.OWNER, Role.STEWARD):
            _grant(member_id=member.pk, role=role, by_id=None, now=now)
    member.refresh_from_db()
    return member
