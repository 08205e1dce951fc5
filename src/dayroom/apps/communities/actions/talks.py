"""Two professionals who disagree go on in private: one proposes, the other agrees, and nothing is posted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from dayroom.apps.communities.models import Post, TalkProposal
from dayroom.apps.communities.queries.questions import persona_on_duty
from dayroom.apps.communities.vocabulary import TALK_KIND
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.actions import accept_follow, ask_to_follow
from dayroom.kernel.errors import Conflict, NotFound, Refused

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


class OnlyColleagues(Refused):
    """This is for the words of another professional."""


class TalkAnswered(Conflict):
    """You have answered this proposal already."""


def propose_talk(*, member: Member, post: Post, now: datetime) -> TalkProposal:
    """Propose to the professional behind a post to go on in private. Only they are told. Raises OnlyColleagues."""
    persona = persona_on_duty(member, localdate(now))
    if post.persona is None or post.persona.member_id == member.pk:
        raise OnlyColleagues()
    with transaction.atomic():
        row, made = TalkProposal.objects.get_or_create(
            post=post, proposed_by=persona, proposed_to=post.persona, defaults={"proposed_at": now}
        )
        if made:
            tell(member_ids=[post.persona.member_id], kind=NoticeKind.TALK_PROPOSED, now=now,
                 subject=(TALK_KIND, row.pk))
    return row


def answer_talk(*, member: Member, talk: TalkProposal, accept: bool, now: datetime) -> None:
    """Yes makes the two contacts, so that they can write to each other; no says nothing to anybody. Raises NotFound,
    TalkAnswered."""
    if talk.proposed_to.member_id != member.pk:
        raise NotFound()
    with transaction.atomic():
        locked = TalkProposal.objects.select_for_update().get(pk=talk.pk)
        if locked.accepted is not None:
            raise TalkAnswered()
        locked.accepted, locked.answered_at = accept, now
        locked.save(update_fields=["accepted", "answered_at"])
        if accept:
            proposer = talk.proposed_by.member_id
            ask_to_follow(follower_id=proposer, followed_id=member.pk, now=now)
            accept_follow(member_id=member.pk, follower_id=proposer, now=now)
    talk.accepted = accept
