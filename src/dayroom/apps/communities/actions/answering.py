"""Take a question from the queue, answer it under the reply guard, give it back, or point to a consultation."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.beside import Setting
from dayroom.apps.communities.actions.checking import guard_context, masked
from dayroom.apps.communities.actions.composing import Composed
from dayroom.apps.communities.actions.drafts import forget_draft
from dayroom.apps.communities.actions.posts import add_post, ready_for
from dayroom.apps.communities.actions.question_states import FREE
from dayroom.apps.communities.actions.questions import kept_on_fault
from dayroom.apps.communities.actions.sending import Sent, Way, raced, sent_before
from dayroom.apps.communities.models import Question, Topic
from dayroom.apps.communities.queries.questions import asker_id_of, persona_on_duty, question_for_professional
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules import mending, writing
from dayroom.apps.communities.rules import questions as rules
from dayroom.apps.communities.rules.writing import GuardSpoke, Written
from dayroom.apps.communities.vocabulary import QUESTION_KIND, TOPIC_KIND, QuestionState
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.queries import check_ready, persona_for_speaking
from dayroom.apps.people.queries.limits import check_may_write, limits_of
from dayroom.apps.people.vocabulary.policies import Capacity
from dayroom.apps.screening.actions.screenings import examine
from dayroom.kernel.errors import Unavailable

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Community
    from dayroom.apps.people.models import Member, Persona
    from dayroom.apps.people.rules import Limits
    from dayroom.engines.guard import Finding


def take_question(*, member: Member, public_id: str, now: datetime) -> Question:
    """Hold a question for a day, so that no two people write the same answer. Raises TakenByAnother, CannotMove."""
    persona = persona_on_duty(member, localdate(now))
    found = question_for_professional(member, public_id)
    with transaction.atomic():
        question = Question.objects.select_for_update().get(pk=found.pk)
        rules.check_can_take(
            question.state, taken_by_other=question.taken_by_id not in (None, persona.pk),
            taken_until=question.taken_until, now=now,
        )
        question.state, question.taken_by, question.taken_until = QuestionState.TAKEN, persona, rules.taken_until(now)
        question.save(update_fields=["state", "taken_by", "taken_until"])
        record(actor_id=member.pk, action="question.taken", now=now, subject=(TOPIC_KIND, question.topic_id))
    return question


def give_back(*, member: Member, public_id: str, now: datetime) -> None:
    """Back to the queue, at its old place. Nothing happens to a question that somebody else has taken."""
    question = question_for_professional(member, public_id)
    mine = Question.objects.filter(pk=question.pk, state=QuestionState.TAKEN, taken_by__member_id=member.pk)
    if mine.update(state=QuestionState.WAITING, **FREE):
        record(actor_id=member.pk, action="question.given-back", now=now, subject=(TOPIC_KIND, question.topic_id))


def send_answer(*, author: Member, public_id: str, composed: Composed, now: datetime) -> Sent:
    """Answer from the form. When it is not sent, the words are kept as a draft and the reason is raised."""
    question = question_for_professional(author, public_id)
    with kept_on_fault(author, f"answer:{public_id}", composed, now):
        check_may_write(author, now)
        persona = _persona(author, composed, now)
        composed.anonymous = False
        written = composed.written()
        if composed.do == "mask":
            written = masked(written, author=author, persona=persona, community=_place(question.topic), now=now)
        return answer_question(
            author=author, persona=persona, question=question, written=written, now=now,
            overridden=composed.do == "as_is", asks_moderator=composed.do == "ask",
            submit_key=composed.submit_key or None, limits=limits_of(author),
        )


def _persona(author: Member, composed: Composed, now: datetime) -> Persona:
    today = localdate(now)
    chosen = composed.speak_as or persona_on_duty(author, today).public_id
    persona = persona_for_speaking(author, chosen, today)
    check_ready(author, Capacity.PROFESSIONAL, now)
    return persona


def answer_question(
    *, author: Member, persona: Persona, question: Question, written: Written, now: datetime,
    overridden: bool = False, asks_moderator: bool = False, submit_key: str | None = None,
    limits: Limits | None = None,
) -> Sent:
    """A professional's answer in the topic of the question. Words that decide for one person are handed back with a
    way out, before they are kept. Raises GuardSpoke, TakeFirst, Unavailable, Refused, Invalid."""
    again = sent_before(author, submit_key)
    if again:
        return again
    writing.check_written(written, needs_title=False)
    place = _place(question.topic)
    if not asks_moderator:
        check_reply(written.body, author=author, persona=persona, place=place)
    way = Way(persona=persona, overridden=overridden, asks_moderator=asks_moderator, submit_key=submit_key,
              limits=limits)
    ready = ready_for(Setting(place, topic=question.topic), written, way, author=author, now=now)
    try:
        with transaction.atomic():
            topic = Topic.objects.select_for_update().get(pk=question.topic_id)
            locked = Question.objects.select_for_update().get(pk=question.pk)
            if locked.state != QuestionState.TAKEN or locked.taken_by_id != persona.pk:
                raise rules.TakeFirst()
            topic.community = place
            sent = add_post(ready, author=author, standing=standing_in(author, place.pk), topic=topic,
                            community=place, now=now)
            record(actor_id=author.pk, action="question.answered", now=now, subject=(TOPIC_KIND, topic.pk),
                   facts={"post": sent.post.pk, "state": str(sent.post.state)})
            forget_draft(member=author, place=f"answer:{topic.public_id}")
            return sent
    except IntegrityError:
        return raced(author, submit_key)


def check_reply(body: str, *, author: Member, persona: Persona, place: Community) -> None:
    """The reply guard: no diagnosis, dose or stop for one person. Raises GuardSpoke; Unavailable if it cannot tell."""
    report, decision = examine(body, context=guard_context(author, persona, place))
    if report is None:
        raise Unavailable()
    advice = tuple(found for found in report.findings if rules.is_individual_advice(found))
    if advice and decision.action in rules.STOPS_AN_ANSWER:
        raise GuardSpoke(decision, advice)


def mended(*, author: Member, public_id: str, composed: Composed, referral: str, now: datetime) -> str:
    """The words without the sentences that decide for one person, with the referral below if it was asked for. Nothing
    is sent: the writer reads it first. Raises Unavailable."""
    question = question_for_professional(author, public_id)
    persona = _persona(author, composed, now)
    body = composed.written().body
    report, _decision = examine(body, context=guard_context(author, persona, _place(question.topic)))
    if report is None:
        raise Unavailable()
    spans = [_span(found) for found in report.findings if rules.is_individual_advice(found)]
    if composed.do == "refer":
        return mending.with_referral(body, spans, referral)
    return mending.without_sentences(body, spans)


def _span(found: Finding) -> tuple[int, int]:
    return found.start, found.end


def _place(topic: Topic) -> Community:
    """The community, read in the language of the question."""
    place = topic.community
    place.language = topic.language
    return place


def hand_over(*, member: Member, public_id: str, now: datetime) -> None:
    """Point the person who asked to the operator's own consultation. They are told in private; nothing about them is
    passed on. Raises NoConsultation, CannotMove."""
    if not settings.CONSULTATION_URL:
        raise rules.NoConsultation()
    persona = persona_on_duty(member, localdate(now))
    found = question_for_professional(member, public_id)
    with transaction.atomic():
        question = Question.objects.select_for_update().get(pk=found.pk)
        if question.state == QuestionState.TAKEN and question.taken_by_id != persona.pk:
            raise rules.TakenByAnother()
        question.state = rules.next_state(question.state, QuestionState.HANDED_OVER)
        question.handed_over_by, question.handed_over_at = persona, now
        question.taken_by = question.taken_until = None
        question.save()
        record(actor_id=member.pk, action="question.handed-over", now=now, subject=(TOPIC_KIND, question.topic_id))
        asker = asker_id_of(question.topic_id)
        if asker is not None:
            tell(member_ids=[asker], kind=NoticeKind.HANDED_OVER, now=now,
                 subject=(QUESTION_KIND, question.topic_id), scope_id=found.topic.community_id)
