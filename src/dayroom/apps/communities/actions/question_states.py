"""A question follows what people can read: answered when an answer stands there, waiting again when it is gone."""

from __future__ import annotations

from datetime import datetime

from dayroom.apps.communities.actions.counting import count_live
from dayroom.apps.communities.actions.indexing import index_topic
from dayroom.apps.communities.models import Post, Question, Topic
from dayroom.apps.communities.queries.posts import author_id_of
from dayroom.apps.communities.queries.questions import asker_id_of, has_live_answer
from dayroom.apps.communities.rules import questions as rules
from dayroom.apps.communities.vocabulary import QUEUE_KIND, TOPIC_KIND, PostState, QuestionState, TopicKind
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.queries.personas import verified_member_ids

FREE = {"taken_by": None, "taken_until": None}


def note_live(post: Post, topic: Topic, *, now: datetime) -> None:
    """A post of a question's topic has become visible, or (a private question) ready for the queue."""
    if topic.kind != TopicKind.QUESTION:
        return
    question = Question.objects.select_for_update().filter(topic=topic).first()
    if question is None:
        return
    if post.position == 1:
        tell_professionals(topic, now=now)
    elif author_id_of(post) == asker_id_of(topic.pk):
        _note_asked_again(question, post, now)
    elif post.persona_id is not None:
        _note_answer(question, post, topic, now)


def _note_answer(question: Question, post: Post, topic: Topic, now: datetime) -> None:
    question.state = QuestionState.ANSWERED
    question.first_answered_at = question.first_answered_at or now
    question.answered_at, question.taken_by, question.taken_until = now, None, None
    question.save()
    if topic.state == PostState.KEPT:
        _open_to_all(topic, now)
    if topic.answer_id is None:
        topic.answer = post
        topic.save(update_fields=["answer"])
    asker = asker_id_of(topic.pk)
    if asker is not None:
        # behind a persona nobody is named: the notice would tie the two faces together
        tell(member_ids=[asker], kind=NoticeKind.QUESTION_ANSWERED, now=now, subject=(TOPIC_KIND, topic.pk),
             scope_id=topic.community_id)


def _open_to_all(topic: Topic, now: datetime) -> None:
    """The person was told before sending: what is answered, everybody can read, without their name."""
    opening = Post.objects.filter(topic=topic, position=1, state=PostState.KEPT).first()
    if opening is None:
        return
    opening.state = topic.state = PostState.LIVE
    opening.save(update_fields=["state"])
    topic.save(update_fields=["state"])
    count_live(opening, topic, now=now)
    index_topic(topic.pk)


def _note_asked_again(question: Question, post: Post, now: datetime) -> None:
    """Only the follow-up that was asked as one sends the question back; a thank-you in the topic does not."""
    if question.followed_up_at == post.made_at and question.state != QuestionState.WAITING:
        question.state, question.waiting_since = QuestionState.WAITING, now
        question.save(update_fields=["state", "waiting_since"])
        tell_professionals(post.topic, now=now)


def settle(topic: Topic) -> None:
    """After posts were taken back, put back, hidden or removed: the question stands where its posts stand."""
    if topic.kind != TopicKind.QUESTION:
        return
    question = Question.objects.select_for_update().filter(topic=topic).first()
    opening = Post.objects.filter(topic=topic, position=1).values_list("state", flat=True).first()
    if question is None or opening is None:
        return
    wanted = rules.settled_state(
        question.state, opening=opening, has_live_answer=has_live_answer(topic.pk),
        handed_over=question.handed_over_at is not None,
    )
    if wanted != question.state:
        question.state = rules.next_state(question.state, wanted)
        question.taken_by = question.taken_until = None
        question.save(update_fields=["state", "taken_by", "taken_until"])


def tell_professionals(topic: Topic, *, now: datetime) -> int:
    """Those who may answer are told that somebody waits: one unread notice each, however many wait."""
    members = set(verified_member_ids(now.date()))
    if not topic.question.private:
        members &= set(topic.community.memberships.filter(state="ACTIVE").values_list("member_id", flat=True))
    members.discard(asker_id_of(topic.pk) or 0)
    return tell(member_ids=members, kind=NoticeKind.QUESTION_WAITING, now=now, subject=(QUEUE_KIND, 1))


def free_overdue(now: datetime) -> int:
    """Hourly: what was held for a day without an answer goes back to the queue. Returns how many."""
    late = Question.objects.filter(state=QuestionState.TAKEN, taken_until__lte=now)
    return late.update(state=QuestionState.WAITING, **FREE)

