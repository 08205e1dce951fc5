from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet, Value

from dayroom.apps.people.models import Block, Follow, Mute
from dayroom.apps.people.vocabulary import FollowState, MemberState
from dayroom.platform.compiled import Ask, Compiled


def _hidden(ask: Ask) -> QuerySet[Block, tuple[int]]:
    blocked = Block.objects.filter(member_id=ask.number("reader")).order_by().values_list("blocked_id")
    blocking = Block.objects.filter(blocked_id=ask.number("reader")).order_by().values_list("member_id")
    muted = Mute.objects.filter(member_id=ask.number("reader")).order_by().values_list("muted_id")
    return blocked.union(blocking, muted)


HIDDEN = Compiled(_hidden)  # asked on nearly every page of a member


def hidden_from(reader_id: int) -> frozenset[int]:
    """Ids of members whose posts this reader does not see: blocked either way, or muted by the reader. One query."""
    return frozenset(pk for (pk,) in HIDDEN.rows(reader=reader_id))


def hidden_and_followed(reader_id: int) -> tuple[frozenset[int], frozenset[int]]:
    """(``hidden_from``, ``followed_ids``) of a reader, in one query: pages that need both ask once."""
    hidden, followed = Value("H"), Value("F")
    rows = Block.objects.filter(member_id=reader_id).order_by().values_list("blocked_id", hidden).union(
        Block.objects.filter(blocked_id=reader_id).order_by().values_list("member_id", hidden),
        Mute.objects.filter(member_id=reader_id).order_by().values_list("muted_id", hidden),
        Follow.objects.filter(follower_id=reader_id, state=FollowState.ACCEPTED).order_by()
        .values_list("followed_id", followed),
    )
    found = list(rows)
    return (frozenset(pk for pk, kind in found if kind == "H"), frozenset(pk for pk, kind in found if kind == "F"))


def blocked_between(a_id: int, b_id: int) -> bool:
    """One of the two has blocked the other."""
    return Block.objects.filter(Q(member_id=a_id, blocked_id=b_id) | Q(member_id=b_id, blocked_id=a_id)).exists()


def accepted_contacts(member_id: int) -> frozenset[int]:
    """Ids of members with whom there is an accepted follow in either direction and no block. One query."""
    rows = Follow.objects.filter(
        Q(follower_id=member_id) | Q(followed_id=member_id), state=FollowState.ACCEPTED
    ).values_list("follower_id", "followed_id")
    return frozenset(b if a == member_id else a for a, b in rows)


def are_contacts(a_id: int, b_id: int) -> bool:
    """There is an accepted follow between the two, in either direction."""
    return Follow.objects.filter(
        Q(follower_id=a_id, followed_id=b_id) | Q(follower_id=b_id, followed_id=a_id), state=FollowState.ACCEPTED
    ).exists()


def followed_ids(member_id: int) -> frozenset[int]:
    """Whom this member follows, accepted."""
    rows = Follow.objects.filter(follower_id=member_id, state=FollowState.ACCEPTED)
    return frozenset(rows.values_list("followed_id", flat=True))


def follows_asked_of(member_id: int) -> QuerySet[Follow]:
    """Requests and accepted followers, newest first, with the follower's row."""
    rows = Follow.objects.filter(followed_id=member_id).exclude(follower__state=MemberState.ERASED)
    return rows.select_related("follower").order_by("-asked_at", "-id")


def follows_asked_by(member_id: int) -> QuerySet[Follow]:
    """Whom the member follows or asked to follow, newest first, with the followed row."""
    rows = Follow.objects.filter(follower_id=member_id).exclude(followed__state=MemberState.ERASED)
    return rows.select_related("followed").order_by("-asked_at", "-id")


def blocks_of(member_id: int) -> QuerySet[Block]:
    return Block.objects.filter(member_id=member_id).select_related("blocked").order_by("-since", "-id")


def mutes_of(member_id: int) -> QuerySet[Mute]:
    return Mute.objects.filter(member_id=member_id).select_related("muted").order_by("-since", "-id")


@dataclass(frozen=True, slots=True)
class Tie:
    """How a reader stands to another member, for the buttons on a profile."""

    following: str = ""  # a FollowState, or empty
    followed_by: str = ""
    muted: bool = False

    @property
    def contact(self) -> bool:
        return FollowState.ACCEPTED in (self.following, self.followed_by)


def tie_between(reader_id: int, member_id: int) -> Tie:
    """Follows in both directions and the reader's mute; blocks are not part of it, they hide the profile."""
    follows = Follow.objects.filter(
        Q(follower_id=reader_id, followed_id=member_id) | Q(follower_id=member_id, followed_id=reader_id)
    )
    states = dict(follows.values_list("follower_id", "state"))
    return Tie(
        following=states.get(reader_id, ""),
        followed_by=states.get(member_id, ""),
        muted=Mute.objects.filter(member_id=reader_id, muted_id=member_id).exists(),
    )
