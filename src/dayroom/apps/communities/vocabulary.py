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
    QUESTION = "QUESTION", _("question to a professional")


# what a composer may open by itself; a question has a row of its own beside its topic
OPENED_BY_COMPOSER = frozenset({TopicKind.TOPIC, TopicKind.ANNOUNCEMENT, TopicKind.MEETUP})


class Seeking(models.TextChoices):
    SUPPORT = "SUPPORT", _("support")
    INFORMATION = "INFORMATION", _("information")
    HEARD = "HEARD", _("just to be heard")


class PostState(models.TextChoices):
    HELD = "HELD", _("waiting to be looked at")  # the state before we know
    LIVE = "LIVE", _("visible")
    KEPT = "KEPT", _("not shown before it is answered")  # a private question: for its author and the professionals
    HIDDEN = "HIDDEN", _("hidden by a moderator")
    REMOVED = "REMOVED", _("removed by a moderator")
    WITHDRAWN = "WITHDRAWN", _("taken back by its author")


class ReactionKind(models.TextChoices):
    WITH_YOU = "WITH_YOU", _("with you")
    THANK_YOU = "THANK_YOU", _("thank you")
    HELPED_ME = "HELPED_ME", _("helped me")
    SAME_HERE = "SAME_HERE", _("same here")


class QuestionState(models.TextChoices):
    WAITING = "WAITING", _("waiting for a professional")
    TAKEN = "TAKEN", _("a professional is writing")
    ANSWERED = "ANSWERED", _("answered")
    HANDED_OVER = "HANDED_OVER", _("pointed to a consultation")
    WITHDRAWN = "WITHDRAWN", _("taken back")


_Q = QuestionState
# the one place that says how a question may move; WITHDRAWN leads back because a post can be put back for 15 minutes
QUESTION_MOVES: dict[QuestionState, frozenset[QuestionState]] = {
    _Q.WAITING: frozenset({_Q.TAKEN, _Q.ANSWERED, _Q.HANDED_OVER, _Q.WITHDRAWN}),
    _Q.TAKEN: frozenset({_Q.WAITING, _Q.ANSWERED, _Q.HANDED_OVER, _Q.WITHDRAWN}),
    _Q.ANSWERED: frozenset({_Q.WAITING, _Q.HANDED_OVER, _Q.WITHDRAWN}),
    _Q.HANDED_OVER: frozenset({_Q.ANSWERED, _Q.WITHDRAWN}),
    _Q.WITHDRAWN: frozenset({_Q.WAITING, _Q.ANSWERED, _Q.HANDED_OVER}),
}


class Specialty(models.TextChoices):
    """What a question is about, in words a person would choose; one per question keeps the queue short to read."""

    GENERAL = "GENERAL", _("something general")
    MEDICINES = "MEDICINES", _("medicines")
    TESTS = "TESTS", _("tests and results")
    FOOD = "FOOD", _("food and weight")
    MOVEMENT = "MOVEMENT", _("pain and movement")
    MIND = "MIND", _("mind and sleep")
    PREGNANCY = "PREGNANCY", _("pregnancy and birth")
    CHILDREN = "CHILDREN", _("children")
    EQUIPMENT = "EQUIPMENT", _("devices and equipment")


class FaqState(models.TextChoices):
    PROPOSED = "PROPOSED", _("waits for a second person")
    ACCEPTED = "ACCEPTED", _("accepted")
    REFUSED = "REFUSED", _("not accepted")


BOOKMARKED = "BOOKMARKED"  # stands beside the reaction kinds in what a reader has done with a post

POST_KIND = "post"  # subject kinds under which lower apps know our rows
TOPIC_KIND = "topic"
COMMUNITY_KIND = "community"
QUESTION_KIND = "question"  # of notices: the asker's own page about it; the id is that of the topic
FAQ_KIND = "faq"
FAQ_COLLECTION_KIND = "faq_collection"
JOIN_REQUEST_KIND = "join_request"
TALK_KIND = "talk"
QUEUE_KIND = "question_queue"  # of notices: the queue as a whole, not one question

ASK_SLUG = "ask-a-professional"  # the place of questions asked outside of any community; made with the first one

TITLE_MAX = 140
BODY_MAX = 40_000  # code points; a very long letter, still rendered in milliseconds
WARNING_MAX = 80
POSTS_PER_PAGE = 25
TOPICS_PER_PAGE = 25
WITHDRAWN_KEPT_DAYS = 7  # how long its words wait unseen, so that an open case can still be judged; then they go
TAKEN_HOURS = 24  # how long a professional holds a question before it goes back to the queue; our own choice
WAIT_DAYS = 90  # the past from which the time to an answer is told
WAIT_LEAST = 10  # answers below which we cannot say yet: a median of three is a story, not a number
FAQ_QUESTION_MAX = 200
FAQ_ANSWER_MAX = 6000
FAQ_SOURCES_MAX = 2000
FAQ_REVIEW_DAYS = 365  # default time to the next review
FAQ_REVIEW_MOST_DAYS = 730  # at most 24 months; our own choice, 2026-11-21
FAQ_NOTICE_DAYS = 30  # how long before the review day its owner is told
FAQ_UNLISTED_DAYS = 183  # half a year past the review day an entry leaves the list
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
    is_child: bool = False  # under 13: belongs to the place their guardian chose, and to no other

    @property
    def may_moderate(self) -> bool:
        return self.is_moderator or self.is_steward
