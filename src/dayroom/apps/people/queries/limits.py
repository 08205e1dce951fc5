"""What a member may do today; the rules behind it are people.rules.trust and people.rules.states."""

from __future__ import annotations

from datetime import datetime

from dayroom.apps.people.models import Member
from dayroom.apps.people.rules import Limits, check_member_may_write, new_member_limits


def limits_of(member: Member) -> Limits:
    return new_member_limits(member.trust_level)


def check_may_write(member: Member, now: datetime) -> None:
    """Raises Refused, with the sentence, for members who can only read for now."""
    check_member_may_write(member, now)
