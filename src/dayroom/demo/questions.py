"""Questions to professionals in the demo: asked, answered, asked again, handed over, and one answer that was kept."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from dayroom.apps.communities.actions import GuardSpoke, Written
from dayroom.apps.communities.actions.answering import answer_question, hand_over, take_question
from dayroom.apps.communities.actions.faq import FaqWords, decide_entry, propose_entry, vote
from dayroom.apps.communities.actions.questions import ask_again, ask_question, asking_place, say_helped
from dayroom.apps.communities.queries.questions import question_for_asker
from dayroom.apps.communities.vocabulary import FAQ_REVIEW_DAYS
from dayroom.apps.people.actions import mend_persona
from dayroom.demo.loading import House
from dayroom.demo.story import CONTENT


def questions(house: House) -> None:
    """In the order of time, through the same actions as everybody's."""
    with (CONTENT / "questions.toml").open("rb") as file:
        told = tomllib.load(file)
    for handle, said in told["hours"].items():
        persona = house.personas[handle]
        mend_persona(member=persona.member, public_id=persona.public_id, changes={"office_hours": said}, now=house.now)
    asked = {one["key"]: _asked(house, one) for one in sorted(told["question"], key=lambda one: -one["days_ago"])}
    for entry in told["faq"]:
        _kept(house, entry, asked, told["question"])


def _asked(house: House, one: dict[str, Any]) -> Any:
    author, at = house.members[one["by"]], house.now - timedelta(days=one["days_ago"], hours=2)
    place = house.communities[one["community"]] if one.get("community") else asking_place(at)
    place.refresh_from_db()
    sent = _sent(ask_question, one["key"], author=author, community=place, now=at, specialty=one["specialty"],
                 written=Written(title=one["title"], body=one["body"].strip(), anonymous=not one.get("community")))
    public_id = sent.topic.public_id
    for answer in one.get("answer", ()):
        _answered(house, one, answer, public_id, at)
    return public_id


def _answered(house: House, one: dict[str, Any], answer: dict[str, Any], public_id: str, at: datetime) -> None:
    asker, persona = house.members[one["by"]], house.personas[answer["persona"]]
    member, then = persona.member, at + timedelta(hours=answer["after_hours"])
    question = take_question(member=member, public_id=public_id, now=then - timedelta(minutes=40))
    _sent(answer_question, one["key"], author=member, persona=persona, question=question, now=then,
          written=Written(body=answer["body"].strip()))
    if "helped" in answer:
        say_helped(member=asker, public_id=public_id, helped=answer["helped"], now=then + timedelta(hours=3))
    if "again" in answer:
        _sent(ask_again, one["key"], author=asker, question=question_for_asker(asker, public_id),
              now=at + timedelta(hours=answer["again_after_hours"]),
              written=Written(body=answer["again"].strip(), anonymous=question.private))
    if "handed_over_after_hours" in answer:
        hand_over(member=member, public_id=public_id, now=at + timedelta(hours=answer["handed_over_after_hours"]))


def _sent(send: Any, key: str, **way: Any) -> Any:
    """What the guard stops is a fault of the story, and the demo says which; a nudge is read and left."""
    try:
        sent = send(**way)
    except GuardSpoke as spoke:
        if not spoke.decision.may_override:
            raise LookupError(f"demo: question {key} is stopped by {spoke.decision.reasons}") from spoke
        sent = send(**way, overridden=True)
    if sent.post.state == "HELD":
        raise LookupError(f"demo: question {key} is held by {sent.decision.reasons}")
    return sent


def _kept(house: House, entry: dict[str, Any], asked: dict[str, str], told: list[dict[str, Any]]) -> None:
    persona, at = house.personas[entry["persona"]], house.now - timedelta(days=entry["days_ago"])
    origin = next(one for one in told if any(a.get("faq") == entry["key"] for a in one.get("answer", ())))
    words = FaqWords(
        question=entry["question"], answer=entry["answer"].strip(), sources=entry["sources"].strip(),
        review_by=localdate(at) + timedelta(days=FAQ_REVIEW_DAYS), specialty=entry["specialty"],
        language=entry["language"],
    )
    version = propose_entry(
        by=persona.member, persona=persona, words=words, now=at,
        question=question_for_asker(house.members[origin["by"]], asked[origin["key"]]),
    )
    decide_entry(by=house.members[entry["accepted_by"]], version=version, accept=True, note="",
                 now=at + timedelta(days=1))
    for handles, helped in ((entry["helped"], True), (entry["not_helped"], False)):
        for handle in handles:
            vote(member=house.members[handle], entry=version.entry, helped=helped, now=at + timedelta(days=2))
