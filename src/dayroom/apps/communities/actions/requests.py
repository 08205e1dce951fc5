"""Ask to come in, and be answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.memberships import let_in, row_of
from dayroom.apps.communities.models import Community, Membership
from dayroom.apps.communities.queries.communities import moderator_ids
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules import membership as rules
from dayroom.apps.communities.vocabulary import (
    COMMUNITY_KIND,
    JOIN_REQUEST_KIND,
    MembershipRole,
    MembershipState,
)
from dayroom.apps.moderation.actions import open_case
from dayroom.apps.moderation.vocabulary import Priority, Source
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.platform import markup
from dayroom.platform.limits import spend

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

NOTE_MAX = 500


def ask_to_join(*, member: Member, community: Community, note: str, now: datetime) -> guard.Decision:
    """Ask the moderators, who are told. Asking again changes the note. Words of somebody in danger open a case beside
    the request. Raises Refused, MemberAlready, TooMany.
    """
    standing = standing_in(member, community.pk)
    rules.check_can_ask(
        standing, audience=community.audience, policy=community.join_policy, closed=community.closed_at is not None
    )
    spend(what="join", who=str(member.pk), most=rules.JOINS_PER_DAY, per_seconds=86_400, now=now)
    note = markup.clean(note)[:NOTE_MAX]
    _report, decision = examine(note, context=note_context(member, community))
    with transaction.atomic():
        # looked at again where nobody can come between: a moderator may have answered an earlier request just now
        Community.objects.select_for_update().get(pk=community.pk)
        if standing_in(member, community.pk).is_member:
            raise rules.MemberAlready()
        row, _made = Membership.objects.update_or_create(
            community=community, member_id=member.pk,
            defaults={"state": MembershipState.ASKED, "role": MembershipRole.MEMBER, "since": now, "asked_note": note},
        )
        tell(member_ids=moderator_ids(community.pk), kind=NoticeKind.JOIN_ASKED, now=now,
             subject=(COMMUNITY_KIND, community.pk), scope_id=community.pk, actor_id=member.pk)
        if decision.tier >= guard.Tier.T2:
            open_case(
                subject=(JOIN_REQUEST_KIND, row.pk), scope_id=community.pk, author_id=member.pk, anonymous=False,
                priority=Priority.of_tier(decision.tier), source=Source.MACHINE, reasons=list(decision.reasons),
                now=now, tier=int(decision.tier),
            )
    return decision


def note_context(member: Member, community: Community) -> guard.Context:
    """Who writes to the moderators of a place; they are members of it too."""
    return guard.Context(
        subject=guard.Subject.MINOR if member.is_child else guard.Subject.UNKNOWN, place=guard.Place.MEMBERS,
        language=community.language, country=member.country or settings.DEFAULT_COUNTRY,
    )


def clear_note(membership_id: int) -> None:
    """The words of a request go; the request stays."""
    Membership.objects.filter(pk=membership_id).update(asked_note="")


def decide_request(*, by: Member, community: Community, member_id: int, accept: bool, now: datetime) -> None:
    """Answer a request to join; the person is told and the answer recorded. Raises NotAModerator, Conflict."""
    rules.check_can_look_after(standing_in(by, community.pk))
    with transaction.atomic():
        row = row_of(community, member_id)
        rules.check_request_open(row.state)
        if accept:
            let_in(community=community, member_id=member_id, now=now)
        else:
            row.delete()
        record(actor_id=by.pk, action="membership.admitted" if accept else "membership.declined", now=now,
               subject=("member", member_id), facts={"community": community.pk})
        tell(member_ids=[member_id], kind=NoticeKind.JOIN_DECIDED, now=now, subject=(COMMUNITY_KIND, community.pk),
             scope_id=community.pk, actor_id=by.pk)
