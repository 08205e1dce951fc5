"""Proposals of a private talk between two professionals, for those two."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Q

from dayroom.apps.communities.models import TalkProposal
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def talk_for(member: Member, public_id: str) -> TalkProposal:
    """A proposal, for the two whom it concerns; NotFound for everybody else."""
    row = (
        TalkProposal.objects.select_related("post__topic", "proposed_by__member", "proposed_to__member")
        .filter(public_id=public_id)
        .first()
    )
    if row is None or member.pk not in (row.proposed_by.member_id, row.proposed_to.member_id):
        raise NotFound()
    return row


def talk_titles(ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
    mine = Q(proposed_by__member_id=reader_id) | Q(proposed_to__member_id=reader_id)
    rows = TalkProposal.objects.filter(mine, pk__in=ids).select_related("post__topic")
    return {row.pk: (row.post.topic.title, f"/pro/talks/{row.public_id}/") for row in rows}
