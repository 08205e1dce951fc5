"""Ask a professional; ask once more; say whether it helped. What is asked is never lost: a draft waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.beside import Setting
from dayroom.apps.communities.actions.checking import masked
from dayroom.apps.communities.actions.composing import Composed, save_draft
from dayroom.apps.communities.actions.drafts import forget_draft
from dayroom.apps.communities.actions.posts import add_post, ready_for
from dayroom.apps.communities.actions.question_states import tell_professionals
from dayroom.apps.communities.actions.sending import Sent, Way, raced, sent_before
from dayroom.apps.communities.models import Community, Question, Topic
from dayroom.apps.communities.queries.questions import question_for_asker
from dayroom.apps.communities.queries.standing import community_for, standing_in
from dayroom.apps.communities.rules import questions as rules
from dayroom.apps.communities.rules import writing
from dayroom.apps.communities.rules.writing import GuardSpoke, Written
from dayroom.apps.communities.vocabulary import (
    ASK_SLUG,
    TOPIC_KIND,
    JoinPolicy,
    PostState,
    Specialty,
    TopicKind,
    Visibility,
)
from dayroom.apps.people.actions import remember_stopped
from dayroom.apps.people.queries.limits import check_may_write, limits_of
from dayroom.kernel.errors import DayroomError

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member
    from dayroom.apps.people.rules import Limits


@contextmanager
def kept_on_fault(member: Member, place: str, composed: Composed, now: datetime) -> Iterator[None]:
    """What was refused is not lost: the words are kept on the server before the reason is shown."""
    try:
        yield
    except DayroomError as fault:
        if isinstance(fault, GuardSpoke):
            remember_stopped(fault.marks, now=now)
        save_draft(member=member, place=place, composed=composed, now=now)
        raise


def send_question(*, author: Member, slug: str, composed: Composed, now: datetime) -> Sent:
    """Ask from a form: in a community, or (``slug`` is ASK_SLUG) in private. When it is not sent, the words are kept
    as a draft and the reason is raised."""
    private = slug == ASK_SLUG
    with kept_on_fault(author, f"ask:{slug}", composed, now):
        check_may_write(author, now)
        community = asking_place(now) if private else community_for(author, slug)[0]
        composed.anonymous = composed.anonymous or private
        written = composed.written()
        if composed.do == "mask":
            written = masked(written, author=author, persona=None, community=community, now=now)
        return ask_question(
            author=author, community=community, written=written, now=now,
            specialty=composed.specialty, overridden=composed.do == "as_is", asks_moderator=composed.do == "ask",
            submit_key=composed.submit_key or None, limits=limits_of(author),
        )


def ask_question(
    *, author: Member, community: Community, written: Written, now: datetime, specialty: str = "",
    overridden: bool = False, asks_moderator: bool = False, submit_key: str | None = None,
    limits: Limits | None = None,
) -> Sent:
    """Open a topic that waits for a professional. A private one is behind a byline, and shown once it is answered.
    Raises GuardSpoke, Refused, Invalid; then nothing is kept but the draft."""
    again = sent_before(author, submit_key)
    if again:
        return again
    rules.check_may_ask(is_teen=author.is_teen)
    private = community.slug == ASK_SLUG
    standing = standing_in(author, community.pk)
    if not private:
        writing.check_member_can_post(standing, community_closed=community.closed_at is not None, topic_locked=False)
    writing.check_written(written, needs_title=True)
    language = author.language if private else community.language
    community.language = language  # the guard reads it in the language of the person, not of the site
    way = Way(overridden=overridden, asks_moderator=asks_moderator, submit_key=submit_key, limits=limits, kept=private)
    ready = ready_for(Setting(community), written, way, author=author, now=now)
    try:
        with transaction.atomic():
            topic = Topic.objects.create(
                community=community, title=written.title, kind=TopicKind.QUESTION, language=language, made_at=now,
                content_warning=written.content_warning, last_post_at=now, state=PostState.HELD,
                author=None if written.anonymous else author,
            )
            sent = add_post(ready, author=author, standing=standing, topic=topic, community=community, now=now)
            Question.objects.create(
                topic=topic, private=private, asked_at=now, waiting_since=now,
                specialty=specialty if specialty in Specialty.values else Specialty.GENERAL,
            )
            if sent.post.state != PostState.HELD:
                tell_professionals(topic, now=now)
            forget_draft(member=author, place=f"ask:{community.slug}")
            return sent
    except IntegrityError:
        return raced(author, submit_key)


def asking_place(now: datetime) -> Community:
    """The place of questions asked outside of any community. Nobody joins it; stewards look after it."""
    place, _made = Community.objects.get_or_create(
        slug=ASK_SLUG,
        defaults={
            "name": _("Questions to professionals"),
            "description": _("Questions that people asked without their name, and what professionals answered."),
            "visibility": Visibility.PUBLIC, "join_policy": JoinPolicy.INVITED, "made_at": now,
        },
    )
    return place


def send_follow_up(*, author: Member, public_id: str, composed: Composed, now: datetime) -> Sent:
    """Ask once more below an answer; the question goes back to the queue."""
    question = question_for_asker(author, public_id)
    with kept_on_fault(author, f"again:{public_id}", composed, now):
        check_may_write(author, now)
        composed.anonymous = question.topic.byline_number is not None
        written = composed.written()
        if composed.do == "mask":
            written = masked(written, author=author, persona=None, community=question.topic.community, now=now)
        return ask_again(
            author=author, question=question, written=written, now=now, overridden=composed.do == "as_is",
            asks_moderator=composed.do == "ask", submit_key=composed.submit_key or None, limits=limits_of(author),
        )


def ask_again(
    *, author: Member, question: Question, written: Written, now: datetime, overridden: bool = False,
    asks_moderator: bool = False, submit_key: str | None = None, limits: Limits | None = None,
) -> Sent:
    """The one follow-up of the person who asked. Raises NotYourQuestion, AskedAgainAlready, NotAnsweredYet."""
    again = sent_before(author, submit_key)
    if again:
        return again
    writing.check_written(written, needs_title=False)
    way = Way(overridden=overridden, asks_moderator=asks_moderator, submit_key=submit_key, limits=limits)
    place = question.topic.community
    place.language = question.topic.language
    ready = ready_for(Setting(place, topic=question.topic), written, way, author=author, now=now)
    try:
        with transaction.atomic():
            topic = Topic.objects.select_for_update().select_related("community").get(pk=question.topic_id)
            locked = Question.objects.select_for_update().get(pk=question.pk)
            rules.check_can_ask_again(is_asker=True, state=locked.state, followed_up=locked.followed_up_at is not None)
            locked.followed_up_at = now
            locked.save(update_fields=["followed_up_at"])
            topic.community.language = topic.language
            sent = add_post(
                ready, author=author, standing=standing_in(author, topic.community_id), topic=topic,
                community=topic.community, now=now,
            )
            forget_draft(member=author, place=f"again:{topic.public_id}")
            return sent
    except IntegrityError:
        return raced(author, submit_key)


def say_helped(*, member: Member, public_id: str, helped: bool, now: datetime) -> None:
    """What the person who asked says of the answer; it can be changed, and is said once. Raises NotFound,
    NotAnsweredYet."""
    question = question_for_asker(member, public_id)
    rules.check_can_say_helped(is_asker=True, first_answered=question.first_answered_at is not None)
    Question.objects.filter(pk=question.pk).update(helped=helped, helped_at=now)
    openly = question.topic.byline_number is None
    record(actor_id=member.pk if openly else None, action="question.helped" if helped else "question.not-helped",
           now=now, subject=(TOPIC_KIND, question.topic_id))

