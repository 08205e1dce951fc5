"""What a member may do today; the rules behind it are people.rules.trust and people.rules.states."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dayroom.apps.people.models import Member
from dayroom.apps.people.rules import Limits, check_member_may_write, new_member_limits


def limits_of(member: Member) -> Limits:
    """What a day holds for this member; pictures of children stay out (they are personal data in themselves)."""
    limits = new_member_limits(member.trust_level)
    return replace(limits, images_allowed=0) if member.is_child else limits


def check_may_write(member: Member, now: datetime) -> None:
    """Raises Refused, with the sentence, for members who can only read for now."""
    check_member_may_write(member, now)
