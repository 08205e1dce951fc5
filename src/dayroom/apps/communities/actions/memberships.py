"""Come in, go out, and the part somebody has in a community."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.models import Community, Membership, TopicFollow
from dayroom.apps.communities.queries.communities import moderator_ids
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules import membership as rules
from dayroom.apps.communities.vocabulary import (
    COMMUNITY_KIND,
    Audience,
    MembershipRole,
    MembershipState,
    Visibility,
)
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.actions import keep_moderators, mark_peer_supporter
from dayroom.apps.people.queries import member_by_id
from dayroom.apps.people.vocabulary import SECOND_FACTOR_ROLES
from dayroom.kernel.errors import NotFound
from dayroom.platform import markup
from dayroom.platform.limits import spend

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

PRESENCE_HOURS = 12  # a moderator's visit is written down at most so often: reading a page should not mean writing


def _count(community_id: int, by: int) -> None:
    Community.objects.filter(pk=community_id).update(members_count=F("members_count") + by)


def let_in(*, community: Community, member_id: int, role: str = MembershipRole.MEMBER, now: datetime) -> Membership:
    """An active membership, counted once; the caller holds the transaction and has checked the rule."""
    row, made = Membership.objects.select_for_update().get_or_create(
        community=community, member_id=member_id,
        defaults={"state": MembershipState.ACTIVE, "role": role, "since": now, "last_active_at": now},
    )
    if not made and row.state != MembershipState.ACTIVE:
        row.state, row.role, row.since, row.asked_note, row.last_active_at = MembershipState.ACTIVE, role, now, "", now
        row.save(update_fields=["state", "role", "since", "asked_note", "last_active_at"])
        made = True
    if made:
        _count(community.pk, 1)
    return row


def join(*, member: Member, community: Community, now: datetime, invited: bool = False) -> Membership:
    """Become a member. Joining twice is joining once. Raises Refused, RemovedBefore, ForClinicians, TooMany."""
    standing = standing_in(member, community.pk)
    rules.check_can_join(
        standing, audience=community.audience, policy=community.join_policy,
        closed=community.closed_at is not None, invited=invited,
    )
    if not standing.is_member:
        spend(what="join", who=str(member.pk), most=rules.JOINS_PER_DAY, per_seconds=86_400, now=now)
    with transaction.atomic():
        return let_in(community=community, member_id=member.pk, now=now)


def admit_child(*, community_id: int, member_id: int, now: datetime) -> None:
    """A guardian agreed and a steward made sure of it (people): the child is in. Raises NotFound."""
    place = Community.objects.filter(pk=community_id).first()
    if place is None:
        raise NotFound()
    rules.check_can_admit_child(
        audience=place.audience, closed=place.closed_at is not None, allowed=settings.YOUNG_COMMUNITIES
    )
    with transaction.atomic():
        let_in(community=place, member_id=member_id, now=now)


def leave(*, member: Member, community: Community) -> None:
    """Go, or take a request back. The row is deleted: that somebody once was here is nobody's business.

    Raises LastModerator when nobody would be left to look after the place, Refused when they are not in it.
    """
    with transaction.atomic():
        row = Membership.objects.select_for_update().filter(community=community, member_id=member.pk).first()
        if row is not None and row.state == MembershipState.ASKED:
            row.delete()
            return
        rules.check_can_leave(
            standing_in(member, community.pk), other_moderators=len(set(moderator_ids(community.pk)) - {member.pk})
        )
        Membership.objects.filter(community=community, member_id=member.pk).delete()
        _count(community.pk, -1)
        mark_moderators([member.pk])
        _drop_follows(community, member.pk)


def _drop_follows(community: Community, member_id: int) -> None:
    """Outside a closed place nobody is told of what is written in it."""
    if community.visibility != Visibility.PUBLIC:
        TopicFollow.objects.filter(member_id=member_id, topic__community=community).delete()


def set_follow(*, member: Member, community: Community, follows: bool) -> None:
    """Whether its new topics stand on the member's home page. Raises NotFound for somebody who is not in it."""
    changed = Membership.objects.filter(
        community=community, member_id=member.pk, state=MembershipState.ACTIVE
    ).update(follows=follows)
    if not changed:
        raise NotFound()


def change_role(*, by: Member, community: Community, member_id: int, role: str, now: datetime) -> None:
    """Make somebody a member, a peer supporter or a moderator; they are told, and it is recorded."""
    with transaction.atomic():
        row = row_of(community, member_id)
        if row.state != MembershipState.ACTIVE:
            raise NotFound()
        rules.check_can_change_role(
            standing_in(by, community.pk), own=by.pk == member_id, was=row.role, to=role,
            other_moderators=len(set(moderator_ids(community.pk)) - {member_id}),
        )
        if role == MembershipRole.MODERATOR and community.audience == Audience.YOUNG:
            rules.check_led_by_staff(member_by_id(member_id).has_role(*SECOND_FACTOR_ROLES))
        if row.role == role:
            return
        was, row.role = row.role, role
        row.last_active_at = now if role == MembershipRole.MODERATOR else row.last_active_at
        row.save(update_fields=["role", "last_active_at"])
        _mark_supporter(member_id, by_id=by.pk, now=now)
        mark_moderators([member_id])
        record(actor_id=by.pk, action="membership.role", now=now, subject=("member", member_id),
               facts={"community": community.pk, "from": was, "to": role})
        tell(member_ids=[member_id], kind=NoticeKind.STANDING, now=now, subject=(COMMUNITY_KIND, community.pk),
             scope_id=community.pk, actor_id=by.pk)


def _mark_supporter(member_id: int, *, by_id: int, now: datetime) -> None:
    """The mark on the person follows: a peer supporter is one who is one somewhere."""
    marked = Membership.objects.filter(
        member_id=member_id, state=MembershipState.ACTIVE, role=MembershipRole.PEER_SUPPORTER
    ).exists()
    mark_peer_supporter(member_id=member_id, marked=marked, by_id=by_id, now=now)


def remove_member(*, by: Member, community: Community, member_id: int, reason: str, now: datetime) -> None:
    """Put somebody out, for a recorded reason; they cannot come back by themselves.

    Raises StewardsOnly, ReasonMissing, NotAModerator.
    """
    with transaction.atomic():
        row = row_of(community, member_id)
        rules.check_can_remove(standing_in(by, community.pk), own=by.pk == member_id, was=row.role, reason=reason)
        if row.state == MembershipState.BANNED:
            return
        if row.state == MembershipState.ACTIVE:
            _count(community.pk, -1)
        row.state, row.role, row.asked_note = MembershipState.BANNED, MembershipRole.MEMBER, ""
        row.save(update_fields=["state", "role", "asked_note"])
        TopicFollow.objects.filter(member_id=member_id, topic__community=community).delete()
        _mark_supporter(member_id, by_id=by.pk, now=now)
        mark_moderators([member_id])
        record(actor_id=by.pk, action="membership.removed", now=now, subject=("member", member_id),
               reason=markup.clean_line(reason)[:200], facts={"community": community.pk})
        tell(member_ids=[member_id], kind=NoticeKind.STANDING, now=now, subject=(COMMUNITY_KIND, community.pk),
             scope_id=community.pk, actor_id=by.pk)


def let_back(*, by: Member, community: Community, member_id: int, now: datetime) -> None:
    """End a removal: the person may join again like anyone. Recorded."""
    rules.check_can_look_after(standing_in(by, community.pk))
    with transaction.atomic():
        row = row_of(community, member_id)
        if row.state != MembershipState.BANNED:
            return
        row.delete()
        record(actor_id=by.pk, action="membership.let_back", now=now, subject=("member", member_id),
               facts={"community": community.pk})


def hand_over(
    *, by: Member, community: Community, to_id: int, step_down_ids: tuple[int, ...] = (), now: datetime
) -> None:
    """Give a place into somebody's hands; those named step down to members. For its moderators and the network desk."""
    standing = standing_in(by, community.pk)
    if not standing.may_moderate:
        rules.check_can_network(by.roles, second_factor=by.has_second_factor())
    with transaction.atomic():
        check_may_be_handed(community, to_id)
        make_moderator(community=community, member_id=to_id, now=now)
        stepping = set(step_down_ids) - {to_id}
        if standing.may_moderate and not standing.is_steward:
            stepping &= {by.pk}  # a moderator steps down for themselves only
        Membership.objects.filter(community=community, member_id__in=stepping).update(role=MembershipRole.MEMBER)
        mark_moderators(stepping)
        record(actor_id=by.pk, action="community.handed_over", now=now, subject=(COMMUNITY_KIND, community.pk),
               facts={"to": to_id, "stepped_down": len(stepping)})
        tell(member_ids=[to_id, *stepping], kind=NoticeKind.STANDING, now=now,
             subject=(COMMUNITY_KIND, community.pk), scope_id=community.pk, actor_id=by.pk)


def check_may_be_handed(community: Community, member_id: int) -> None:
    """Whether this place can be put into that member's hands. Raises Refused, NotFound."""
    to = member_by_id(member_id)
    rules.check_can_be_handed(
        standing_in(to, community.pk), audience=community.audience, looks_after_others=to.moderates,
        second_factor_roles=to.has_role(*SECOND_FACTOR_ROLES),
    )


def make_moderator(*, community: Community, member_id: int, now: datetime) -> None:
    """A member with a moderator's part, from inside a transaction that has checked who may do this."""
    row = let_in(community=community, member_id=member_id, role=MembershipRole.MODERATOR, now=now)
    Membership.objects.filter(pk=row.pk).update(role=MembershipRole.MODERATOR, last_active_at=now)
    mark_moderators([member_id])


def mark_moderators(member_ids: Collection[int]) -> None:
    """The mark on the persons follows: a moderator is one who looks after some place."""
    still = Membership.objects.filter(
        member_id__in=member_ids, state=MembershipState.ACTIVE, role=MembershipRole.MODERATOR
    ).values_list("member_id", flat=True)
    keep_moderators(of_ids=member_ids, still_ids=set(still))


def mark_all_moderators() -> None:
    """Mark those who look after a place and have no mark yet: rows of a database from before there was one."""
    rows = Membership.objects.filter(state=MembershipState.ACTIVE, role=MembershipRole.MODERATOR)
    mark_moderators(list(rows.filter(member__moderates=False).values_list("member_id", flat=True).distinct()))


def note_presence(*, member_id: int, community_id: int, last_active_at: datetime | None, now: datetime) -> bool:
    """Write down that a moderator was here, at most twice a day; whether anything was written."""
    if last_active_at is not None and now - last_active_at < timedelta(hours=PRESENCE_HOURS):
        return False
    Membership.objects.filter(member_id=member_id, community_id=community_id).update(last_active_at=now)
    return True


def row_of(community: Community, member_id: int) -> Membership:
    row = Membership.objects.select_for_update().filter(community=community, member_id=member_id).first()
    if row is None:
        raise NotFound()
    return row
