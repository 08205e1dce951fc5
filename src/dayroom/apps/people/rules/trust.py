"""What time and good company earn. The thresholds are published: the profile page shows this very table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary import SECOND_FACTOR_ROLES, MemberState, TrustLevel

# (days here, posts that stand) needed for a level; house convention, 2026-11, after common forum practice
THRESHOLDS: dict[TrustLevel, tuple[int, int]] = {TrustLevel.KNOWN: (3, 5), TrustLevel.TRUSTED: (60, 50)}


@dataclass(frozen=True, slots=True)
class TrustFacts:
    """All that trust looks at; never what somebody wrote, nor who likes them."""

    days_here: int
    posts_count: int
    vouched: bool = False  # marked as a peer supporter, or holds a role
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What a level may do. Per day is any 24 hours; messages are those to people one has no contact with."""

    posts_per_day: int
    topics_per_day: int
    links_allowed: int  # in one post
    images_allowed: int  # in one post
    messages_per_day: int
    communities_per_day: int


_LIMITS = {
    TrustLevel.NEW: Limits(15, 3, 1, 1, 5, 10),  # 5 messages: standards §11
    TrustLevel.KNOWN: Limits(60, 10, 5, 4, 20, 30),
    TrustLevel.TRUSTED: Limits(200, 30, 20, 4, 50, 60),
}


@dataclass(frozen=True, slots=True)
class TrustLine:
    """One level as it is shown: its name, what it takes, what it gives, and whether it is reached."""

    level: TrustLevel
    takes: str
    limits: Limits
    reached: bool
    current: bool


def trust_level(facts: TrustFacts) -> TrustLevel:
    """New until some days and some posts have passed; people who are vouched for start as known."""
    if facts.limited:
        return TrustLevel.NEW
    level = TrustLevel.KNOWN if facts.vouched else TrustLevel.NEW
    for candidate, (days, posts) in THRESHOLDS.items():
        if facts.days_here >= days and facts.posts_count >= posts:
            level = max(level, candidate)
    return level


def facts_of(member: Member, now: datetime) -> TrustFacts:
    """The facts about one member, from the member's own row."""
    return TrustFacts(
        days_here=max(0, (now - member.joined_at).days),
        posts_count=member.posts_count,
        vouched=member.peer_supporter or member.has_role(*SECOND_FACTOR_ROLES),
        limited=member.state == MemberState.LIMITED,
    )


def new_member_limits(trust: int) -> Limits:
    """How much a member of this level may do in a day; generous, and never counted against reading."""
    return _LIMITS[TrustLevel(trust)]


def explain_trust(member: Member) -> list[TrustLine]:
    """Every level in order, with what it takes and gives, and where this member stands."""
    takes = {TrustLevel.NEW: str(_("Everyone starts here."))}
    for level, (days, posts) in THRESHOLDS.items():
        takes[level] = str(_("At least %(days)d days here and %(posts)d posts.") % {"days": days, "posts": posts})
    return [
        TrustLine(
            level=level, takes=takes[level], limits=_LIMITS[level], reached=member.trust_level >= level,
            current=member.trust_level == level,
        )
        for level in TrustLevel
    ]
