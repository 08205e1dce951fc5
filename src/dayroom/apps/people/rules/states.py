"""What a member may do while limited, suspended or leaving."""

from __future__ import annotations

from datetime import datetime

from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary import MemberState
from dayroom.kernel.errors import Refused


class MayNotWrite(Refused):
    """You can read, but not write, for now."""


def is_over(state_until: datetime | None, now: datetime) -> bool:
    """A limit or suspension with an end is over once that end is reached."""
    return state_until is not None and state_until <= now


def check_member_may_write(member: Member, now: datetime) -> None:
    """Limited and suspended members cannot write until the time is over; leaving and erased ones not at all."""
    state = member.state
    if state == MemberState.ACTIVE:
        return
    if state in (MemberState.LIMITED, MemberState.SUSPENDED) and is_over(member.state_until, now):
        return
    if state == MemberState.LIMITED:
        raise MayNotWrite(_limited_sentence(member.state_until))
    if state == MemberState.SUSPENDED:
        raise MayNotWrite(_("Your account is suspended. The notice you got says why and how to appeal."))
    if state == MemberState.LEAVING:
        raise MayNotWrite(_("Your account is about to be deleted. You can still take that back on the privacy page."))
    raise MayNotWrite(_("This account is gone."))


def _limited_sentence(until: datetime | None) -> str:
    if until is None:
        return _now("You can read, but not write, for now. The notice you got says why and how to appeal.")
    return _now("You can read, but not write, until %(until)s. The notice you got says why and how to appeal.") % {
        "until": formats.date_format(localtime(until), "DATETIME_FORMAT")
    }
