"""Questions to professionals: the queue for those who may answer, and each question for the one who asked it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.models import Membership, Post, Question, Topic
from dayroom.apps.communities.queries.posts import author_id_of
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.queries.topics import is_topic_author
from dayroom.apps.communities.rules.questions import Wait, expected_wait, is_open_to_professional
from dayroom.apps.communities.vocabulary import (
    WAIT_DAYS,
    MembershipState,
    PostState,
    QuestionState,
    Specialty,
    Visibility,
)
from dayroom.apps.people.queries import verified_personas
from dayroom.apps.people.queries.personas import NotYourPersona
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from datetime import date

    from dayroom.apps.people.models import Member, Persona

QUEUE_SHOWN = 50  # the longest waiting; who works a queue begins at its head
PAST_MOST = 2000  # questions from which the time to an answer is told
OPEN_STATES = (PostState.LIVE, PostState.KEPT)


def persona_on_duty(member: Member, today: date) -> Persona:
    """The professional face with which this member answers. Raises NotYourPersona: never checked, or run out."""
    found = verified_personas(member.pk, today)
    if not found:
        raise NotYourPersona(_("Your licence is not checked, or the check has run out. See your professional page."))
    return found[0]


@dataclass(frozen=True, slots=True)
class Filters:
    specialty: str = ""
    community: str = ""  # slug
    language: str = ""
    days: int = 0  # at least so many days waited

    @property
    def any(self) -> bool:
        return bool(self.specialty or self.community or self.language or self.days)


def open_questions(member: Member) -> QuerySet[Question]:
    """Questions that this professional may read and answer: in public places and in their own, never their own."""
    mine = Membership.objects.filter(member=member, state=MembershipState.ACTIVE).values("community_id")
    banned = Membership.objects.filter(member=member, state=MembershipState.BANNED).values("community_id")
    own = Q(topic__author_id=member.pk) | Q(
        topic__bylines__member_id=member.pk, topic__bylines__number=F("topic__byline_number")
    )
    return (
        Question.objects.filter(
            Q(topic__community__visibility=Visibility.PUBLIC) | Q(topic__community_id__in=mine),
            topic__state__in=OPEN_STATES, topic__community__closed_at=None,
        )
        .exclude(topic__community_id__in=banned)
        .exclude(pk__in=Question.objects.filter(own).values("pk"))
    )


def queue(member: Member, asked: Filters, now: datetime) -> list[Question]:
    """What waits, and what this professional has taken; the longest waiting first."""
    waits = Q(state=QuestionState.WAITING) | Q(state=QuestionState.TAKEN, taken_until__lte=now)
    rows = open_questions(member).filter(waits | Q(state=QuestionState.TAKEN, taken_by__member_id=member.pk))
    if asked.specialty in Specialty.values:
        rows = rows.filter(specialty=asked.specialty)
    if asked.community:
        rows = rows.filter(topic__community__slug=asked.community)
    if asked.language:
        rows = rows.filter(topic__language=asked.language)
    if asked.days:
        rows = rows.filter(waiting_since__lte=now - timedelta(days=asked.days))
    rows = rows.select_related("topic__community", "taken_by").order_by("waiting_since", "id")
    return list(rows[:QUEUE_SHOWN])


def queue_choices(member: Member) -> tuple[list[tuple[str, str]], list[str]]:
    """(communities as slug and name, languages) in which something waits."""
    rows = open_questions(member).filter(state__in=(QuestionState.WAITING, QuestionState.TAKEN)).order_by()
    places = rows.values_list("topic__community__slug", "topic__community__name").distinct()
    languages = rows.values_list("topic__language", flat=True).distinct()
    return sorted(places[:50], key=lambda one: one[1]), sorted(languages[:30])


def waiting_count(member: Member) -> int:
    return open_questions(member).filter(state=QuestionState.WAITING).count()


def question_for_professional(member: Member, public_id: str) -> Question:
    """One question with its topic and community; NotFound for what is not theirs to answer."""
    rows = open_questions(member).select_related("topic__community", "taken_by", "handed_over_by")
    found = rows.filter(topic__public_id=public_id).first()
    if found is None or not is_open_to_professional(
        standing_in(member, found.topic.community_id), visibility=found.topic.community.visibility
    ):
        raise NotFound()
    return found


def question_for_asker(member: Member, public_id: str) -> Question:
    """The member's own question, whatever became of it; NotFound for those of others."""
    found = (
        Question.objects.select_related("topic__community", "handed_over_by").filter(topic__public_id=public_id).first()
    )
    if found is None or not is_topic_author(found.topic, member.pk):
        raise NotFound()
    return found


def questions_asked(member_id: int) -> QuerySet[Question]:
    """The member's own, newest first; for the member alone."""
    own = Q(topic__author_id=member_id) | Q(
        topic__bylines__member_id=member_id, topic__bylines__number=F("topic__byline_number")
    )
    return Question.objects.filter(own).select_related("topic__community").order_by("-asked_at", "-id")


def question_of(topic_id: int) -> Question | None:
    return Question.objects.filter(topic_id=topic_id).first()


def opening_of(topic: Topic) -> Post:
    """The question itself. Raises NotFound when its words have gone."""
    found = Post.objects.filter(topic=topic, position=1).first()
    if found is None:
        raise NotFound()
    return found


def asker_id_of(topic_id: int) -> int | None:
    """Who asked, behind the byline too: for notices to that person and for refusing self-dealing only."""
    opening = Post.objects.filter(topic_id=topic_id, position=1).first()
    return author_id_of(opening) if opening else None


class Said(NamedTuple):
    """One post of a question, as a professional reads it."""

    body_html: str
    by: str  # the professional's name; empty: the person who asked, or another member
    own_question: bool
    made_at: datetime
    post_id: int


def said_in(topic: Topic) -> list[Said]:
    """What was asked, asked again, and answered by professionals, in order."""
    rows = Post.objects.filter(topic=topic, state__in=OPEN_STATES).filter(
        Q(position=1) | Q(persona__isnull=False) | _by_asker(topic)
    )
    rows = rows.select_related("persona").order_by("position")
    return [
        Said(post.body_html, post.persona.display_name if post.persona else "", post.persona_id is None,
             post.made_at, post.pk)
        for post in rows
    ]


def _by_asker(topic: Topic) -> Q:
    if topic.byline_number is not None:
        return Q(byline_number=topic.byline_number)
    return Q(author_id=topic.author_id, byline_number=None) if topic.author_id else Q(pk__in=())


def has_live_answer(topic_id: int) -> bool:
    return Post.objects.filter(
        topic_id=topic_id, position__gt=1, persona__isnull=False, state=PostState.LIVE
    ).exists()


def wait_now(now: datetime) -> Wait | None:
    """The time to a first answer, from what was asked in the last WAIT_DAYS days."""
    rows = Question.objects.filter(asked_at__gte=now - timedelta(days=WAIT_DAYS)).order_by("-asked_at")
    past = rows.only("asked_at", "first_answered_at", "handed_over_at", "state", "topic__last_post_at")
    return expected_wait(_past(row, now) for row in past.select_related("topic")[:PAST_MOST])


def _past(row: Question, now: datetime) -> tuple[float, bool]:
    if row.first_answered_at is not None:
        return _hours(row.first_answered_at - row.asked_at), True
    # what was handed over or taken back waited so long at least
    until = row.handed_over_at or (row.topic.last_post_at if row.state == QuestionState.WITHDRAWN else now)
    return _hours(until - row.asked_at), False


def _hours(span: timedelta) -> float:
    return max(0.0, span.total_seconds() / 3600)

