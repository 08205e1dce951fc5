"""Questions to professionals in every state, for tests that try every door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from dayroom.apps.communities.actions.answering import answer_question, take_question
from dayroom.apps.communities.actions.faq import decide_entry, propose_entry
from dayroom.apps.communities.actions.faq_collections import CollectionWords, keep_collection, place_entry
from dayroom.apps.communities.actions.questions import ask_question, asking_place
from dayroom.apps.communities.actions.talks import propose_talk
from dayroom.apps.communities.models import Post
from dayroom.apps.communities.rules.faq import FaqWords
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary import Role
from tests import cast
from tests.integration.communities.talk import professional


@dataclass(slots=True)
class Asking:
    """Addresses: what waits, what was taken, what was answered; an entry of the FAQ and one that is proposed."""

    okoye: Member
    waiting: str
    taken: str
    answered: str
    answer: str
    faq: str
    proposed: str
    talk: str


def build(ann: Member, sue: Member) -> Asking:
    now = timezone.now() - timedelta(minutes=2)
    okoye, wren = cast.okoye(), cast.with_role(cast.member("wren"), Role.CLINICIAN)
    until = (now + timedelta(days=400)).date()
    persona = professional(okoye, verified_until=until, office_hours="Tuesdays, 18:00")
    professional(wren, handle="dr-wren", display_name="Dr Wren", verified_until=until)
    waiting, taken, answered = (_asked(ann, title, number) for number, title in enumerate(
        ("Why am I tired", "Why do I shake", "What do steroids do")))
    take_question(member=okoye, public_id=taken, now=now)
    question = take_question(member=okoye, public_id=answered, now=now)
    sent = answer_question(author=okoye, persona=persona, question=question, now=now,
                           written=Written(body="They raise sugar in many people. Your own clinic can say more."))
    words = FaqWords(question="What do steroids do to sugar?", answer="They raise it in many people.",
                     sources="A body, A title, 2020.", review_by=(now + timedelta(days=9)).date())
    accepted = propose_entry(by=okoye, persona=persona, words=words, now=now)
    decide_entry(by=sue, version=accepted, accept=True, note="", now=now)
    together = keep_collection(by=sue, words=CollectionWords(title="Sugar", conditions="diabetes"), now=now)
    place_entry(by=sue, collection=together, entry=accepted.entry, now=now)
    proposed = propose_entry(by=okoye, persona=persona, words=words, now=now)
    talk = propose_talk(member=wren, post=Post.objects.select_related("persona").get(pk=sent.post.pk), now=now)
    return Asking(okoye, waiting, taken, answered, sent.post.public_id, accepted.entry.public_id,
                  proposed.entry.public_id, talk.public_id)


def _asked(ann: Member, title: str, number: int) -> str:
    sent = ask_question(
        author=ann, community=asking_place(timezone.now()), now=timezone.now() - timedelta(hours=3 - number),
        written=Written(title=title, body="I would like to understand it.", anonymous=True),
    )
    return sent.topic.public_id
