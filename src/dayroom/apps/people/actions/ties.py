from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from dayroom.apps.people.models import Block, Follow, Mute
from dayroom.apps.people.ports import BLOCK_WATCHERS, spread_news
from dayroom.apps.people.queries import blocked_between, member_by_id
from dayroom.apps.people.rules import check_may_block, check_may_follow
from dayroom.apps.people.vocabulary import FollowState
from dayroom.kernel.errors import NotFound


def ask_to_follow(*, follower_id: int, followed_id: int, now: datetime) -> Follow:
    """One asks to follow another, who is told. Asking twice is asking once. Raises Refused, or NotFound if blocked."""
    asker, asked = member_by_id(follower_id), member_by_id(followed_id)
    check_may_follow(own=follower_id == followed_id, blocked=blocked_between(follower_id, followed_id),
                     asker_teen=asker.is_teen, asked_teen=asked.is_teen,
                     child=asker.is_child or asked.is_child)
    with transaction.atomic():
        row, made = Follow.objects.get_or_create(
            follower_id=follower_id, followed_id=followed_id, defaults={"asked_at": now}
        )
        if made:
            spread_news(member_id=followed_id, kind="FOLLOW_ASKED", now=now, actor_id=follower_id,
                        subject=("member", follower_id))
    return row


def accept_follow(*, member_id: int, follower_id: int, now: datetime) -> Follow:
    """The one who was asked says yes, and the asker is told. Raises NotFound when nobody asked."""
    with transaction.atomic():
        row = Follow.objects.select_for_update().filter(follower_id=follower_id, followed_id=member_id).first()
        if row is None:
            raise NotFound()
        if row.state == FollowState.ASKED:
            row.state, row.accepted_at = FollowState.ACCEPTED, now
            row.save(update_fields=["state", "accepted_at"])
            spread_news(member_id=follower_id, kind="FOLLOW_ACCEPTED", now=now, actor_id=member_id,
                        subject=("member", member_id))
    return row


def decline_follow(*, member_id: int, follower_id: int) -> None:
    """The one who was asked says no, or lets a follower go. Nobody is told."""
    Follow.objects.filter(follower_id=follower_id, followed_id=member_id).delete()


def unfollow(*, follower_id: int, followed_id: int) -> None:
    """Stop following, or take a request back. Nobody is told."""
    Follow.objects.filter(follower_id=follower_id, followed_id=followed_id).delete()


def block(*, member_id: int, blocked_id: int, now: datetime) -> None:
    """Neither sees or reaches the other any more; follows between the two end. The other is not told."""
    check_may_block(own=member_id == blocked_id)
    with transaction.atomic():
        Block.objects.get_or_create(member_id=member_id, blocked_id=blocked_id, defaults={"since": now})
        Follow.objects.filter(
            Q(follower_id=member_id, followed_id=blocked_id) | Q(follower_id=blocked_id, followed_id=member_id)
        ).delete()
        for _key, watcher in BLOCK_WATCHERS:
            watcher.blocked(member_id=member_id, blocked_id=blocked_id, now=now)


def unblock(*, member_id: int, blocked_id: int) -> None:
    """End a block of one's own; follows do not come back by themselves."""
    Block.objects.filter(member_id=member_id, blocked_id=blocked_id).delete()


def mute(*, member_id: int, muted_id: int, now: datetime) -> None:
    """The member no longer sees the other's posts; the other notices nothing."""
    check_may_block(own=member_id == muted_id)
    Mute.objects.get_or_create(member_id=member_id, muted_id=muted_id, defaults={"since": now})


def unmute(*, member_id: int, muted_id: int) -> None:
    """See the other's posts again."""
    Mute.objects.filter(member_id=member_id, muted_id=muted_id).delete()
