"""Links that let people in, until they run out, are used up or are taken back."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.memberships import join
from dayroom.apps.communities.models import Community, Invitation, Membership
from dayroom.apps.communities.queries.invitations import TOKEN, good_invitation
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules import membership as rules
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

TOKEN_BYTES = 24  # 192 bits: a link cannot be guessed


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def make_invitation(*, by: Member, community: Community, days: int, uses: int | None, now: datetime) -> Invitation:
    """A new link; recorded without the link itself. Raises NotAModerator, CommunityClosed."""
    rules.check_can_look_after(standing_in(by, community.pk))
    if community.closed_at is not None:
        raise rules.CommunityClosed()
    days = max(1, min(days, rules.INVITATION_DAYS_MOST))
    with transaction.atomic():
        made = Invitation.objects.create(
            community=community, token=new_token(), made_by_id=by.pk, made_at=now,
            expires_at=now + timedelta(days=days), uses_left=uses,
        )
        record(actor_id=by.pk, action="invitation.made", now=now, subject=("invitation", made.pk),
               facts={"community": community.pk, "days": days, "uses": uses})
    return made


def withdraw_invitation(*, by: Member, community: Community, token: str, now: datetime) -> None:
    """From now on the link lets nobody in. Recorded. Taking it back twice is taking it back once."""
    rules.check_can_look_after(standing_in(by, community.pk))
    with transaction.atomic():
        rows = Invitation.objects.select_for_update().filter(community=community)
        row = rows.filter(token=token).first() if TOKEN.fullmatch(token) else None
        if row is None:
            raise NotFound()
        if row.withdrawn_at is None:
            row.withdrawn_at = now
            row.save(update_fields=["withdrawn_at"])
            record(actor_id=by.pk, action="invitation.withdrawn", now=now, subject=("invitation", row.pk),
                   facts={"community": community.pk})


def accept_invitation(*, member: Member, token: str, now: datetime) -> Membership:
    """Come in by a link. Raises InvitationOver, and what ``join`` raises."""
    with transaction.atomic():
        invitation = good_invitation(token, now=now, lock=True)
        before = standing_in(member, invitation.community_id)
        row = join(member=member, community=invitation.community, now=now, invited=True)
        if not before.is_member and invitation.uses_left is not None:
            Invitation.objects.filter(pk=invitation.pk).update(uses_left=F("uses_left") - 1)
        return row


