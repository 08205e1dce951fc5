"""Words of communities: who may read, what state a post is in, how people answer each other."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    PUBLIC = "PUBLIC", _("public")  # anyone reads; search engines may index the description and pinned posts only
    HYBRID = "HYBRID", _("partly public")  # titles and pinned posts public, the rest for members
    PRIVATE = "PRIVATE", _("private")  # invisible without an invitation


class Audience(models.TextChoices):
    EVERYONE = "EVERYONE", _("everyone")
    CLINICIANS = "CLINICIANS", _("verified clinicians")
    YOUNG = "YOUNG", _("members under 13, with a guardian's consent and staff")


class JoinPolicy(models.TextChoices):
    OPEN = "OPEN", _("anyone can join")
    ASK = "ASK", _("people ask to join")
    INVITED = "INVITED", _("by invitation")


class MembershipState(models.TextChoices):
    ASKED = "ASKED", _("asked to join")
    ACTIVE = "ACTIVE", _("member")
    LEFT = "LEFT", _("left")
    BANNED = "BANNED", _("removed")


class MembershipRole(models.TextChoices):
    MEMBER = "MEMBER", _("member")
    PEER_SUPPORTER = "PEER_SUPPORTER", _("peer supporter")
    MODERATOR = "MODERATOR", _("moderator")


class TopicKind(models.TextChoices):
    TOPIC = "TOPIC", _("topic")
    ANNOUNCEMENT = "ANNOUNCEMENT", _("announcement")
    MEETUP = "MEETUP", _("meet-up")


class Seeking(models.TextChoices):
    SUPPORT = "SUPPORT", _("support")
    INFORMATION = "INFORMATION", _("information")
    HEARD = "HEARD", _("just to be heard")


class PostState(models.TextChoices):
    HELD = "HELD", _("waiting to be looked at")  # the state before we know
    LIVE = "LIVE", _("visible")
    HIDDEN = "HIDDEN", _("hidden by a moderator")
    REMOVED = "REMOVED", _("removed by a moderator")
    WITHDRAWN = "WITHDRAWN", _("taken back by its author")


class ReactionKind(models.TextChoices):
    WITH_YOU = "WITH_YOU", _("with you")
    THANK_YOU = "THANK_YOU", _("thank you")
    HELPED_ME = "HELPED_ME", _("helped me")
    SAME_HERE = "SAME_HERE", _("same here")


BOOKMARKED = "BOOKMARKED"  # stands beside the reaction kinds in what a reader has done with a post

POST_KIND = "post"  # subject kinds under which lower apps know our rows
TOPIC_KIND = "topic"
COMMUNITY_KIND = "community"

TITLE_MAX = 140
BODY_MAX = 40_000  # code points; a very long letter, still rendered in milliseconds
WARNING_MAX = 80
POSTS_PER_PAGE = 25
TOPICS_PER_PAGE = 25
WITHDRAWN_KEPT_DAYS = 7  # how long its words wait unseen, so that an open case can still be judged; then they go
UNDO_SECONDS = 15 * 60  # how long a withdrawn post can be taken back out of the drawer by its author


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reader is to one community; rules decide from this and nothing else."""

    member_id: int | None = None
    is_member: bool = False
    is_moderator: bool = False
    is_peer_supporter: bool = False
    is_steward: bool = False
    is_banned: bool = False
    is_clinician: bool = False  # has a verified professional persona
    is_speaker: bool = False  # speaks for the organisation

    @property
    def may_moderate(self) -> bool:
        return self.is_moderator or self.is_steward
