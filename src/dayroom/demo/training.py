"""Policies and courses: everybody who moderates or speaks as a professional has read and passed them, but for one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dayroom.apps.people.actions.policies import acknowledge_policy, load_policies, publish_policy
from dayroom.apps.people.actions.training import answer_course
from dayroom.apps.people.vocabulary.courses import courses
from dayroom.apps.people.vocabulary.policies import Capacity, shipped_policies
from dayroom.demo import story

if TYPE_CHECKING:
    from dayroom.demo.loading import House

POLICIES_AGO = timedelta(days=90)
AGREED_AGO = timedelta(days=60)


def train(house: House) -> None:
    """Publish the policies, and let people agree and learn; the last professional of the story still has to."""
    sue = house.members["sue"]
    load_policies(by_id=sue.pk, now=house.now - POLICIES_AGO)
    for shipped in shipped_policies():
        publish_policy(slug=shipped.slug, by_id=sue.pk, now=house.now - POLICIES_AGO)
    professionals = [person["handle"] for person in story.people() if "persona" in person]
    moderators = {handle for about in story.communities() for handle in about.get("moderators") or ["mo"]} | {"sue"}
    still_to_learn = next(handle for handle in reversed(professionals) if handle not in moderators)
    for handle in sorted({*professionals, *moderators} - {still_to_learn}):
        _learn(house, handle, professional=handle in professionals, moderator=handle in moderators)
    agree(house, "oda", "organisation-staff")


def _learn(house: House, handle: str, *, professional: bool, moderator: bool) -> None:
    member, then = house.members[handle], house.now - AGREED_AGO
    wanted = {Capacity.PROFESSIONAL.value} if professional else set()
    wanted |= {Capacity.MODERATOR.value} if moderator else set()
    for shipped in shipped_policies():
        if wanted & set(shipped.audiences):
            agree(house, handle, shipped.slug)
    for slug, course in courses(member.language).items():
        answer_course(member=member, slug=slug, language=member.language, now=then,
                      answers=[question.right for question in course.questions])


def agree(house: House, handle: str, slug: str) -> None:
    member = house.members[handle]
    acknowledge_policy(member=member, slug=slug, language=member.language, now=house.now - AGREED_AGO)
