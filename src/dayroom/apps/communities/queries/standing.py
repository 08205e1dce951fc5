"""What a reader is to a community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from dayroom.apps.communities.models import Community, Membership
from dayroom.apps.communities.rules import reading
from dayroom.apps.communities.rules.membership import check_can_join
from dayroom.apps.communities.vocabulary import Audience, MembershipRole, MembershipState, Standing
from dayroom.apps.people.vocabulary import Role
from dayroom.kernel.errors import NotFound, Refused

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

VISITOR = Standing()


def standing_in(reader: Member | None, community_id: int) -> Standing:
    """One query for a member, none for a visitor."""
    if reader is None:
        return VISITOR
    row = (
        Membership.objects.filter(member_id=reader.pk, community_id=community_id).values_list("state", "role").first()
    )
    return standing_of(reader, *(row or (None, None)))


def standing_of(reader: Member, state: str | None, role: str | None) -> Standing:
    # where the operator has closed the places for children, their members are guests like anybody
    active = state == MembershipState.ACTIVE and (settings.YOUNG_COMMUNITIES or not reader.is_child)
    return Standing(
        member_id=reader.pk,
        is_member=active,
        is_moderator=active and role == MembershipRole.MODERATOR,
        is_peer_supporter=active and role == MembershipRole.PEER_SUPPORTER,
        is_steward=reader.has_role(Role.STEWARD) and reader.has_second_factor(),
        is_banned=state == MembershipState.BANNED,
        is_clinician=reader.has_role(Role.CLINICIAN),
        is_child=reader.is_child,
        is_speaker=reader.has_role(Role.COMMUNICATIONS_OFFICER) and reader.has_second_factor(),
    )


def community_for(reader: Member | None, slug: str) -> tuple[Community, Standing]:
    """The community and the reader's standing; NotFound when it is not for them to know of."""
    community = Community.objects.filter(slug=slug).first()
    if community is None:
        raise NotFound()
    standing = standing_in(reader, community.pk)
    if community.audience == Audience.YOUNG and not settings.YOUNG_COMMUNITIES and not standing.is_steward:
        raise NotFound()
    if not reading.may_know_of(standing, visibility=community.visibility, audience=community.audience):
        raise NotFound()
    return community, standing


def may_join(standing: Standing, community_id: int) -> bool:
    """Whether one press lets this reader in: the place is open, and for people like them."""
    row = Community.objects.filter(pk=community_id).values_list("audience", "join_policy", "closed_at").first()
    if row is None:
        return False
    audience, policy, closed_at = row
    try:
        check_can_join(standing, audience=audience, policy=policy, closed=closed_at is not None, invited=False)
    except Refused:
        return False
    return not standing.is_member


def community_ids_of(member_id: int) -> list[int]:
    return list(
        Membership.objects.filter(member_id=member_id, state=MembershipState.ACTIVE).values_list(
            "community_id", flat=True
        )
    )


def community_with_id(community_id: int) -> Community:
    """For what has already been let in: a composer's own place. Raises NotFound."""
    found = Community.objects.filter(pk=community_id).first()
    if found is None:
        raise NotFound()
    return found
