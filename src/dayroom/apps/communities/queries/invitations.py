"""Links that let people in."""

from __future__ import annotations

import re
from datetime import datetime

from dayroom.apps.communities.models import Community, Invitation
from dayroom.apps.communities.rules.membership import InvitationOver, is_invitation_good

TOKEN = re.compile(r"[A-Za-z0-9_-]{1,40}")


def good_invitation(token: str, *, now: datetime, lock: bool = False) -> Invitation:
    """The invitation behind a link that still lets people in; raises InvitationOver for any other link."""
    rows = Invitation.objects.select_related("community")
    if lock:
        # of the invitation only: the community's row is counted in the same transaction anyway
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(token=token).first() if TOKEN.fullmatch(token) else None
    if found is None or not is_invitation_good(
        expires_at=found.expires_at, uses_left=found.uses_left, withdrawn=found.withdrawn_at is not None,
        closed=found.community.closed_at is not None, now=now,
    ):
        raise InvitationOver()
    return found


def invitations_of(community: Community) -> list[Invitation]:
    """The links of a place, newest first, for those who look after it."""
    return list(
        Invitation.objects.filter(community=community).select_related("made_by").order_by("-made_at", "-id")[:100]
    )
