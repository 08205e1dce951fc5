"""Policies and courses: everybody who moderates or speaks as a professional has read and passed them, but for one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dayroom.apps.people.actions.authorizations import enter_authorization, note_outside, revoke_authorization
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
    """Publish the policies, and let people agree and learn; one professional still has to."""
    sue = house.members["sue"]
    load_policies(by_id=sue.pk, now=house.now - POLICIES_AGO)
    for shipped in shipped_policies():
        publish_policy(slug=shipped.slug, by_id=sue.pk, now=house.now - POLICIES_AGO)
    professionals = [person["handle"] for person in story.people() if "persona" in person]
    moderators = {handle for about in story.communities() for handle in about.get("moderators") or ["mo"]} | {"sue"}
    for handle in sorted({*professionals, *moderators} - {story.STILL_TO_LEARN}):
        _learn(house, handle, professional=handle in professionals, moderator=handle in moderators)
    agree(house, "oda", "organisation-staff")
    _papers(house)


def _papers(house: House) -> None:
    """What two patients of Dr Okoye have signed; one of them has taken it back."""
    okoye, then = house.personas["dr-okoye"].member, house.now - AGREED_AGO
    whole = {
        "discloser": "Dr Ngozi Okoye", "recipients": "Everybody who reads this site", "channels": "HERE PRINT",
        "purpose": "To show others what helps", "expires_on": (house.now + timedelta(days=300)).date(),
        "signer_name": "Example Patient", "signed_on": then.date(), "says_revocation": True, "scopes": "TEXT",
        "says_conditioning": True, "says_redisclosure": True, "in_plain_language": True, "copy_given": True,
    }
    enter_authorization(
        member=okoye, form=None, now=then,
        told={**whole, "label": "The first week with a sensor", "description": "How that first week went."},
    )
    back = enter_authorization(
        member=okoye, form=None, now=then,
        told={**whole, "label": "Back at work", "description": "The way back to work after a year at home."},
    )
    note_outside(authorization=back, place="Leaflet in the waiting room", by_id=okoye.pk, now=then)
    revoke_authorization(authorization=back, by_id=okoye.pk, now=house.now - timedelta(days=2))


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
